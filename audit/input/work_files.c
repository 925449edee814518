#include "audit/input/work_files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/evidence/evidence.h"
#include "audit/input/work_copy.h"
#include "audit/model/audit.h"
#include "audit/model/work.h"
#include "report/xlsx/work_read.h"

/* Takes the descriptor over. */
static int add(struct arena *arena, const char *name, int fd, struct work_list *list,
	       struct error *err)
{
	struct work *work = NULL;

	if (xlsx_work_read(arena, fd, &work, err) != 0)
		return error_prepend(err, "'%s'", name);
	list->copies[list->count] = (struct evidence_input){ .name = text_clean(arena, name),
							     .text = work_copy_text(arena, work) };
	list->items[list->count++] = work;
	return 0;
}

static void make_room(struct arena *arena, size_t count, struct work_list *list)
{
	list->items = arena_array(arena, count, sizeof *list->items);
	list->copies = arena_array(arena, count, sizeof *list->copies);
	list->count = 0;
}

/* One that a person took away is none; one that is no file of its own is not followed. */
static int read_listed(struct arena *arena, const char *path, int folder, const char *name,
		       struct work_list *list, struct error *err)
{
	const char *whole = arena_printf(arena, "%s/%s", path, name);

	if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT)
		return 0;
	int fd = safe_open(folder, name, err);
	return fd < 0 ? error_prepend(err, "'%s'", whole) : add(arena, whole, fd, list, err);
}

static int read_folder(struct arena *arena, const char *path, int folder, struct work_list *list,
		       struct error *err)
{
	struct manifest manifest = { .report_id = "" };

	if (manifest_load(arena, folder, &manifest, err) != 0)
		return error_prepend(err, "'%s': is no finished report folder", path);
	make_room(arena, manifest.count, list);
	for (size_t i = 0; i < manifest.count; i++)
		if (manifest.files[i].editable &&
		    read_listed(arena, path, folder, manifest.files[i].name, list, err) != 0)
			return -1;
	return 0;
}

int work_files_beside(struct arena *arena, const char *path, struct work_list *out,
		      struct error *err)
{
	int folder = safe_folder(path, err);

	if (folder < 0)
		return error_prepend(err, "'%s'", path);
	int result = read_folder(arena, path, folder, out, err);
	close(folder);
	return result;
}

int work_files_read(struct arena *arena, const char *path, struct work_list *out, struct error *err)
{
	struct stat status;

	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
		if (work_files_beside(arena, path, out, err) != 0)
			return -1;
		return out->count ? 0 : error_set(err, "'%s': holds no " MANIFEST_EDITABLE, path);
	}
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return error_set(err, "'%s': cannot be read: %s", path, strerror(errno));
	make_room(arena, 1, out);
	return add(arena, path, fd, out, err);
}

int work_files_recorded(struct arena *arena, struct evidence_input *copies, size_t count,
			struct work_list *out, struct error *err)
{
	make_room(arena, count, out);
	out->copies = copies;
	for (; out->count < count; out->count++)
		if (work_copy_read(arena, &copies[out->count], &out->items[out->count], err) != 0)
			return -1;
	return 0;
}

int work_files_give(const struct work_list *list, const char *subdomain, bool named,
		    struct audit *const *audits, size_t count, struct error *err)
{
	size_t given = 0, empty = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct work *work = list->items[i];
		empty += work->count == 0;
		if (work->count && !text_equal_ignoring_case(work->account, subdomain))
			return error_set(err, "'%s': is about the account '%s', not '%s'",
					 list->copies[i].name, work->account, subdomain);
		for (size_t k = 0; work->count && k < count; k++)
			if (strcmp(audits[k]->profile->id, work->profile) == 0) {
				audits[k]->work = work;
				given++;
			}
	}
	if (!named || given || empty == list->count)
		return 0;
	return error_set(err, "'%s': is about the profile '%s', not '%s'", list->copies[0].name,
			 list->items[0]->profile, audits[0]->profile->id);
}
