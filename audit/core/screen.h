/*
 * screen - paragraphs for a person at a terminal: broken at its width, in colour where it has
 * it, and never steered by what a text holds. Into a pipe the same, one line a paragraph and
 * without colour.
 *
 *	struct screen screen = SCREEN_INIT(terminal_at(STDERR_FILENO));
 *	screen_begin(&screen, 0, 4);
 *	screen_put(&screen, SCREEN_BOLD, "1 ");
 *	screen_put(&screen, SCREEN_PLAIN, title);
 *	screen_end(&screen);
 *	... screen.out ...
 *	str_release(&screen.out);
 */
#ifndef CORE_SCREEN_H
#define CORE_SCREEN_H

#include "audit/core/str.h"
#include "audit/core/terminal.h"

#define SCREEN_MOST ((size_t)64 << 20)

#define SCREEN_INIT(at)                                                                            \
	{                                                                                          \
		.out = STR_INIT(SCREEN_MOST), .terminal = (at)                                     \
	}

enum screen_style {
	SCREEN_PLAIN,
	SCREEN_BOLD,
	SCREEN_DIM,
	SCREEN_GOOD,
	SCREEN_BAD,
	SCREEN_OPEN, /* neither is known */
	SCREEN_STYLES
};

struct screen {
	struct str out;
	struct terminal terminal;
	size_t indent; /* of the paragraph's later lines */
	size_t start;  /* the column where this line begins */
	size_t column; /* where the next character stands */
	bool gap;      /* a space is owed, unless the line ends before it */
};

/* A paragraph that begins at column `first`; its later lines at `indent`. */
void screen_begin(struct screen *screen, size_t first, size_t indent);
/* White space parts words: how much of it there is, and where lines end, is not kept. */
void screen_put(struct screen *screen, enum screen_style style, const char *text);
/* On to that column, on this line or the next. */
void screen_tab(struct screen *screen, size_t column);
void screen_end(struct screen *screen);

/* A paragraph of one text. */
void screen_say(struct screen *screen, enum screen_style style, size_t indent, const char *text);

#endif
