/*
 * text_engine - text in any script, measured and broken into lines, without a
 * document: HarfBuzz, ICU and fontconfig stand behind this header alone.
 *
 * Strings are UTF-8 with a length and need no NUL; ill-formed bytes count as
 * U+FFFD, control characters are not drawn. Lengths are points. What no installed
 * font can draw becomes a visible box and is counted, never an error.
 *
 * Make one engine, keep it until every canvas that draws with it is freed. Not
 * for use by two threads at a time. Numbers are the same for the same fonts.
 */
#ifndef REPORT_TEXT_ENGINE_H
#define REPORT_TEXT_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct text_engine;

/* Where a family lacks a weight, bold is drawn for semibold, regular for either. */
enum text_weight { TEXT_REGULAR, TEXT_SEMIBOLD, TEXT_BOLD, TEXT_WEIGHT_COUNT };

/* The direction of the paragraph a text belongs to; TEXT_AUTO: that of its first letter. */
enum text_direction { TEXT_AUTO, TEXT_LEFT_TO_RIGHT, TEXT_RIGHT_TO_LEFT };

struct text_style {
	double size;
	enum text_weight weight;
};

/* NULL, and a sentence that names the package to install, when there is no font at all. */
struct text_engine *text_engine_new(struct error *err);
void text_engine_free(struct text_engine *engine); /* NULL is fine */

/* How wide one line of text is. */
double text_width(struct text_engine *engine, const struct text_style *style, const char *text,
		  size_t length);

/*
 * Bytes of `text` that make up its first line in a box `width` wide, its trailing
 * blanks and line feed included (blanks at the end may stand beyond the width).
 * At least one character, a whole one; a word that is too long is broken between
 * characters as readers see them. 0 only for length 0. Called again with what is
 * left, every byte is on exactly one line.
 */
size_t text_line(struct text_engine *engine, const struct text_style *style, const char *text,
		 size_t length, double width);

/* The direction of a paragraph: from right to left if its first letter and its last one are; an
 * English sentence that a name begins is English. false without letters. */
bool text_is_right_to_left(const char *text, size_t length);

/* Characters drawn on a canvas so far for which there is no font. */
size_t text_missing(const struct text_engine *engine);

#endif
