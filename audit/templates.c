#include "audit/templates.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/inputs.h"

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

	return inputs_read(arena, "permission catalogue", path, out, err);
}

static bool is_file_name(const char *profile)
{
	size_t length = strlen(profile);

	return strchr(profile, '/') || (length > 5 && strcmp(profile + length - 5, ".json") == 0);
}

int templates_profile(struct arena *arena, const char *profile, struct evidence_input *out,
		      struct error *err)
{
	if (is_file_name(profile))
		return inputs_read(arena, "profile", profile, out, err);
	const char *path = arena_printf(arena, "%s/profiles/%s.json", folder(arena), profile);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return error_set(err, "unknown profile '%s': there is no '%s'", profile, path);
	return inputs_read(arena, "profile", path, out, err);
}
