#include "audit/input/templates.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/file_copy.h"

#ifndef TEMPLATES
#define TEMPLATES "/usr/local/share/syncro-audit/templates"
#endif

static const char *beside_program(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

	if (length <= 0)
		return NULL;
	path[length] = '\0';
	return arena_printf(arena, "%s/templates", dirname(path));
}

static const char *folder(struct arena *arena)
{
	const char *chosen = getenv("SYNCRO_AUDIT_TEMPLATES");

	if (chosen && *chosen)
		return chosen;
	const char *beside = beside_program(arena);
	return beside && access(beside, R_OK | X_OK) == 0 ? beside : TEMPLATES;
}

int templates_catalogue(struct arena *arena, struct evidence_input *out, struct error *err)
{
	const char *path = arena_printf(arena, "%s/permissions.json", folder(arena));

	return file_copy_read(arena, "permission catalogue", path, out, err);
}

int templates_skeleton(struct arena *arena, struct evidence_input *out, struct error *err)
{
	const char *path = arena_printf(arena, "%s/skeleton.json", folder(arena));

	return file_copy_read(arena, "skeleton of a profile", path, out, err);
}

static bool is_json(const char *name)
{
	size_t length = strlen(name);

	return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

bool templates_is_path(const char *profile)
{
	return strchr(profile, '/') || is_json(profile);
}

int templates_profile(struct arena *arena, const char *profile, struct evidence_input *out,
		      struct error *err)
{
	if (templates_is_path(profile))
		return file_copy_read(arena, "profile", profile, out, err);
	const char *path = arena_printf(arena, "%s/profiles/%s.json", folder(arena), profile);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return error_set(err, "unknown profile '%s': there is no '%s'", profile, path);
	return file_copy_read(arena, "profile", path, out, err);
}

static int is_profile(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && is_json(entry->d_name);
}

static int by_id(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

int templates_profiles(struct arena *arena, const char ***ids, size_t *count, struct error *err)
{
	const char *path = arena_printf(arena, "%s/profiles", folder(arena));
	struct dirent **entries = NULL;
	int found = scandir(path, &entries, is_profile, NULL);

	if (found < 0)
		return error_set(err, "profiles: '%s': cannot be read: %s", path, strerror(errno));
	const char **names = arena_array(arena, (size_t)found, sizeof *names);
	for (int i = 0; i < found; i++) {
		const char *name = entries[i]->d_name;
		names[i] = arena_printf(arena, "%.*s", (int)strlen(name) - 5, name);
		free(entries[i]);
	}
	free(entries);
	qsort(names, (size_t)found, sizeof *names, by_id);
	*ids = names;
	*count = (size_t)found;
	return 0;
}
