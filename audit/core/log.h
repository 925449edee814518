/*
 * log - what is said on standard error: "syncro-audit: message", escaped for a
 * terminal, and without what could be a token (conceal.h). Set the level once,
 * at the start. The progress line, if one is drawn, is wiped before a message
 * and drawn again by its owner.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level level); /* default LOG_NOTICE */
/* Whom each message is about from now on: "syncro-audit: warning: SUBJECT: message"; borrowed. */
void log_set_subject(const char *subject);
bool log_is_shown(enum log_level level);
void log_message(enum log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Lines that a terminal can take as they are, such as a screen's: without the program's name. */
void log_text(enum log_level level, const char *text);

/*
 * Until it is decided whether there is anything to tell: messages and progress are held
 * back. log_show prints what was held and holds no more, log_drop forgets it; an error
 * shows it too, and is never held.
 */
void log_hold(void);
void log_show(void);
void log_drop(void);

/*
 * The progress line, or several of them: drawn over the last ones on a terminal that can wipe
 * them and cut at its width, not at all elsewhere or when quiet. "" wipes them.
 */
void log_progress(const char *text);

#endif
