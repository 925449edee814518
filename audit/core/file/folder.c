#include "audit/core/file/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/hash.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static bool is_report(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct arena *arena = arena_new();
	struct manifest ignored;
	struct error none = { .message = "" };
	const bool is = fd >= 0 && manifest_load(arena, fd, &ignored, &none) == 0;

	arena_free(arena);
	if (fd >= 0)
		close(fd);
	return is;
}

int folder_check_around(const char *path, struct error *err)
{
	char *copy = xstrdup(path);
	char *around = realpath(dirname(copy), NULL);
	int result = 0;

	for (char *end; around && *around && result == 0; *end = '\0') {
		if (is_report(around))
			result = error_set(
				err,
				"report folder '%s': would stand inside '%s', whose files "
				"are listed",
				path, around);
		end = strrchr(around, '/');
	}
	free(around);
	free(copy);
	return result;
}

static int make(const char *made, const char *path, struct error *err)
{
	if (mkdir(made, 0700) == 0)
		return 0;
	return error_set(err,
			 errno == EEXIST ? "report folder '%s': exists already, and is not touched"
					 : "report folder '%s': cannot be made: %s",
			 path, strerror(errno));
}

int folder_reserve(struct folder *folder, const char *path, bool with_evidence, struct error *err)
{
	struct error why = { .message = "" };
	char *made = xstrdup(path);

	*folder = (struct folder){ .committed = false };
	/* The manifest's names are what follows the folder's and one slash. */
	for (size_t end = strlen(made); end > 1 && made[end - 1] == '/';)
		made[--end] = '\0';
	int result = folder_check_around(made, err);
	if (result == 0)
		result = make(made, path, err);
	if (result == 0 && place_open(&folder->place, made, &why) != 0) {
		result = error_set(err, "report %s", why.message);
		(void)rmdir(made);
	}
	free(made);
	if (result == 0 && with_evidence)
		result = place_add(&folder->evidence, &folder->place, "evidence", err);
	if (result != 0)
		folder_release(folder);
	return result;
}

int folder_share(struct folder *folder, mode_t group, struct error *err)
{
	if (place_share(&folder->place, group, err) != 0)
		return -1;
	return folder->evidence.path ? place_share(&folder->evidence, group, err) : 0;
}

bool folder_is_within(const char *path, const char *outer)
{
	char *inner = realpath(path, NULL), *around = realpath(outer, NULL);
	const size_t length = around ? strlen(around) : 0;
	const bool within = inner && around && strncmp(inner, around, length) == 0 &&
			    (!inner[length] || inner[length] == '/' || around[length - 1] == '/');

	free(inner);
	free(around);
	return within;
}

void folder_release(struct folder *folder)
{
	outfile_discard(&folder->signature);
	outfile_discard(&folder->manifest);
	place_close(&folder->evidence);
	if (folder->committed)
		place_close(&folder->place);
	else
		place_remove(&folder->place);
	*folder = (struct folder){ .committed = false };
}

static int look_below(const struct place *place, struct walk_tree *tree, struct error *err)
{
	walk_tree(tree, place->fd);
	for (size_t i = 0; i < tree->count; i++)
		if (tree->entries[i].error)
			return error_set(err, "report folder '%s': %s", place->path,
					 strerror(tree->entries[i].error));
	return 0;
}

static int hash_file(const struct place *place, const struct walk_entry *entry,
		     char sha256[HASH_HEX], struct error *err)
{
	int fd = safe_open(place->fd, entry->name, err);

	if (fd < 0)
		return error_prepend(err, "'%s/%s'", place->path, entry->name);
	int result = safe_hash(fd, entry->size, sha256);
	close(fd);
	if (result == 0)
		return 0;
	return error_set(err, "'%s/%s': cannot be read back", place->path, entry->name);
}

static int write_entry(struct json_writer *w, const struct place *place,
		       const struct walk_entry *entry, struct error *err)
{
	char sha256[HASH_HEX];
	const bool editable = manifest_is_editable(entry->name);

	if (!editable && hash_file(place, entry, sha256, err) != 0)
		return -1;
	json_object(w, NULL);
	json_string(w, "name", entry->name);
	if (editable) {
		json_boolean(w, "editable", true);
	} else {
		json_integer(w, "size", entry->size);
		json_string(w, "sha256", sha256);
	}
	json_end(w);
	return 0;
}

static int write_manifest(FILE *stream, const struct place *place, const struct walk_tree *tree,
			  const char *report_id, struct error *err)
{
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_string(&w, "schema", MANIFEST_SCHEMA);
	json_string(&w, "report_id", report_id);
	json_array(&w, "files");
	for (size_t i = 0; i < tree->count; i++)
		if (!S_ISDIR(tree->entries[i].mode) &&
		    write_entry(&w, place, &tree->entries[i], err) != 0)
			return -1;
	json_end(&w);
	json_end(&w);
	return 0;
}

/* One sync for everything, instead of one for each of thousands of bodies. */
static int flush_to_disk(const struct place *place, struct error *err)
{
	if (syncfs(place->fd) == 0)
		return 0;
	return error_set(err, "report folder '%s': cannot be written: %s", place->path,
			 strerror(errno));
}

int folder_check(const struct folder *folder, struct error *err)
{
	if (place_is_there(&folder->place) &&
	    (!folder->evidence.path || place_is_there(&folder->evidence)))
		return 0;
	return error_set(err, "report folder '%s': was moved or removed meanwhile",
			 folder->place.path);
}

/* What is in the manifest by now; the caller's to close. */
static int reopen(const struct outfile *file, struct error *err)
{
	int fd = openat(file->folder, file->part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		error_set(err, "'%s': cannot be read back: %s", file->path, strerror(errno));
	return fd;
}

static int write_signature(struct folder *folder, const struct seal *seal, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	int fd = reopen(&folder->manifest, err), result = -1;

	if (fd >= 0 && seal->sign(seal, fd, &bytes, err) == 0)
		result = outfile_open(&folder->signature, &folder->place, MANIFEST_SIGNATURE, err);
	/* That it could not be written is told when it is put in place. */
	if (result == 0)
		(void)fwrite(bytes.data, 1, bytes.length, folder->signature.stream);
	if (fd >= 0)
		close(fd);
	str_release(&bytes);
	return result;
}

int folder_prepare(struct folder *folder, const char *report_id, const struct seal *seal,
		   struct error *err)
{
	const struct place *place = &folder->place;
	struct outfile *manifest = &folder->manifest;
	struct walk_tree tree = { .count = 0 };
	int result = -1;

	if (folder_check(folder, err) == 0 && look_below(place, &tree, err) == 0 &&
	    outfile_open(manifest, place, MANIFEST_NAME, err) == 0)
		result = write_manifest(manifest->stream, place, &tree, report_id, err);
	walk_tree_release(&tree);
	if (result == 0 && fflush(manifest->stream) != 0)
		result = error_set(err, "'%s': cannot be written: %s", manifest->path,
				   strerror(errno));
	return result == 0 && seal ? write_signature(folder, seal, err) : result;
}

/* A signature without a manifest is of no report; a report that should be signed and is not
 * would be one. */
int folder_commit(struct folder *folder, const char *report_id, struct error *err)
{
	struct outfile *signature = &folder->signature;

	if ((!folder->manifest.part && folder_prepare(folder, report_id, NULL, err) != 0) ||
	    (signature->part && fflush(signature->stream) != 0 &&
	     error_set(err, "'%s': cannot be written: %s", signature->path, strerror(errno))) ||
	    flush_to_disk(&folder->place, err) != 0 || folder_check(folder, err) != 0 ||
	    (signature->part && outfile_commit(signature, err) != 0) ||
	    outfile_commit(&folder->manifest, err) != 0) {
		outfile_discard(signature);
		outfile_discard(&folder->manifest);
		return -1;
	}
	folder->committed = true;
	return 0;
}
