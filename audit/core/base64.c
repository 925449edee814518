#include "audit/core/base64.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "audit/core/mem.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *base64_encode(struct arena *arena, const void *bytes, size_t size)
{
	const unsigned char *in = bytes;
	char *text = arena_alloc(arena, (size + 2) / 3 * 4 + 1);
	char *out = text;

	for (size_t at = 0; at < size; at += 3) {
		size_t left = size - at;
		uint32_t group = (uint32_t)in[at] << 16;
		group |= left > 1 ? (uint32_t)in[at + 1] << 8 : 0;
		group |= left > 2 ? in[at + 2] : 0;
		*out++ = digits[group >> 18];
		*out++ = digits[group >> 12 & 63];
		*out++ = left > 1 ? digits[group >> 6 & 63] : '=';
		*out++ = left > 2 ? digits[group & 63] : '=';
	}
	return text;
}

/* Three bytes of four digits, the last `padding` of which are '='. Bits that would
 * be lost must be zero: one text for the same bytes. */
static bool decode_group(const char *text, size_t padding, unsigned char out[3])
{
	uint32_t group = 0;

	for (size_t i = 0; i < 4; i++) {
		const char *digit = i < 4 - padding ? strchr(digits, text[i]) : digits;
		if (!digit || !text[i])
			return false;
		group = group << 6 | (uint32_t)(digit - digits);
	}
	out[0] = (unsigned char)(group >> 16);
	out[1] = (unsigned char)(group >> 8);
	out[2] = (unsigned char)group;
	return (padding < 1 || !out[2]) && (padding < 2 || !out[1]);
}

unsigned char *base64_decode(struct arena *arena, const char *text, size_t *size)
{
	size_t length = strlen(text), padding = 0;
	unsigned char *bytes = arena_alloc(arena, length / 4 * 3 + 1);

	if (length % 4)
		return NULL;
	while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
		padding++;
	for (size_t at = 0; at < length; at += 4)
		if (!decode_group(text + at, at + 4 == length ? padding : 0, bytes + at / 4 * 3))
			return NULL;
	*size = length / 4 * 3 - padding;
	return bytes;
}
