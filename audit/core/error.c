#include "audit/core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message cut in the middle of a character would be invalid UTF-8. */
static void cut_at_character(char *message)
{
	size_t length = strlen(message);
	size_t start = length;

	while (start > 0 && ((unsigned char)message[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)message[start - 1];
	size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (length - (start - 1) < need)
		message[start - 1] = '\0';
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
