#include "tests/fuzz/property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"

_Noreturn void property_broken(const char *file, int line, const char *promise)
{
	(void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, promise);
	abort();
}

char *property_text(const uint8_t *data, size_t size)
{
	char *text = xmalloc(size + 1);

	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

static size_t length_of(uint8_t lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* One character; 0 if it is not well-formed (RFC 3629, section 4). */
static size_t decode(const uint8_t *s, size_t left, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	static const uint8_t bits[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	size_t length = length_of(*s);

	if (length == 0 || length > left)
		return 0;
	*c = *s & bits[length];
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3F);
	}
	bool surrogate = *c >= 0xD800 && *c <= 0xDFFF;
	return *c < least[length] || surrogate || *c > 0x10FFFF ? 0 : length;
}

bool property_is_utf8(const char *bytes, size_t length)
{
	const uint8_t *s = (const uint8_t *)bytes;
	uint32_t c;

	for (size_t i = 0, step; i < length; i += step) {
		step = decode(s + i, length - i, &c);
		if (step == 0)
			return false;
	}
	return true;
}

static bool is_unwanted(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0x00, 0x1F },	    { 0x7F, 0x9F },	{ 0x2028, 0x2029 },
		{ 0x202A, 0x202E }, { 0x2066, 0x2069 }, { 0xFDD0, 0xFDEF },
	};

	for (size_t i = 0; i < COUNT_OF(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return (c & 0xFFFE) == 0xFFFE;
}

bool property_is_clean(const char *text)
{
	const uint8_t *s = (const uint8_t *)text;
	size_t length = strlen(text);
	uint32_t c = 0;

	for (size_t i = 0, step; i < length; i += step) {
		step = decode(s + i, length - i, &c);
		if (step == 0 || is_unwanted(c))
			return false;
	}
	return true;
}
