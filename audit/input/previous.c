#include "audit/input/previous.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/evidence/evidence.h"

#define RESULTS "results.json"

static int read_bytes(struct arena *arena, const char *name, const struct str *bytes,
		      bool keep_text, struct previous *out, struct error *err)
{
	struct results *results = NULL;

	if (results_read(arena, str_text(bytes), bytes->length, &results, err) != 0)
		return error_prepend(err, "'%s'", name);
	out->name = text_clean(arena, name);
	out->text = keep_text ? arena_strdup(arena, str_text(bytes)) : NULL;
	out->results = results;
	return 0;
}

static int check_hash(const struct manifest_file *listed, const struct str *bytes,
		      struct error *err)
{
	char digest[HASH_HEX];

	hash_bytes(bytes->data, bytes->length, digest);
	if (strcmp(digest, listed->sha256) != 0)
		return error_set(err, "is not what " MANIFEST_NAME
				      " says: its SHA-256 differs; see 'syncro-audit verify'");
	return 0;
}

static int read_listed(struct arena *arena, const char *path, int fd,
		       const struct manifest_file *listed, bool keep_text, struct previous *out,
		       struct error *err)
{
	const char *name = arena_printf(arena, "%s/%s", path, listed->name);
	struct str bytes = STR_INIT(RESULTS_MOST);
	int result = safe_read(fd, listed->name, &bytes, err);

	if (result == 0)
		result = check_hash(listed, &bytes, err);
	if (result != 0)
		error_prepend(err, "'%s'", name);
	else
		result = read_bytes(arena, name, &bytes, keep_text, out, err);
	str_release(&bytes);
	return result;
}

/* "results.json", or that of one of several profiles: "ID/results.json". */
static bool is_results(const char *name)
{
	const char *slash = strchr(name, '/');

	return strcmp(slash ? slash + 1 : name, RESULTS) == 0;
}

int previous_read_open(struct arena *arena, const char *path, int fd, bool keep_text,
		       struct previous_list *out, struct error *err)
{
	struct manifest manifest = { .report_id = "" };

	if (manifest_load(arena, fd, &manifest, err) != 0)
		return error_prepend(err, "'%s': is no finished report folder", path);
	out->items = arena_array(arena, manifest.count, sizeof *out->items);
	out->count = 0;
	for (size_t i = 0; i < manifest.count; i++)
		if (is_results(manifest.files[i].name) &&
		    read_listed(arena, path, fd, &manifest.files[i], keep_text,
				&out->items[out->count++], err) != 0)
			return -1;
	return out->count ? 0 : error_set(err, "'%s': holds no " RESULTS, path);
}

static int read_file(struct arena *arena, const char *path, bool keep_text,
		     struct previous_list *out, struct error *err)
{
	struct str bytes = STR_INIT(RESULTS_MOST);
	int result = file_read(path, &bytes, err);

	out->items = arena_alloc(arena, sizeof *out->items);
	out->count = 1;
	if (result == 0)
		result = read_bytes(arena, path, &bytes, keep_text, out->items, err);
	str_release(&bytes);
	return result;
}

int previous_read(struct arena *arena, const char *path, bool keep_text, struct previous_list *out,
		  struct error *err)
{
	struct stat status;

	if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
		return read_file(arena, path, keep_text, out, err);
	int fd = safe_folder(path, err);
	if (fd < 0)
		return error_prepend(err, "'%s'", path);
	int result = previous_read_open(arena, path, fd, keep_text, out, err);
	close(fd);
	return result;
}

int previous_recorded(struct arena *arena, const struct evidence_input *copies, size_t count,
		      struct previous_list *out, struct error *err)
{
	out->items = arena_array(arena, count, sizeof *out->items);
	out->count = count;
	for (size_t i = 0; i < count; i++) {
		struct results *results = NULL;
		if (results_read(arena, copies[i].text, strlen(copies[i].text), &results, err) != 0)
			return error_prepend(err, "'%s'", copies[i].name);
		out->items[i] = (struct previous){ copies[i].name, copies[i].text, results };
	}
	return 0;
}

const struct results *previous_of(const struct previous_list *list, const char *profile_id)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].results->profile.id, profile_id) == 0)
			return list->items[i].results;
	return list->count ? list->items[0].results : NULL;
}
