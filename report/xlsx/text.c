#include "report/xlsx/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/str.h"
#include "audit/core/text.h"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool looks_escaped(const char *text)
{
	return text[0] == '_' && text[1] == 'x' && is_hex(text[2]) && is_hex(text[3]) &&
	       is_hex(text[4]) && is_hex(text[5]) && text[6] == '_';
}

/* In UTF-16 units, which the file counts in. An escape of an escape takes seven more. */
size_t xlsx_text_part(const char *text)
{
	const size_t length = strlen(text);
	size_t units = 0, part = 0;

	for (size_t at = 0; at < length; part = at) {
		bool escaped = looks_escaped(text + at);
		bool beyond = text_next(text, length, &at) > 0xFFFF;
		units += escaped ? 8 : beyond ? 2 : 1;
		if (units > XLSX_TEXT_MOST)
			break;
	}
	return part;
}

void xlsx_text_escape(struct str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (looks_escaped(text + i))
			str_puts(out, "_x005F_");
		else
			str_putc(out, text[i]);
	}
}

static void add_character(struct str *out, unsigned long code)
{
	if (code < 0x80)
		str_putc(out, (char)code);
	else if (code < 0x800)
		str_printf(out, "%c%c", (int)(0xC0 | code >> 6), (int)(0x80 | (code & 0x3F)));
	else
		str_printf(out, "%c%c%c", (int)(0xE0 | code >> 12),
			   (int)(0x80 | (code >> 6 & 0x3F)), (int)(0x80 | (code & 0x3F)));
}

void xlsx_text_unescape(struct str *out, const char *text)
{
	while (*text) {
		if (looks_escaped(text)) {
			add_character(out, strtoul(text + 2, NULL, 16));
			text += 7;
		} else
			str_putc(out, *text++);
	}
}
