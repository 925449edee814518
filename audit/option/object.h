/*
 * object - options as the members of a JSON object: of a --config file, and of an account
 * of a fleet.
 */
#ifndef OPTION_OBJECT_H
#define OPTION_OBJECT_H

#include "audit/core/json/form.h"

struct arena;
struct option_row;
struct options;

/* How a member of an option's name is checked; it may be left out. */
struct input_field options_field(const struct option_row *row);

/*
 * Sets what the members of `object`, which stands at `place`, say; what was given before, or
 * excludes it, stays. An option of another command is checked and left alone. Mistakes are
 * noted. A relative path belongs to the folder of the file.
 */
void options_apply(struct arena *arena, struct input *in, const cJSON *object, const char *place,
		   struct options *options);

#endif
