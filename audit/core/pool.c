#include "audit/core/pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "audit/core/malloc.h"

/* A stretch begins at a multiple of this, so that a piece's own is known by its address; it is a
 * little shorter, for malloc puts something between two. */
#define STRETCH ((size_t)64 << 10)
#define BETWEEN ((size_t)64)
#define SMALL_MOST ((size_t)4096)
#define SPARE_MOST 32
#define UNIT _Alignof(double) /* what a node of cJSON wants to be aligned to */

struct stretch {
	struct stretch *next; /* among the spare ones */
	size_t used;
	size_t taken; /* pieces that were not given back */
	bool large;   /* one piece alone, which may reach beyond */
	_Alignas(max_align_t) unsigned char bytes[];
};

#define ROOM (STRETCH - BETWEEN - sizeof(struct stretch))

static struct stretch *filling, *spare;
static size_t spare_count;

static struct stretch *memory_of(size_t size)
{
	void *memory = aligned_alloc(STRETCH, sizeof(struct stretch) + size);

	if (!memory)
		malloc_refused();
	return memory;
}

static struct stretch *stretch_new(void)
{
	struct stretch *stretch = spare;

	if (!stretch) {
		stretch = memory_of(ROOM);
	} else {
		spare = stretch->next;
		spare_count--;
	}
	stretch->used = stretch->taken = 0;
	stretch->large = false;
	return stretch;
}

static void stretch_end(struct stretch *stretch)
{
	if (stretch->large || spare_count == SPARE_MOST) {
		free(stretch);
		return;
	}
	stretch->next = spare;
	spare = stretch;
	spare_count++;
}

static void *take_large(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct stretch))
		malloc_refused();
	struct stretch *stretch = memory_of(size);
	stretch->taken = 1;
	stretch->large = true;
	return stretch->bytes;
}

/* With sanitizers each is malloc's, so that they see what is misused. */
static void *take_watched(size_t size)
{
	void *piece = malloc(size);

	if (!piece)
		malloc_refused();
	return piece;
}

void *pool_take(size_t size)
{
	if (MALLOC_IS_WATCHED)
		return take_watched(size);
	if (size > SMALL_MOST)
		return take_large(size);
	size = ((size ? size : 1) + UNIT - 1) / UNIT * UNIT;
	if (!filling || ROOM - filling->used < size)
		filling = stretch_new();
	void *piece = filling->bytes + filling->used;
	filling->used += size;
	filling->taken++;
	return piece;
}

void pool_give(void *piece)
{
	if (MALLOC_IS_WATCHED || !piece) {
		free(piece);
		return;
	}
	struct stretch *stretch =
		(struct stretch *)(void *)((char *)piece - (uintptr_t)piece % STRETCH);
	if (--stretch->taken > 0)
		return;
	if (stretch == filling)
		stretch->used = 0;
	else
		stretch_end(stretch);
}
