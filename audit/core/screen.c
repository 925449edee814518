#include "audit/core/screen.h"

#include "audit/core/character.h"
#include "audit/core/text.h"
#include "audit/core/words.h"

static void new_line(struct screen *screen)
{
	str_putc(&screen->out, '\n');
	for (size_t i = 0; i < screen->indent; i++)
		str_putc(&screen->out, ' ');
	screen->start = screen->column = screen->indent;
	screen->gap = false;
}

static bool fits(const struct screen *screen, size_t columns)
{
	const size_t width = screen->terminal.width;

	return !width || screen->column + columns <= width;
}

static size_t columns_of(const char *text, size_t length)
{
	size_t columns = 0;

	for (size_t i = 0; i < length;)
		columns += character_columns(text_next(text, length, &i));
	return columns;
}

/* Up to the next space; a character of two columns is a word of its own, as scripts that have
 * them put no space between words. */
static size_t word_at(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length && text[at] != ' ') {
		size_t next = at;
		const bool wide = character_columns(text_next(text, length, &next)) == 2;
		if (wide && at)
			break;
		at = next;
		if (wide)
			break;
	}
	return at;
}

/* What is longer than a line is broken where that ends. */
static void place(struct screen *screen, const char *word, size_t length)
{
	const bool gap = screen->gap && screen->column > screen->start;

	if (!fits(screen, columns_of(word, length) + gap) && screen->column > screen->start)
		new_line(screen);
	else if (gap) {
		str_putc(&screen->out, ' ');
		screen->column++;
	}
	screen->gap = false;
	for (size_t at = 0, start = 0; at < length; start = at) {
		const size_t columns = character_columns(text_next(word, length, &at));
		if (!fits(screen, columns) && screen->column > screen->start)
			new_line(screen);
		str_add(&screen->out, word + start, at - start);
		screen->column += columns;
	}
}

static const char *code_of(const struct screen *screen, enum screen_style style)
{
	TABLE(const char *const, codes, SCREEN_STYLES, [SCREEN_PLAIN] = "",
	      [SCREEN_BOLD] = "\033[1m", [SCREEN_DIM] = "\033[2m", [SCREEN_GOOD] = "\033[1;32m",
	      [SCREEN_BAD] = "\033[1;31m", [SCREEN_OPEN] = "\033[1;33m");

	return screen->terminal.colour ? codes[style] : "";
}

void screen_begin(struct screen *screen, size_t first, size_t indent)
{
	for (size_t i = 0; i < first; i++)
		str_putc(&screen->out, ' ');
	screen->start = screen->column = first;
	screen->indent = indent;
	screen->gap = false;
}

void screen_put(struct screen *screen, enum screen_style style, const char *text)
{
	struct str safe = STR_INIT(SCREEN_MOST);
	const char *code = code_of(screen, style);

	text_for_terminal(&safe, text);
	str_puts(&screen->out, code);
	for (size_t at = 0; at < safe.length;) {
		const size_t length = word_at(safe.data + at, safe.length - at);
		if (length)
			place(screen, safe.data + at, length);
		else
			screen->gap = true;
		at += length ? length : 1;
	}
	if (*code)
		str_puts(&screen->out, "\033[0m");
	str_release(&safe);
}

void screen_tab(struct screen *screen, size_t column)
{
	if (screen->column >= column)
		new_line(screen);
	for (; screen->column < column; screen->column++)
		str_putc(&screen->out, ' ');
	screen->start = column;
	screen->gap = false;
}

void screen_end(struct screen *screen)
{
	str_putc(&screen->out, '\n');
}

void screen_say(struct screen *screen, enum screen_style style, size_t indent, const char *text)
{
	screen_begin(screen, indent, indent);
	screen_put(screen, style, text);
	screen_end(screen);
}
