/* A table of fixed size; a newcomer takes the place of what hashes alike. */
#include "report/text/internal.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/hash.h"
#include "audit/core/mem.h"

#define SLOTS 4096u	 /* a power of two */
#define LENGTH_MOST 256u /* bytes of text worth remembering */

struct slot {
	char *text;
	size_t length;
	enum text_weight weight;
	enum text_direction direction;
	struct text_shaped shaped;
};

struct text_cache {
	struct slot slots[SLOTS];
	struct slot last; /* too long to be remembered */
};

struct text_cache *text_cache_new(void)
{
	return xcalloc(1, sizeof(struct text_cache));
}

static void slot_release(struct slot *slot)
{
	free(slot->text);
	free(slot->shaped.glyphs);
	*slot = (struct slot){ .text = NULL };
}

void text_cache_free(struct text_cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		slot_release(&cache->slots[i]);
	slot_release(&cache->last);
	free(cache);
}

static struct slot *slot_of(struct text_cache *cache, const struct text_key *key)
{
	uint32_t kind = (uint32_t)key->weight ^ (uint32_t)key->direction << 4;
	uint32_t hash = hash_steps(HASH_BEGIN ^ kind, key->text, key->length);

	return &cache->slots[(hash ^ hash >> 16) & (SLOTS - 1)];
}

const struct text_shaped *text_cache_find(struct text_cache *cache, const struct text_key *key)
{
	if (key->length > LENGTH_MOST)
		return NULL;
	const struct slot *slot = slot_of(cache, key);
	if (slot->text && slot->length == key->length && slot->weight == key->weight &&
	    slot->direction == key->direction && memcmp(slot->text, key->text, key->length) == 0)
		return &slot->shaped;
	return NULL;
}

const struct text_shaped *text_cache_keep(struct text_cache *cache, const struct text_key *key,
					  const struct text_shaped *shaped)
{
	bool is_long = key->length > LENGTH_MOST;
	struct slot *slot = is_long ? &cache->last : slot_of(cache, key);

	slot_release(slot);
	slot->shaped = *shaped;
	if (is_long)
		return &slot->shaped;
	slot->text = xmalloc(key->length);
	if (key->length)
		memcpy(slot->text, key->text, key->length);
	slot->length = key->length;
	slot->weight = key->weight;
	slot->direction = key->direction;
	return &slot->shaped;
}
