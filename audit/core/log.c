#include "audit/core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/character.h"
#include "audit/core/conceal.h"
#include "audit/core/str.h"
#include "audit/core/terminal.h"
#include "audit/core/text.h"

static enum log_level most = LOG_NOTICE;
static const char *about = "";
static size_t progress_lines; /* drawn */
static bool holding;
static struct str held = STR_INIT(STR_BODY);

void log_set_level(enum log_level level)
{
	most = level;
}

bool log_is_shown(enum log_level level)
{
	return level <= most;
}

void log_set_subject(const char *subject)
{
	about = subject;
}

static void wipe_progress(void)
{
	for (; progress_lines > 0; progress_lines--)
		(void)fputs(progress_lines > 1 ? "\r\033[K\033[A" : "\r\033[K", stderr);
}

void log_hold(void)
{
	holding = true;
}

void log_drop(void)
{
	holding = false;
	str_release(&held);
}

void log_show(void)
{
	if (held.length)
		(void)fwrite(held.data, 1, held.length, stderr);
	if (held.overflow)
		(void)fputs("syncro-audit: warning: more messages than could be kept\n", stderr);
	log_drop();
}

static void tell(enum log_level level, const char *text)
{
	const char *mark = level == LOG_WARNING ? "warning: " : "";
	const char *between = *about ? ": " : "";

	if (level == LOG_ERROR)
		log_show();
	if (holding) {
		str_printf(&held, "syncro-audit: %s%s%s%s\n", mark, about, between, text);
		return;
	}
	wipe_progress();
	(void)fprintf(stderr, "syncro-audit: %s%s%s%s\n", mark, about, between, text);
}

void log_message(enum log_level level, const char *format, ...)
{
	char text[2048];
	struct str safe = STR_INIT(STR_LINE * 4);
	va_list args;

	if (level > most)
		return;
	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	conceal(text);
	text_for_terminal(&safe, text);
	tell(level, str_text(&safe));
	str_release(&safe);
}

void log_text(enum log_level level, const char *text)
{
	if (!log_is_shown(level))
		return;
	if (holding) {
		str_puts(&held, text);
		return;
	}
	wipe_progress();
	(void)fputs(text, stderr);
}

/* A line that goes on below could not be wiped. */
static size_t bytes_in(const char *text, size_t length, size_t columns)
{
	size_t end = 0;

	for (size_t at = 0; at < length; end = at) {
		const size_t wide = character_columns(text_next(text, length, &at));
		if (wide > columns)
			break;
		columns -= wide;
	}
	return end;
}

static void draw_line(const char *line, size_t length, size_t width)
{
	struct str safe = STR_INIT(STR_LINE), text = STR_INIT(STR_LINE);

	(void)str_add(&text, line, length);
	text_for_terminal(&safe, str_text(&text));
	if (progress_lines++ > 0)
		(void)fputc('\n', stderr);
	(void)fwrite(str_text(&safe), 1, bytes_in(str_text(&safe), safe.length, width - 1), stderr);
	str_release(&text);
	str_release(&safe);
}

/* What scrolled out at the top could not be wiped. */
static const char *last_lines(const char *text, size_t room)
{
	size_t lines = 1;

	for (const char *at = text; (at = strchr(at, '\n')); at++)
		lines++;
	for (; lines > room && lines > 1; lines--)
		text = strchr(text, '\n') + 1;
	return text;
}

void log_progress(const char *text)
{
	const struct terminal terminal = terminal_at(STDERR_FILENO);

	if (holding || !log_is_shown(LOG_NOTICE) || !terminal.erases)
		return;
	wipe_progress();
	text = last_lines(text, terminal.height - 1);
	while (*text) {
		const size_t length = strcspn(text, "\n");
		draw_line(text, length, terminal.width);
		text += length + (text[length] == '\n');
	}
	(void)fflush(stderr);
}
