#include "audit/model/fact.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

void facts_release(struct facts *facts)
{
	free(facts->items);
	*facts = (struct facts){ .arena = NULL };
}

void fact_add(struct facts *facts, enum fact_kind kind, const char *value, const char *what, ...)
{
	va_list args;

	ARRAY_RESERVE(facts->items, facts->count, facts->capacity);
	struct fact *fact = &facts->items[facts->count++];
	va_start(args, what);
	fact->what = arena_vprintf(facts->arena, what, args);
	va_end(args);
	fact->kind = kind;
	fact->value = arena_strdup(facts->arena, value);
}

void fact_report(struct facts *facts, const char *id)
{
	fact_add(facts, FACT_REPORT, id, "report id");
}

void fact_overall(struct facts *facts, const char *verdict)
{
	fact_add(facts, FACT_VERDICT, verdict, "verdict");
}

void fact_count(struct facts *facts, enum verdict verdict, const char *count)
{
	fact_add(facts, FACT_COUNT, count, "count of %s", verdict_name(verdict));
}

void fact_waived(struct facts *facts, const char *count)
{
	fact_add(facts, FACT_COUNT, count, "count of waived");
}

void fact_finding(struct facts *facts, const char *id, const char *verdict, int waived)
{
	fact_add(facts, FACT_FINDING, verdict, "verdict of %s", id);
	fact_add(facts, FACT_FINDING, waived ? "yes" : "no", "waiver for %s", id);
}

void fact_permission(struct facts *facts, const char *name, const char *class)
{
	fact_add(facts, FACT_CLASS, class, "class of '%s'", name);
}

void fact_grant(struct facts *facts, const char *name, const char *needed, const char *granted)
{
	fact_add(facts, FACT_GRANT, needed, "need of '%s'", name);
	fact_add(facts, FACT_GRANT, granted, "grant of '%s'", name);
}

void fact_change(struct facts *facts, const char *id, const char *change)
{
	fact_add(facts, FACT_CHANGE, change, "change of %s", id);
}

void fact_moved(struct facts *facts, size_t moved[COMPARED_COUNT][MOVEMENT_COUNT])
{
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		for (int movement = 0; movement < MOVEMENT_COUNT; movement++)
			fact_add(facts, FACT_CHANGE,
				 arena_printf(facts->arena, "%zu", moved[kind][movement]),
				 "changes: %s %s", compared_name((enum compared)kind),
				 movement_name((enum movement)movement));
}

void fact_gap(struct facts *facts, const char *kind)
{
	fact_add(facts, FACT_CHANGE, "not whole", "comparison: %s", kind);
}

void fact_number(struct facts *facts, enum fact_kind kind, const char *what, size_t number)
{
	fact_add(facts, kind, arena_printf(facts->arena, "%zu", number), "%s", what);
}

/* Which report it is comes first. */
static int order_of(const struct fact *a, const struct fact *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->what, b->what);
}

static int by_order(const void *a, const void *b)
{
	int order = order_of(a, b);

	return order ? order
		     : strcmp(((const struct fact *)a)->value, ((const struct fact *)b)->value);
}

static void sort(struct facts *facts)
{
	if (facts->count)
		qsort(facts->items, facts->count, sizeof *facts->items, by_order);
}

/* The next one of a kind that is asked for, NULL at the end. */
static const struct fact *next(const struct facts *facts, size_t *at, unsigned kinds)
{
	while (*at < facts->count && !(facts->items[*at].kind & kinds))
		(*at)++;
	return *at < facts->count ? &facts->items[*at] : NULL;
}

/* Which of two comes first; what is not there comes last. */
static int first_of(const struct fact *a, const struct fact *b)
{
	if (!a || !b)
		return a ? -1 : 1;
	return order_of(a, b);
}

/* `a` comes first (order < 0), `b` does, or they are of the same. Whether they differ,
 * which is told. */
static bool differ(int order, const struct fact *a, const struct fact *b, fact_tell *tell,
		   void *context)
{
	if (order < 0)
		tell(context, a->what, a->value, NULL);
	else if (order > 0)
		tell(context, b->what, NULL, b->value);
	else if (strcmp(a->value, b->value) != 0)
		tell(context, a->what, a->value, b->value);
	else
		return false;
	return true;
}

size_t facts_compare(struct facts *expected, struct facts *found, unsigned kinds, fact_tell *tell,
		     void *context)
{
	size_t differences = 0, i = 0, k = 0;

	sort(expected);
	sort(found);
	for (;;) {
		const struct fact *a = next(expected, &i, kinds), *b = next(found, &k, kinds);
		if (!a && !b)
			return differences;
		int order = first_of(a, b);
		differences += differ(order, a, b, tell, context);
		i += order <= 0;
		k += order >= 0;
	}
}
