#include "report/canvas/syntax.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static const char digits[] = "0123456789ABCDEF";

void pdf_number(struct str *out, double value)
{
	char text[24];
	size_t at = sizeof text;

	if (!isfinite(value) || fabs(value) > 32767)
		value = 0;
	/* Not printf: its decimal point follows the locale, and this is where time goes. */
	long thousandths = lround(fabs(value) * 1000);
	long whole = thousandths / 1000, part = thousandths % 1000;
	text[--at] = ' ';
	if (part) {
		for (int i = 0; i < 3; i++, part /= 10)
			if (part % 10 || text[at] != ' ')
				text[--at] = digits[part % 10];
		text[--at] = '.';
	}
	do
		text[--at] = digits[whole % 10];
	while ((whole /= 10) > 0);
	if (value < 0 && thousandths)
		text[--at] = '-';
	str_add(out, text + at, sizeof text - at);
}

void pdf_whole(struct str *out, size_t value)
{
	char text[24];
	size_t at = sizeof text;

	text[--at] = ' ';
	do
		text[--at] = digits[value % 10];
	while ((value /= 10) > 0);
	str_add(out, text + at, sizeof text - at);
}

void pdf_reference(struct str *out, unsigned number)
{
	pdf_whole(out, number);
	str_puts(out, "0 R ");
}

void pdf_colour(struct str *out, uint32_t colour)
{
	for (int shift = 16; shift >= 0; shift -= 8)
		pdf_number(out, (double)(colour >> shift & 0xFF) / 255);
}

void pdf_code(struct str *out, unsigned code)
{
	char text[4] = { digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15],
			 digits[code & 15] };

	str_add(out, text, sizeof text);
}

void pdf_code_bytes(struct str *out, unsigned code)
{
	char text[4];
	size_t length = 0;

	for (int shift = 8; shift >= 0; shift -= 8) {
		const char byte = (char)(code >> shift);
		if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
			text[length++] = '\\';
		/* A bare one would be read as an end of line. */
		text[length++] = byte == '\r' ? 'r' : byte;
	}
	str_add(out, text, length);
}

void pdf_utf16(struct str *out, const char *utf8, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t c = text_next(utf8, length, &at);
		if (c > 0xFFFF) {
			pdf_code(out, 0xD800 + (c - 0x10000) / 0x400);
			c = 0xDC00 + (c - 0x10000) % 0x400;
		}
		pdf_code(out, c);
	}
}

static bool is_plain(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

static void put_literal(struct str *out, const char *text)
{
	str_putc(out, '(');
	for (; *text; text++) {
		if (strchr("()\\", *text))
			str_putc(out, '\\');
		str_putc(out, *text);
	}
	str_putc(out, ')');
}

void pdf_text(struct str *out, const char *utf8)
{
	if (is_plain(utf8)) {
		put_literal(out, utf8);
		return;
	}
	str_puts(out, "<FEFF");
	pdf_utf16(out, utf8, strlen(utf8));
	str_putc(out, '>');
}

void pdf_uri(struct str *out, const char *uri)
{
	str_putc(out, '(');
	for (; *uri; uri++) {
		unsigned char byte = (unsigned char)*uri;
		if (byte <= ' ' || byte > '~' || strchr("()<>\\\"", byte)) {
			char escaped[3] = { '%', digits[byte >> 4], digits[byte & 15] };
			str_add(out, escaped, sizeof escaped);
		} else {
			str_putc(out, *uri);
		}
	}
	str_putc(out, ')');
}

void pdf_date(struct str *out, int64_t ms)
{
	char text[CLOCK_TEXT];

	clock_compact(text, ms); /* 20261124T081500Z */
	str_printf(out, "D:%.8s%.6sZ", text, text + 9);
}

void pdf_xml(struct str *out, const char *utf8)
{
	static const struct {
		char byte;
		const char *name;
	} escapes[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };

	for (; *utf8; utf8++) {
		const char *name = NULL;
		for (size_t i = 0; i < COUNT_OF(escapes); i++)
			if (*utf8 == escapes[i].byte)
				name = escapes[i].name;
		if (name)
			str_puts(out, name);
		else
			str_putc(out, *utf8);
	}
}
