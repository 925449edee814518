#include "audit/syncro/idset.h"

#include <stdlib.h>

#include "audit/core/mem.h"

/* The slot that holds `id`, or the free one it would take. */
static size_t find(const struct idset *set, int64_t id)
{
	/* Fibonacci hashing: ids come in runs, which this spreads. */
	uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 32) & (set->capacity - 1);

	while (set->slots[at] != 0 && set->slots[at] != id)
		at = (at + 1) & (set->capacity - 1);
	return at;
}

static void grow(struct idset *set)
{
	int64_t *const slots = set->slots;
	const size_t capacity = set->capacity;

	set->capacity = capacity ? capacity * 2 : 64;
	set->slots = xcalloc(set->capacity, sizeof *set->slots);
	for (size_t i = 0; i < capacity; i++)
		if (slots[i] != 0)
			set->slots[find(set, slots[i])] = slots[i];
	free(slots);
}

static bool add_slot(struct idset *set, int64_t id)
{
	if (set->slot_count * 2 >= set->capacity)
		grow(set);
	size_t at = find(set, id);
	if (set->slots[at] == id)
		return false;
	set->slots[at] = id;
	set->slot_count++;
	return true;
}

static bool in_run(const struct idset *set, int64_t id)
{
	size_t from = 0, to = set->run_count;

	while (from < to) {
		const size_t middle = from + (to - from) / 2;
		if (set->run[middle] < id)
			from = middle + 1;
		else
			to = middle;
	}
	return from < set->run_count && set->run[from] == id;
}

/* What is higher than the run's last was never in a slot: that one was lower than the last. */
bool idset_add(struct idset *set, int64_t id)
{
	if (set->run_count == 0 || id > set->run[set->run_count - 1]) {
		ARRAY_RESERVE(set->run, set->run_count, set->run_capacity);
		set->run[set->run_count++] = id;
	} else if (in_run(set, id) || !add_slot(set, id)) {
		return false;
	}
	set->count++;
	return true;
}

bool idset_has(const struct idset *set, int64_t id)
{
	return in_run(set, id) || (set->capacity > 0 && set->slots[find(set, id)] == id);
}

bool idset_equal(const struct idset *a, const struct idset *b)
{
	for (size_t i = 0; i < a->run_count; i++)
		if (!idset_has(b, a->run[i]))
			return false;
	for (size_t i = 0; i < a->capacity; i++)
		if (a->slots[i] != 0 && !idset_has(b, a->slots[i]))
			return false;
	return a->count == b->count;
}

void idset_release(struct idset *set)
{
	free(set->run);
	free(set->slots);
	*set = (struct idset){ .slots = NULL };
}
