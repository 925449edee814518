#include "audit/input/history_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/compare/history.h"
#include "audit/compare/history_copy.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/previous.h"

struct reading {
	struct arena *arena;
	const char *below;	     /* of a fleet: an account's name; NULL = none */
	struct history_audit *items; /* growing */
	size_t count, capacity;
	struct error *err;
};

/* Whole reports are large: one at a time is in memory. */
static int read_report(struct reading *reading, const char *path)
{
	struct arena *whole = arena_new();
	struct previous_list reports = { .count = 0 };
	int result = previous_read(whole, path, false, &reports, reading->err);

	for (size_t i = 0; i < reports.count && result == 0; i++) {
		ARRAY_RESERVE(reading->items, reading->count, reading->capacity);
		result = history_reduce(reading->arena, reports.items[i].results,
					reports.items[i].name, &reading->items[reading->count],
					reading->err);
		reading->count += result == 0;
	}
	arena_free(whole);
	return result;
}

static bool is_folder(int at, const char *path)
{
	struct stat status;

	return fstatat(at, path, &status, at == AT_FDCWD ? 0 : AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(status.st_mode);
}

static bool holds(struct arena *arena, int at, const char *path, const char *name)
{
	struct stat status;

	return fstatat(at, arena_printf(arena, "%s/%s", path, name), &status,
		       AT_SYMLINK_NOFOLLOW) == 0;
}

static int scan_error(struct reading *reading, const char *path)
{
	return error_set(reading->err, "'%s': %s", path, strerror(errno));
}

/* The finished report that a folder is, or holds as a day of a fleet; NULL = none. */
static const char *report_in(const struct reading *reading, int at, const char *name)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || !is_folder(at, name))
		return NULL;
	if (holds(reading->arena, at, name, MANIFEST_NAME))
		return arena_strdup(reading->arena, name);
	if (!reading->below)
		return NULL;
	name = arena_printf(reading->arena, "%s/%s", name, reading->below);
	return is_folder(at, name) && holds(reading->arena, at, name, MANIFEST_NAME) ? name : NULL;
}

/* Those of its folders that are reports, by name, so that what is told does not depend
 * on the file system. */
static int read_holder(struct reading *reading, const char *path)
{
	struct dirent **entries = NULL;
	const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = 0;

	if (fd < 0)
		return scan_error(reading, path);
	const int count = scandirat(fd, ".", &entries, NULL, alphasort);
	if (count < 0)
		result = scan_error(reading, path);
	for (int i = 0; i < count; i++) {
		const char *name = result == 0 ? report_in(reading, fd, entries[i]->d_name) : NULL;
		if (name)
			result = read_report(reading,
					     arena_printf(reading->arena, "%s/%s", path, name));
		free(entries[i]);
	}
	free(entries);
	close(fd);
	return result;
}

/* An unfinished report is no folder of reports: it is read as a report, and refused. */
static int read_path(struct reading *reading, const char *path)
{
	static const char *const of_report[] = { MANIFEST_NAME, "results.json", "evidence" };

	if (!is_folder(AT_FDCWD, path))
		return read_report(reading, path);
	for (size_t i = 0; i < COUNT_OF(of_report); i++)
		if (holds(reading->arena, AT_FDCWD, path, of_report[i]))
			return read_report(reading, path);
	return read_holder(reading, path);
}

int history_files_read(struct arena *arena, const char *const *paths, size_t count,
		       const char *below, struct history_list *out, struct error *err)
{
	struct reading reading = { .arena = arena, .below = below, .err = err };
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++)
		result = read_path(&reading, paths[i]);
	struct history_list list = { .items = arena_copy(arena, reading.items,
							 reading.count * sizeof *reading.items),
				     .count = reading.count };
	free(reading.items);
	if (result == 0)
		result = history_order(&list, err);
	if (result == 0)
		*out = list;
	return result;
}

int history_files_recorded(struct arena *arena, const struct evidence_input *copies, size_t count,
			   struct history_list *out, struct error *err)
{
	struct history_list list = { .items = arena_array(arena, count, sizeof *list.items),
				     .count = count };

	for (size_t i = 0; i < count; i++)
		if (history_copy_read(arena, copies[i].name, copies[i].text, strlen(copies[i].text),
				      &list.items[i], err) != 0)
			return error_prepend(err, "'%s'", copies[i].name);
	if (history_order(&list, err) != 0)
		return -1;
	*out = list;
	return 0;
}

int history_files_copies(struct arena *arena, const struct history_list *list,
			 struct evidence_input **out, struct error *err)
{
	struct evidence_input *copies = arena_array(arena, list->count, sizeof *copies);

	for (size_t i = 0; i < list->count; i++) {
		copies[i].name = list->items[i].name;
		if (history_copy_text(arena, &list->items[i], &copies[i].text, err) != 0)
			return -1;
	}
	*out = copies;
	return 0;
}
