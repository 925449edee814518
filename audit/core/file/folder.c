#include "audit/core/file/folder.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/manifest.h"
#include "audit/core/hash.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"

static char *below(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = xmalloc(size);

	(void)snprintf(path, size, "%s/%s", folder, name);
	return path;
}

int folder_reserve(struct folder *folder, const char *path, bool with_evidence, struct error *err)
{
	struct error why = { .message = "" };
	char *made = xstrdup(path);

	*folder = (struct folder){ .committed = false };
	/* The manifest's names are what follows the folder's and one slash. */
	for (size_t end = strlen(made); end > 1 && made[end - 1] == '/';)
		made[--end] = '\0';
	int result = mkdir(made, 0700);
	if (result != 0)
		error_set(err,
			  errno == EEXIST ? "report folder '%s': exists already, and is not touched"
					  : "report folder '%s': cannot be made: %s",
			  path, strerror(errno));
	else if (place_open(&folder->place, made, &why) != 0) {
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

void folder_release(struct folder *folder)
{
	place_close(&folder->evidence);
	if (folder->committed)
		place_close(&folder->place);
	else
		place_remove(&folder->place);
	*folder = (struct folder){ .committed = false };
}

struct listed {
	char *name;
	int64_t size;
	bool is_folder; /* listed for what is in it */
	char sha256[HASH_HEX];
};

struct listing {
	struct listed *files;
	size_t count;
	size_t capacity;
};

static int note_entry(struct listing *listing, char *path)
{
	struct stat status;

	if (lstat(path, &status) != 0) {
		free(path);
		return -1;
	}
	ARRAY_RESERVE(listing->files, listing->count, listing->capacity);
	listing->files[listing->count++] = (struct listed){ .name = path,
							    .size = status.st_size,
							    .is_folder = S_ISDIR(status.st_mode) };
	return 0;
}

/* Not nftw: it takes a folder that cannot be read to its end for a short one. */
static int note_folder(struct listing *listing, const char *path)
{
	DIR *stream = opendir(path);
	const struct dirent *entry;
	int result = stream ? 0 : -1;

	while (result == 0 && (errno = 0, (entry = readdir(stream)) != NULL))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			result = note_entry(listing, below(path, entry->d_name));
	int number = errno;
	if (stream)
		(void)closedir(stream);
	errno = number;
	return number ? -1 : result;
}

static int hash_file(struct listed *file, struct error *err)
{
	unsigned char buffer[65536];
	FILE *stream = fopen(file->name, "rbe");
	size_t got;

	if (!stream)
		return error_set(err, "'%s': %s", file->name, strerror(errno));
	struct hash *hash = hash_new();
	while ((got = fread(buffer, 1, sizeof buffer, stream)) > 0)
		hash_add(hash, buffer, got);
	bool failed = ferror(stream) != 0;
	(void)fclose(stream);
	hash_finish(hash, file->sha256);
	return failed ? error_set(err, "'%s': cannot be read back", file->name) : 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct listed *)a)->name, ((const struct listed *)b)->name);
}

static int list_files(const char *path, struct listing *listing, struct error *err)
{
	int failed = note_folder(listing, path);

	for (size_t i = 0; i < listing->count && !failed; i++)
		if (listing->files[i].is_folder)
			failed = note_folder(listing, listing->files[i].name);
	if (failed)
		return error_set(err, "report folder '%s': %s", path, strerror(errno));
	if (listing->count)
		qsort(listing->files, listing->count, sizeof *listing->files, by_name);
	for (size_t i = 0; i < listing->count; i++)
		if (!listing->files[i].is_folder && hash_file(&listing->files[i], err) != 0)
			return -1;
	return 0;
}

static void write_manifest(FILE *stream, const struct listing *listing, size_t prefix,
			   const char *report_id)
{
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_string(&w, "schema", MANIFEST_SCHEMA);
	json_string(&w, "report_id", report_id);
	json_array(&w, "files");
	for (size_t i = 0; i < listing->count; i++) {
		if (listing->files[i].is_folder)
			continue;
		json_object(&w, NULL);
		json_string(&w, "name", listing->files[i].name + prefix);
		json_integer(&w, "size", listing->files[i].size);
		json_string(&w, "sha256", listing->files[i].sha256);
		json_end(&w);
	}
	json_end(&w);
	json_end(&w);
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

int folder_commit(struct folder *folder, const char *report_id, struct error *err)
{
	const struct place *place = &folder->place;
	struct listing listing = { .files = NULL };
	struct outfile manifest = OUTFILE_INIT;
	int result = -1;

	if (folder_check(folder, err) != 0 || list_files(place->path, &listing, err) != 0 ||
	    outfile_open(&manifest, place, MANIFEST_NAME, err) != 0)
		goto done;
	write_manifest(manifest.stream, &listing, strlen(place->path) + 1, report_id);
	if (fflush(manifest.stream) != 0) {
		error_set(err, "'%s': cannot be written: %s", manifest.path, strerror(errno));
		goto done;
	}
	if (flush_to_disk(place, err) != 0 || folder_check(folder, err) != 0 ||
	    outfile_commit(&manifest, err) != 0)
		goto done;
	folder->committed = true;
	result = 0;
done:
	outfile_discard(&manifest);
	for (size_t i = 0; i < listing.count; i++)
		free(listing.files[i].name);
	free(listing.files);
	return result;
}
