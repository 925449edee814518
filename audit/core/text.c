#include "audit/core/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "audit/core/hash.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

uint32_t text_next(const char *text, size_t length, size_t *at)
{
	const uint8_t *s = (const uint8_t *)text;
	UChar32 c;

	U8_NEXT(s, *at, length, c);
	return c < 0 ? 0xFFFD : (uint32_t)c;
}

size_t text_previous(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && U8_IS_TRAIL(text[at]));
	return at;
}

size_t text_characters(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t at = 0; at < length; count++)
		(void)text_next(text, length, &at);
	return count;
}

int text_cut(const char *text, int most)
{
	size_t length = strnlen(text, (size_t)most);

	return (int)(text[length] ? text_previous(text, length + 1) : length);
}

/* How many bytes from there on are ASCII, by eight. */
static size_t count_ascii(const uint8_t *bytes, size_t length)
{
	uint64_t eight;
	size_t count = 0;

	for (; length - count >= sizeof eight; count += sizeof eight) {
		memcpy(&eight, bytes + count, sizeof eight);
		if (eight & 0x8080808080808080U)
			break;
	}
	return count;
}

bool text_is_utf8(const char *bytes, size_t length)
{
	const uint8_t *s = (const uint8_t *)bytes;
	size_t i = 0;

	while (i < length) {
		UChar32 c;
		i += count_ascii(s + i, length - i);
		if (i == length)
			break;
		U8_NEXT(s, i, length, c);
		if (c < 0)
			return false;
	}
	return true;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Embeddings, overrides and isolates could reorder the text around a name. */
static bool is_bidi_control(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Where the plain ASCII ends, with its hash on the way. */
static const char *plain_end(const char *text, uint32_t *hash)
{
	for (*hash = HASH_BEGIN; *text >= 0x20 && *text <= 0x7E; text++)
		*hash = hash_step(*hash, (unsigned char)*text);
	return text;
}

const char *text_clean(struct arena *arena, const char *bytes)
{
	if (!bytes || !*bytes)
		return "";
	uint32_t hash;
	const char *end = plain_end(bytes, &hash);
	if (!*end)
		return arena_share_hashed(arena, bytes, (size_t)(end - bytes), hash);

	size_t length = strlen(bytes);
	/* An ill-formed byte grows into the three of U+FFFD. */
	uint8_t *clean = xmalloc(3 * length + 1);
	size_t out = 0;
	for (size_t i = 0; i < length;) {
		uint32_t c = text_next(bytes, length, &i);
		if (U_IS_UNICODE_NONCHAR(c))
			c = 0xFFFD;
		else if (is_control(c))
			c = ' ';
		else if (is_bidi_control(c))
			continue;
		U8_APPEND_UNSAFE(clean, out, c);
	}
	clean[out] = '\0';
	const char *copy = arena_share(arena, (const char *)clean);
	free(clean);
	return copy;
}

static bool is_white(UChar unit)
{
	return unit < 0x80 ? unit == ' ' || (unit >= '\t' && unit <= '\r') : u_isUWhiteSpace(unit);
}

static void collapse_space(UChar *text, int32_t *length)
{
	int32_t out = 0;
	bool space = true; /* leading white space goes */

	/* All white space is in the BMP: one unit is enough to tell. */
	for (int32_t i = 0; i < *length; i++) {
		bool white = is_white(text[i]);
		if (!white)
			text[out++] = text[i];
		else if (!space)
			text[out++] = ' ';
		space = white;
	}
	if (out > 0 && text[out - 1] == ' ')
		out--;
	*length = out;
}

static const char *from_utf16(struct arena *arena, const UChar *text, int32_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	/* A unit becomes three bytes at most. */
	const int32_t most = 3 * length + 1;
	char *utf8 = xcalloc((size_t)most, 1);

	u_strToUTF8(utf8, most, NULL, text, length, &status);
	const char *copy = arena_strdup(arena, utf8);
	free(utf8);
	return copy;
}

const char *text_fold(struct arena *arena, const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *folder = unorm2_getNFKCCasefoldInstance(&status);
	size_t bytes = strlen(text);
	/* NFKC_Casefold lengthens a text at most eighteenfold (U+FDFA). */
	size_t capacity = 18 * bytes + 1;
	UChar *wide = xmalloc((bytes + 1) * sizeof *wide);
	UChar *folded = xmalloc(capacity * sizeof *folded);
	int32_t wide_length = 0;

	u_strFromUTF8(wide, (int32_t)bytes + 1, &wide_length, text, (int32_t)bytes, &status);
	int32_t length =
		unorm2_normalize(folder, wide, wide_length, folded, (int32_t)capacity, &status);
	/* What cannot be folded is compared as it stands, so that it is never lost. */
	const char *result = text;
	if (U_SUCCESS(status)) {
		collapse_space(folded, &length);
		result = from_utf16(arena, folded, length);
	}
	free(folded);
	free(wide);
	return result == text ? arena_strdup(arena, text) : result;
}

const char *text_join(struct arena *arena, const char *const *texts, size_t count)
{
	struct str out = STR_INIT(STR_BODY);

	for (size_t i = 0; i < count; i++)
		str_printf(&out, "%s%s", i ? ", " : "", texts[i]);
	return str_keep(&out, arena);
}

bool text_is_blank(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length;) {
		const UChar32 c = (UChar32)text_next(text, length, &i);
		if (!u_isUWhiteSpace(c) && !u_iscntrl(c) &&
		    !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			return false;
	}
	return true;
}

bool text_has_words(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length;)
		if (u_isalnum((UChar32)text_next(text, length, &i)))
			return true;
	return false;
}

bool text_equal_ignoring_case(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
		if (x >= 'A' && x <= 'Z')
			x = (unsigned char)(x + 32);
		if (y >= 'A' && y <= 'Z')
			y = (unsigned char)(y + 32);
		if (x != y)
			return false;
	}
	return *a == *b;
}

void text_for_terminal(struct str *out, const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length;) {
		size_t start = i;
		uint32_t c = text_next(text, length, &i);
		if (c == 0xFFFD || U_IS_UNICODE_NONCHAR(c))
			str_puts(out, "\xEF\xBF\xBD");
		else if (is_control(c) || is_bidi_control(c))
			str_printf(out, "\\u%04X", c);
		else
			str_add(out, text + start, i - start);
	}
}

void text_terminal_line(struct str *out, const char *format, ...)
{
	struct arena *arena = arena_new();
	va_list args;

	va_start(args, format);
	text_for_terminal(out, arena_vprintf(arena, format, args));
	va_end(args);
	str_putc(out, '\n');
	arena_free(arena);
}

/* What a character is without its marks; itself if it has none. */
static uint32_t base_of(const UNormalizer2 *decomposer, uint32_t character)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar parts[8];
	const int32_t length =
		unorm2_getDecomposition(decomposer, (UChar32)character, parts,
					(int32_t)(sizeof parts / sizeof *parts), &status);

	return length > 0 && U_SUCCESS(status) ? parts[0] : character;
}

const char *text_slug(struct arena *arena, const char *text, size_t most)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *decomposer = unorm2_getNFKDInstance(&status);
	const char *folded = text_fold(arena, text);
	const size_t length = strlen(folded);
	char *slug = arena_alloc(arena, most + 1);
	size_t out = 0;

	for (size_t i = 0; i < length && out < most;) {
		const uint32_t c = base_of(decomposer, text_next(folded, length, &i));
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			slug[out++] = (char)c;
		else if (out && slug[out - 1] != '-')
			slug[out++] = '-';
	}
	while (out && slug[out - 1] == '-')
		out--;
	slug[out] = '\0';
	return slug;
}
