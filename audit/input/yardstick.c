#include "audit/input/yardstick.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/profile/profile.h"

struct yardsticks_item {
	struct arena *arena;
	struct yardstick yardstick;
	size_t profile_count;
	bool recorded;
};

/* The profiles add to the catalogue what it does not know: one after the other. */
int yardstick_read(struct arena *arena, const struct yardstick_source *source,
		   struct yardstick *out, struct error *err)
{
	const struct profile **profiles =
		arena_array(arena, source->profile_count, sizeof *profiles);
	const struct evidence_input *in = source->catalogue;
	struct catalogue *catalogue = NULL;

	if ((source->recorded ? catalogue_read_recorded : catalogue_read)(
		    arena, in->name, in->text, strlen(in->text), &catalogue, err) != 0)
		return -1;
	for (size_t i = 0; i < source->profile_count; i++) {
		struct profile *profile = NULL;
		in = &source->profiles[i];
		if (profile_read(arena, catalogue, in->name, in->text, strlen(in->text), &profile,
				 err) != 0)
			return -1;
		profiles[i] = profile;
	}
	*out = (struct yardstick){ catalogue, profiles };
	return 0;
}

static bool is_of(const struct yardsticks_item *item, const struct yardstick_source *source)
{
	if (item->recorded != source->recorded || item->profile_count != source->profile_count ||
	    strcmp(item->yardstick.catalogue->json, source->catalogue->text) != 0)
		return false;
	for (size_t i = 0; i < item->profile_count; i++)
		if (strcmp(item->yardstick.profiles[i]->json, source->profiles[i].text) != 0)
			return false;
	return true;
}

int yardsticks_find(struct yardsticks *known, const struct yardstick_source *source,
		    struct yardstick *out, struct error *err)
{
	struct yardsticks_item made = { .profile_count = source->profile_count,
					.recorded = source->recorded };

	for (size_t i = 0; i < known->count; i++)
		if (is_of(&known->items[i], source)) {
			*out = known->items[i].yardstick;
			return 0;
		}
	made.arena = arena_new();
	if (yardstick_read(made.arena, source, &made.yardstick, err) != 0) {
		arena_free(made.arena);
		return -1;
	}
	ARRAY_RESERVE(known->items, known->count, known->capacity);
	known->items[known->count++] = made;
	*out = made.yardstick;
	return 0;
}

void yardsticks_release(struct yardsticks *known)
{
	for (size_t i = 0; i < known->count; i++)
		arena_free(known->items[i].arena);
	free(known->items);
	*known = (struct yardsticks){ .count = 0 };
}
