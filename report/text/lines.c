/* The first line of a text in a given width. */
#include <string.h>

#include "report/text/internal.h"

#define SHORT 256u  /* bytes that are shaped as a whole before any break is looked for */
#define NARROW 0.45 /* of its size: few texts are narrower, by the byte */

struct line {
	struct text_engine *engine;
	const struct text_style *style;
	const char *text;
	size_t length; /* without a line feed */
	double width;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t trimmed(const char *text, size_t length)
{
	while (length && is_blank(text[length - 1]))
		length--;
	return length;
}

static double width_of(const struct line *line, size_t from, size_t to)
{
	return text_width(line->engine, line->style, line->text + from, to - from);
}

/* Rounding must not send a word to the next line when its width was measured before. */
static bool fits(const struct line *line, size_t to)
{
	return width_of(line, 0, trimmed(line->text, to)) <= line->width + 1e-6;
}

/* Nobody reads "https://" alone at the end of a line as an address. */
static bool is_after_scheme(const struct line *line, size_t at)
{
	return at >= 3 && memcmp(line->text + at - 3, "://", 3) == 0;
}

/* Where a long word is best torn: after the signs of addresses and file names. */
static bool is_soft_end(char byte)
{
	return strchr("-_./\\@:,;&?=+#|", byte) != NULL && byte;
}

/* The last such place in the second half of a torn word's `end` bytes; 0 if there is
 * none. Only a whole character ends there: a sign may carry a mark. */
static size_t soft_end(const struct line *line, size_t end)
{
	size_t soft = 0;

	for (size_t at = 0; at < end;) {
		at = text_breaker_next(line->engine->breaker, at);
		if (at > end / 2 && is_soft_end(line->text[at - 1]) && !is_after_scheme(line, at) &&
		    fits(line, at))
			soft = at;
	}
	return soft;
}

/* Inside the word that begins the line, at characters as readers see them. */
static size_t tear(const struct line *line, size_t word)
{
	struct text_breaker *breaker = line->engine->breaker;
	double used = 0;
	size_t at = 0;

	text_breaker_begin(breaker, TEXT_BREAK_CHARACTER, line->text, word);
	size_t end = text_breaker_next(breaker, 0);
	while (at < word && (used += width_of(line, at, end)) <= line->width) {
		at = end;
		end = text_breaker_next(breaker, at);
	}
	if (!at)
		return end;
	/* Shaped together they may be wider than one by one. */
	for (size_t first = text_breaker_next(breaker, 0); at > first && !fits(line, at);) {
		size_t before = at;
		for (size_t next = 0; next < before; next = text_breaker_next(breaker, next))
			at = next;
	}
	size_t soft = at < word ? soft_end(line, at) : 0;
	return soft ? soft : at;
}

/* The last place to break that fits; 0 when the first word is too long, which `word` ends. */
static size_t fill(const struct line *line, size_t *word)
{
	struct text_breaker *breaker = line->engine->breaker;
	size_t places[8] = { 0 }; /* the last ones, as a ring */
	const double most = line->width + line->style->size;
	size_t count = 0, from = 0;
	double used = 0;

	text_breaker_begin(breaker, TEXT_BREAK_LINE, line->text, line->length);
	while (from < line->length) {
		size_t to = text_breaker_next(breaker, from);
		while (to < line->length && is_after_scheme(line, to))
			to = text_breaker_next(breaker, to);
		const double width = width_of(line, from, to);
		if (!from)
			*word = to;
		/* Its blanks may stand beyond the line. */
		if (used + width > most &&
		    used + width_of(line, from, from + trimmed(line->text + from, to - from)) >
			    most)
			break;
		places[count++ % 8] = to;
		used += width;
		from = to;
	}
	/* Words were added up; the line as a whole decides. */
	for (size_t i = 0; i < 8 && count; i++) {
		size_t to = places[--count % 8];
		if (fits(line, to))
			return to;
	}
	return 0;
}

size_t text_line(struct text_engine *engine, const struct text_style *style, const char *text,
		 size_t length, double width)
{
	const char *feed = memchr(text, '\n', length);
	struct line line = { engine, style, text, feed ? (size_t)(feed - text) : length, width };
	size_t word = 0;

	if (!length)
		return 0;
	/* What most likely has no room as a whole need not be measured so. */
	if (line.length <= SHORT && (double)line.length * NARROW * style->size <= width &&
	    fits(&line, line.length))
		return feed ? line.length + 1 : length;
	size_t end = fill(&line, &word);
	if (!end)
		end = tear(&line, word ? word : line.length);
	return feed && end == line.length ? end + 1 : end;
}
