#include "audit/rules/check/key.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
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

/* In place; returns the text. */
static char *fold_ascii(char *text)
{
	size_t out = 0;

	for (const char *at = text; *at; at++) {
		if (!is_white(*at))
			text[out++] = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
		else if (out > 0 && text[out - 1] != ' ')
			text[out++] = ' ';
	}
	if (out > 0 && text[out - 1] == ' ')
		out--;
	text[out] = '\0';
	return text;
}

const char *key_fold(struct arena *arena, const char *text)
{
	return is_ascii(text) ? fold_ascii(arena_strdup(arena, text)) : text_fold(arena, text);
}

const char *key_fold_for_now(struct str *held, struct arena *arena, const char *text, size_t length)
{
	str_clear(held);
	if (str_add(held, text, length) == 0 && is_ascii(held->data))
		return fold_ascii(held->data);
	return key_fold(arena, arena_strndup(arena, text, length));
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
