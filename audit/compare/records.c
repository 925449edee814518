#include <stdlib.h>
#include <string.h>

#include "audit/compare/internal.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static void add_row(struct comparing *c, struct comparison_row row)
{
	struct comparison *out = c->out;

	ARRAY_RESERVE(out->rows, out->row_count, c->row_capacity);
	out->rows[out->row_count++] = row;
	out->of[row.kind][row.movement]++;
}

static int order(const struct record *a, const struct record *b)
{
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return strcmp(a->key, b->key);
}

static int by_key(const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	int difference = order(x, y);

	/* Those that cannot be told apart: by what they say, so that any order gives the same. */
	for (size_t i = 0; i < RECORD_FIELDS && !difference; i++)
		difference =
			strcmp(x->fields[i] ? x->fields[i] : "", y->fields[i] ? y->fields[i] : "");
	return difference;
}

/* "active; Global Admin: yes": those of `which`, as bits. `shown` stands beside it already. */
static const char *described(struct comparing *c, const struct told *told,
			     const struct record *record, unsigned which, const char *shown)
{
	struct str text = STR_INIT(STR_BODY);

	for (size_t i = 0; told->fields[i]; i++) {
		const char *field = record->fields[i];
		if ((which & (1u << i)) && field && *field && strcmp(field, shown) != 0)
			str_printf(&text, "%s%s: %s", text.length ? "; " : "", told->fields[i],
				   field);
	}
	return str_keep(&text, c->arena);
}

static void one_sided(struct comparing *c, const struct told *told, enum movement movement,
		      const struct record *record)
{
	const char *text =
		record->sentence ? record->sentence : described(c, told, record, ~0u, record->name);

	add_row(c, (struct comparison_row){
			   .kind = told->kind,
			   .movement = movement,
			   .id = record->id,
			   .key = record->key,
			   .name = record->name,
			   .what = "",
			   .before = movement == MOVEMENT_REMOVED ? text : "",
			   .after = movement == MOVEMENT_ADDED ? text : "",
		   });
}

/* The fields that differ, as bits. */
static unsigned differing(const struct told *told, const struct record *before,
			  const struct record *after)
{
	unsigned which = 0;

	for (unsigned i = 0; told->fields[i]; i++) {
		const char *was = before->fields[i], *is = after->fields[i];
		if (was && is && strcmp(was, is) != 0)
			which |= 1u << i;
	}
	if (told->first_decides && !(which & 1))
		return 0;
	return told->first_alone && (which & 1) ? 1 : which;
}

static const char *named(struct comparing *c, const struct told *told, unsigned which)
{
	const char *names[RECORD_FIELDS];
	size_t count = 0;

	for (unsigned i = 0; told->fields[i]; i++)
		if (which & (1u << i))
			names[count++] = told->fields[i];
	return text_join(c->arena, names, count);
}

/* One field that differs stands bare; several, each with its name. */
static const char *side(struct comparing *c, const struct told *told, const struct record *record,
			unsigned which)
{
	if (which & (which - 1))
		return described(c, told, record, which, "");
	for (unsigned i = 0; told->fields[i]; i++)
		if (which == 1u << i)
			return record->fields[i];
	return "";
}

static void both_sided(struct comparing *c, const struct told *told, const struct record *before,
		       const struct record *after)
{
	const unsigned which = differing(told, before, after);
	const bool said = before->sentence && after->sentence &&
			  strcmp(before->sentence, after->sentence) != 0;

	if (!which)
		return;
	add_row(c, (struct comparison_row){
			   .kind = told->kind,
			   .movement = MOVEMENT_CHANGED,
			   .id = after->id,
			   .key = after->key,
			   .name = *after->name ? after->name : before->name,
			   .what = named(c, told, which),
			   .before = said ? before->sentence : side(c, told, before, which),
			   .after = said ? after->sentence : side(c, told, after, which) });
}

static void sort(struct records *records)
{
	if (records->count)
		qsort(records->items, records->count, sizeof *records->items, by_key);
}

static const struct record *record_at(const struct records *records, size_t index)
{
	return index < records->count ? &records->items[index] : NULL;
}

/* 0: both are the same thing; -1 and 1: only that one is there. */
static int which(const struct record *was, const struct record *is)
{
	if (!was || !is)
		return was ? -1 : 1;
	return order(was, is);
}

void compare_records(struct comparing *c, const struct told *told, struct records *before,
		     struct records *after, bool added, bool removed)
{
	size_t b = 0, a = 0;

	sort(before);
	sort(after);
	while (b < before->count || a < after->count) {
		const struct record *was = record_at(before, b), *is = record_at(after, a);
		const int only = which(was, is);
		if (only == 0)
			both_sided(c, told, was, is);
		else if (only < 0 && removed)
			one_sided(c, told, MOVEMENT_REMOVED, was);
		else if (only > 0 && added)
			one_sided(c, told, MOVEMENT_ADDED, is);
		b += only <= 0;
		a += only >= 0;
	}
}
