/*
 * words - tables with an entry for every value of an enum. One that misses a value, or
 * has one twice, does not compile; at most 32.
 *
 *	WORDS(labels, COLOUR_COUNT, [COLOUR_RED] = "Red", [COLOUR_BLUE] = "Blue");
 *	return labels[colour];
 */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include <stddef.h>

/* Declares `static const char *const table[count]`. */
#define WORDS(table, count, ...) TABLE(const char *const, table, count, __VA_ARGS__)

/* Declares `static type table[count]`. */
#define TABLE(type, table, count, ...)                                                             \
	static type table[count] = { __VA_ARGS__ };                                                \
	TABLE_IS_FULL(count, __VA_ARGS__)

/*
 * Defines WORD_name, which takes a value out of range for 0, and WORD_from_name, which
 * returns -1 for what is no word of the table.
 */
#define NAMES(word, type, count, ...)                                                              \
	static const char *const word##_names[count] = { __VA_ARGS__ };                            \
	const char *word##_name(type value)                                                        \
	{                                                                                          \
		return word##_names[(unsigned)value < (count) ? value : 0];                        \
	}                                                                                          \
	int word##_from_name(const char *wanted)                                                   \
	{                                                                                          \
		return words_find(word##_names, (count), wanted);                                  \
	}                                                                                          \
	TABLE_IS_FULL(count, __VA_ARGS__)

/* The number of `wanted` among the words, or -1. */
int words_find(const char *const *words, size_t count, const char *wanted);

/* As many entries as values; a value told twice is an error of its own. */
#define TABLE_IS_FULL(count, ...)                                                                  \
	_Static_assert(TABLE_ENTRIES(__VA_ARGS__) == (count), "an entry for each of " #count)
#define TABLE_ENTRIES(...)                                                                         \
	TABLE_33RD(__VA_ARGS__, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17,    \
		   16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define TABLE_33RD(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,   \
		   aa, bb, cc, dd, ee, ff, number, ...)                                            \
	number

#endif
