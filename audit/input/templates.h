/*
 * templates - where the profiles and the permission catalogue stand:
 * SYNCRO_AUDIT_TEMPLATES, else templates/ beside the program, else the folder
 * the program was installed with.
 */
#ifndef INPUT_TEMPLATES_H
#define INPUT_TEMPLATES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct evidence_input;

/* The permission catalogue, permissions.json. */
int templates_catalogue(struct arena *arena, struct evidence_input *out, struct error *err);

/* Whether a profile is given as a file: it holds a slash or ends in ".json"; else by id. */
bool templates_is_path(const char *profile);
int templates_profile(struct arena *arena, const char *profile, struct evidence_input *out,
		      struct error *err);

/* The ids of the profiles that stand there, sorted. */
int templates_profiles(struct arena *arena, const char ***ids, size_t *count, struct error *err);

/* What a new profile begins as. */
int templates_skeleton(struct arena *arena, struct evidence_input *out, struct error *err);

#endif
