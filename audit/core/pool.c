#include "audit/core/pool.h"

#include <stdint.h>
#include <stdlib.h>

#include "audit/core/malloc.h"

#define STRETCH ((size_t)64 << 10)
#define SMALL_MOST ((size_t)1024)
#define SPARE_MOST 32

/* In front of each piece, and as large as what a node of cJSON wants to be aligned to; a
 * piece that stands by itself is of no stretch. */
union front {
	struct stretch *stretch;
	double aligned;
};

struct stretch {
	struct stretch *next; /* among the spare ones */
	size_t used;
	size_t taken; /* pieces that were not given back */
	_Alignas(union front) unsigned char bytes[];
};

static struct stretch *filling, *spare;
static size_t spare_count;

static void *memory_of(size_t size)
{
	void *memory = malloc(size);

	if (!memory)
		malloc_refused();
	return memory;
}

static struct stretch *stretch_new(void)
{
	struct stretch *stretch = spare;

	if (!stretch) {
		stretch = memory_of(sizeof *stretch + STRETCH);
	} else {
		spare = stretch->next;
		spare_count--;
	}
	stretch->used = stretch->taken = 0;
	return stretch;
}

static void stretch_end(struct stretch *stretch)
{
	if (spare_count == SPARE_MOST) {
		free(stretch);
		return;
	}
	stretch->next = spare;
	spare = stretch;
	spare_count++;
}

static union front *take_small(size_t size)
{
	if (!filling || STRETCH - filling->used < size) {
		if (filling && filling->taken == 0)
			stretch_end(filling);
		filling = stretch_new();
	}
	union front *front = (union front *)(void *)(filling->bytes + filling->used);
	filling->used += size;
	filling->taken++;
	front->stretch = filling;
	return front;
}

void *pool_take(size_t size)
{
	const size_t unit = sizeof(union front);

	if (size > SIZE_MAX - 2 * unit)
		malloc_refused();
	size = (size + unit - 1) / unit * unit + unit;
	/* With sanitizers each is malloc's, so that they see what is misused. */
	if (!MALLOC_IS_WATCHED && size <= SMALL_MOST)
		return take_small(size) + 1;
	union front *front = memory_of(size);
	front->stretch = NULL;
	return front + 1;
}

void pool_give(void *piece)
{
	if (!piece)
		return;
	union front *front = (union front *)piece - 1;
	struct stretch *stretch = front->stretch;
	if (!stretch)
		free(front);
	else if (--stretch->taken == 0 && stretch == filling)
		stretch->used = 0;
	else if (stretch->taken == 0)
		stretch_end(stretch);
}
