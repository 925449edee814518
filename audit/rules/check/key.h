/*
 * key - what two names or two e-mail addresses are compared by: the same as
 * text_fold, with a short cut for plain ASCII, which most of 100,000 names are.
 */
#ifndef RULES_CHECK_KEY_H
#define RULES_CHECK_KEY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct str;

const char *key_fold(struct arena *arena, const char *text);
/* Of so many bytes, to be looked up at once: it may be gone with the next one. */
const char *key_fold_for_now(struct str *held, struct arena *arena, const char *text,
			     size_t length);
bool key_is_empty(struct arena *arena, const char *text); /* whether that is "" */

/* A text and where it came from, to be sorted by text and then by place. */
struct key {
	const char *text;
	size_t place;
};

bool key_equal(const struct key *a, const struct key *b); /* the same text */
void key_sort(struct key *keys, size_t count);

/* Whether one of the sorted keys has this text; its place, or -1. */
long key_find(const struct key *keys, size_t count, const char *text);

#endif
