/*
 * text - Unicode at the border.
 *
 * Whatever comes from the network or from a file is cleaned once, where it
 * enters; behind that border every string is valid UTF-8 without control
 * characters, and never NULL ("" = absent).
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

bool text_is_utf8(const char *bytes, size_t length);

/*
 * A copy fit to store and show: ill-formed sequences and noncharacters become
 * U+FFFD, control characters (C0, DEL, C1), line and paragraph separators become
 * a space, bidirectional overrides, isolates and embeddings are dropped.
 * `bytes` may be NULL (gives "").
 */
const char *text_clean(struct arena *arena, const char *bytes);

/*
 * What two names are compared by: NFKC, case folded, white space trimmed and
 * collapsed (ICU's nfkc_cf). "" for a name of white space only.
 */
const char *text_fold(struct arena *arena, const char *text);

/*
 * A name for a file, at most `most` bytes of a-z, 0-9 and "-": letters without their marks,
 * what has no such letter left out ("Café Zoë, s.r.o." is "cafe-zoe-s-r-o"). May be "".
 */
const char *text_slug(struct arena *arena, const char *text, size_t most);

/* The next character of UTF-8 text, U+FFFD for ill-formed bytes; moves `at` on. `at` < `length`. */
uint32_t text_next(const char *text, size_t length, size_t *at);

/* Where the character begins that ends before `at`, or that `at` is in the middle of. `at` > 0. */
size_t text_previous(const char *text, size_t at);

size_t text_characters(const char *text, size_t length);

/* How many of its first bytes, at most so many, are whole characters: for "%.*s". */
int text_cut(const char *text, int most);

/* "A, B"; "" for none. */
const char *text_join(struct arena *arena, const char *const *texts, size_t count);

/* Nothing to see: empty, or white space, controls and characters without a width only. */
bool text_is_blank(const char *text);
/* A letter or a digit, of any script, is in it. */
bool text_has_words(const char *text);

/* ASCII only: for e-mail hosts, subdomains, role names. */
bool text_equal_ignoring_case(const char *a, const char *b);

/* Appends `text` so that no terminal can be steered by it. */
void text_for_terminal(struct str *out, const char *text);
/* The same of a line that is made here, with the end of the line. */
void text_terminal_line(struct str *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
