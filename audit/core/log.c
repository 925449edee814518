#include "audit/core/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "audit/core/str.h"
#include "audit/core/text.h"

static enum log_level most = LOG_NOTICE;
static bool progress_drawn;
static bool holding;
static struct str held = STR_INIT(STR_BODY);

void log_set_level(enum log_level level)
{
	most = level;
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

void log_progress(const char *text)
{
	if (holding || most < LOG_NOTICE || !isatty(STDERR_FILENO))
		return;
	wipe_progress();
	if (*text) {
		(void)fputs(text, stderr);
		progress_drawn = true;
	}
	(void)fflush(stderr);
}
