/*
 * character - the characters of a text, one after the other, and what each is
 * good for: in a word, as a word of its own, or between words.
 */
#ifndef CORE_CHARACTER_H
#define CORE_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum character_kind {
	CHARACTER_SPACE,       /* white space, controls; also the end */
	CHARACTER_PUNCTUATION, /* Unicode's, and every ASCII sign */
	CHARACTER_SYMBOL,      /* beyond ASCII: a trade mark, an emoji */
	CHARACTER_WORD,	       /* letters, digits, marks, what joins them */
	CHARACTER_IDEOGRAPH,   /* of a script that puts no space between words */
};

struct character {
	uint32_t code;
	size_t size; /* bytes; 0 at the end of the text */
	enum character_kind kind;
	bool extends; /* the one before it: an accent, a sign for a vowel */
};

/* The one that `text` (UTF-8, ends in NUL) begins with. */
struct character character_at(const char *text);

/* The columns of a terminal that it takes: 0 (marks, joiners), 1, or 2 (East Asian, emoji). */
size_t character_columns(uint32_t code);

#endif
