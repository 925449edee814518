#include "audit/input/siblings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/input/previous.h"

struct search {
	struct arena *arena;
	const char *subdomain;
	struct audit *const *audits;
	size_t audit_count;
	struct sibling *found; /* from xmalloc */
	size_t count, capacity;
};

const char *siblings_parent(struct arena *arena, const char *path)
{
	char *copy = arena_strdup(arena, path ? path : ".");
	size_t length = strlen(copy);

	if (!path)
		return copy;
	while (length > 1 && copy[length - 1] == '/')
		copy[--length] = '\0';
	char *slash = strrchr(copy, '/');
	if (!slash)
		return ".";
	slash[slash == copy] = '\0';
	return copy;
}

struct siblings_place siblings_place(struct arena *arena, const char *path, bool of_fleet)
{
	const char *parent = siblings_parent(arena, path);
	const char *slash = strrchr(path ? path : "", '/');

	if (!of_fleet)
		return (struct siblings_place){ .parent = parent };
	return (struct siblings_place){ .parent = siblings_parent(arena, parent),
					.below = slash ? slash + 1 : path };
}

/* Someone else's folder must neither become the baseline nor count as the last ready one. */
static bool is_own(int fd, struct stat *status)
{
	return fstat(fd, status) == 0 && S_ISDIR(status->st_mode) && status->st_uid == geteuid() &&
	       (status->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static bool is_asked_for(const char *subdomain, struct audit *const *audits, size_t audit_count,
			 const struct results *results)
{
	bool asked = false;

	for (size_t i = 0; i < audit_count; i++)
		asked = asked || strcmp(audits[i]->profile->id, results->profile.id) == 0;
	return asked && text_equal_ignoring_case(results->account.subdomain, subdomain) &&
	       (!results->edition || strcmp(results->edition, edition_name(EDITION_INTERNAL)) == 0);
}

/* Each profile has one report: as many as are asked for, all of them asked for. */
bool siblings_are_like(const char *subdomain, struct audit *const *audits, size_t audit_count,
		       const struct previous_list *reports)
{
	if (reports->count != audit_count)
		return false;
	for (size_t i = 0; i < reports->count; i++) {
		const struct results *results = reports->items[i].results;
		if (!is_asked_for(subdomain, audits, audit_count, results))
			return false;
		for (size_t j = 0; j < i; j++)
			if (strcmp(reports->items[j].results->profile.id, results->profile.id) == 0)
				return false;
	}
	return true;
}

static void note(struct search *search, const char *name, const struct stat *status,
		 const struct previous_list *list)
{
	const struct results *first = list->items[0].results;
	struct sibling sibling = {
		.name = arena_strdup(search->arena, name),
		.report_ids = arena_array(search->arena, list->count, sizeof(char *)),
		.report_count = list->count,
		.assessed_at = first->assessed_at,
		.ready = true,
		.device = status->st_dev,
		.inode = status->st_ino,
	};

	for (size_t i = 0; i < list->count; i++) {
		const struct results *results = list->items[i].results;
		sibling.report_ids[i] = arena_strdup(search->arena, results->report_id);
		sibling.ready = sibling.ready && results->verdict == OVERALL_READY;
	}
	ARRAY_RESERVE(search->found, search->count, search->capacity);
	search->found[search->count++] = sibling;
}

static void look_at(struct search *search, int parent, const char *name)
{
	struct previous_list list = { .count = 0 };
	struct error ignored;
	struct stat status;
	int fd = safe_subfolder(parent, name, &ignored);

	if (fd < 0)
		return;
	struct arena *arena = arena_new();
	if (is_own(fd, &status) &&
	    previous_read_open(arena, name, fd, false, &list, &ignored) == 0 &&
	    siblings_are_like(search->subdomain, search->audits, search->audit_count, &list))
		note(search, name, &status, &list);
	arena_free(arena);
	close(fd);
}

static int newest_first(const void *a, const void *b)
{
	const struct sibling *x = a, *y = b;

	if (x->assessed_at != y->assessed_at)
		return x->assessed_at > y->assessed_at ? -1 : 1;
	return strcmp(y->name, x->name);
}

int siblings_read(struct arena *arena, const struct siblings_place *place, const char *subdomain,
		  struct audit *const *audits, size_t audit_count, struct siblings *out,
		  struct error *err)
{
	struct search search = { arena, subdomain, audits, audit_count, NULL, 0, 0 };
	struct walk walk;
	const char *name;

	walk_begin(&walk, open(place->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	while ((name = walk_next(&walk)))
		if (name[0] != '.')
			look_at(&search, walk.fd,
				place->below ? arena_printf(arena, "%s/%s", name, place->below)
					     : name);
	if (walk_end(&walk) != 0) {
		free(search.found);
		return error_set(err, "'%s': %s", place->parent, strerror(errno));
	}
	if (search.count)
		qsort(search.found, search.count, sizeof *search.found, newest_first);
	out->items = arena_copy(arena, search.found, search.count * sizeof *search.found);
	out->count = search.count;
	free(search.found);
	return 0;
}
