#include "audit/core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/text.h"

/* A message cut in the middle of a character would be invalid UTF-8. */
static void cut_at_character(char *message)
{
	size_t length = strlen(message);
	size_t last = text_previous(message, length);

	if (!text_is_utf8(message + last, length - last))
		message[last] = '\0';
}

int error_set(struct error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(err->message, sizeof err->message, format, args) >= (int)sizeof err->message)
		cut_at_character(err->message);
	va_end(args);
	return -1;
}

int error_prepend(struct error *err, const char *format, ...)
{
	char context[sizeof err->message];
	char whole[2 * sizeof err->message + 3];
	va_list args;

	va_start(args, format);
	if (vsnprintf(context, sizeof context, format, args) < 0)
		context[0] = '\0';
	va_end(args);
	(void)snprintf(whole, sizeof whole, "%s: %s", context, err->message);
	return error_set(err, "%s", whole);
}
