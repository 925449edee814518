#include "report/xlsx/text.h"

#include <stdbool.h>
#include <stdlib.h>

#include "audit/core/str.h"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool looks_escaped(const char *text)
{
	return text[0] == '_' && text[1] == 'x' && is_hex(text[2]) && is_hex(text[3]) &&
	       is_hex(text[4]) && is_hex(text[5]) && text[6] == '_';
}

static size_t character_bytes(unsigned char lead)
{
	static const unsigned char bytes[16] = { [0xC] = 2, [0xD] = 2, [0xE] = 3, [0xF] = 4 };

	return bytes[lead >> 4] ? bytes[lead >> 4] : 1;
}

/* UTF-16 units that a character takes in the file; an escape of an escape takes
 * seven more. */
static size_t units_of(const char *text, size_t bytes)
{
	if (looks_escaped(text))
		return 8;
	return bytes == 4 ? 2 : 1;
}

size_t xlsx_text_part(const char *text)
{
	size_t units = 0, i = 0;

	while (text[i]) {
		size_t bytes = character_bytes((unsigned char)text[i]);
		size_t wide = units_of(text + i, bytes);
		if (units + wide > XLSX_TEXT_MOST)
			break;
		units += wide;
		i += bytes;
	}
	return i;
}

/* East Asian characters are twice as wide; from U+2E80 up is near enough. */
static size_t columns_of(unsigned char lead)
{
	if (lead >= 0x80 && lead < 0xC0)
		return 0; /* the rest of a character */
	return lead >= 0xE3 ? 2 : 1;
}

size_t xlsx_text_lines(const char *text, double width)
{
	size_t lines = 1, used = 0;
	/* Words leave the end of most lines empty. */
	size_t room = width > 8 ? (size_t)(width * 0.92) : 8;

	for (; *text; text++) {
		used += columns_of((unsigned char)*text);
		if (*text == '\n' || used > room) {
			used = *text == '\n' ? 0 : 1;
			lines++;
		}
	}
	return lines;
}

void xlsx_text_escape(struct str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (looks_escaped(text + i))
			(void)str_puts(out, "_x005F_");
		else
			(void)str_putc(out, text[i]);
	}
}

static void add_character(struct str *out, unsigned long code)
{
	if (code < 0x80)
		(void)str_putc(out, (char)code);
	else if (code < 0x800)
		(void)str_printf(out, "%c%c", (int)(0xC0 | code >> 6), (int)(0x80 | (code & 0x3F)));
	else
		(void)str_printf(out, "%c%c%c", (int)(0xE0 | code >> 12),
				 (int)(0x80 | (code >> 6 & 0x3F)), (int)(0x80 | (code & 0x3F)));
}

void xlsx_text_unescape(struct str *out, const char *text)
{
	while (*text) {
		if (looks_escaped(text)) {
			add_character(out, strtoul(text + 2, NULL, 16));
			text += 7;
		} else
			(void)str_putc(out, *text++);
	}
}
