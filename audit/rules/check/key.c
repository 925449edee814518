#include "audit/rules/check/key.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *fold_ascii(struct arena *arena, const char *text)
{
	char *folded = arena_strdup(arena, text);
	size_t out = 0;

	for (; *text; text++) {
		if (!is_white(*text))
			folded[out++] = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
		else if (out > 0 && folded[out - 1] != ' ')
			folded[out++] = ' ';
	}
	if (out > 0 && folded[out - 1] == ' ')
		out--;
	folded[out] = '\0';
	return folded;
}

const char *key_fold(struct arena *arena, const char *text)
{
	return is_ascii(text) ? fold_ascii(arena, text) : text_fold(arena, text);
}

/* Folding takes nothing away of ASCII that is seen. */
bool key_is_empty(struct arena *arena, const char *text)
{
	for (const char *at = text; *at; at++)
		if (*at > ' ' && *at < 0x7F)
			return false;
	return !*key_fold(arena, text);
}

static int compare(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

bool key_equal(const struct key *a, const struct key *b)
{
	return strcmp(a->text, b->text) == 0;
}

void key_sort(struct key *keys, size_t count)
{
	if (count > 1)
		qsort(keys, count, sizeof *keys, compare);
}

static int compare_text(const void *text, const void *key)
{
	return strcmp(text, ((const struct key *)key)->text);
}

long key_find(const struct key *keys, size_t count, const char *text)
{
	const struct key *found =
		count ? bsearch(text, keys, count, sizeof *keys, compare_text) : NULL;

	/* The first of its equals, so that the answer does not hang on the search. */
	while (found && found > keys && strcmp(found[-1].text, text) == 0)
		found--;
	return found ? (long)found->place : -1;
}
