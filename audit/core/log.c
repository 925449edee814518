#include "audit/core/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "audit/core/character.h"
#include "audit/core/str.h"
#include "audit/core/terminal.h"
#include "audit/core/text.h"

static enum log_level most = LOG_NOTICE;
static bool progress_drawn;
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

static void wipe_progress(void)
{
	if (progress_drawn)
		(void)fputs("\r\033[K", stderr);
	progress_drawn = false;
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

	if (level == LOG_ERROR)
		log_show();
	if (holding) {
		str_printf(&held, "syncro-audit: %s%s\n", mark, text);
		return;
	}
	wipe_progress();
	(void)fprintf(stderr, "syncro-audit: %s%s\n", mark, text);
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

void log_progress(const char *text)
{
	const struct terminal terminal = terminal_at(STDERR_FILENO);
	struct str safe = STR_INIT(STR_LINE);

	if (holding || !log_is_shown(LOG_NOTICE) || !terminal.erases)
		return;
	wipe_progress();
	text_for_terminal(&safe, text);
	if (safe.length) {
		const size_t length = bytes_in(safe.data, safe.length, terminal.width - 1);
		(void)fwrite(safe.data, 1, length, stderr);
		progress_drawn = true;
	}
	(void)fflush(stderr);
	str_release(&safe);
}
