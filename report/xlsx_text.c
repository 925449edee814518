#include "report/xlsx_text.h"

#include <stdbool.h>

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
