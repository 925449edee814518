#include "audit/core/character.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

static bool is_between(uint32_t code, uint32_t low, uint32_t high)
{
	return code >= low && code <= high;
}

static enum character_kind ascii_kind(uint32_t code)
{
	if (code <= ' ' || code == 0x7F)
		return CHARACTER_SPACE;
	bool is_word = is_between(code, '0', '9') || is_between(code, 'A', 'Z') ||
		       is_between(code, 'a', 'z');
	return is_word ? CHARACTER_WORD : CHARACTER_PUNCTUATION;
}

/* Wide forms of letters and digits make words like the narrow ones. */
static bool is_wide_form(UChar32 c)
{
	return u_isdigit(c) || u_getIntPropertyValue(c, UCHAR_SCRIPT) == USCRIPT_LATIN;
}

/* Where ICU would need a dictionary to find words, or finds none. */
static bool stands_alone(UChar32 c)
{
	switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
	case U_LB_IDEOGRAPHIC:
	case U_LB_COMPLEX_CONTEXT:
	case U_LB_CONDITIONAL_JAPANESE_STARTER:
	case U_LB_NONSTARTER:
	case U_LB_H2:
	case U_LB_H3:
		return true;
	default:
		return false;
	}
}

static enum character_kind kind_of(UChar32 c)
{
	if (u_isUWhiteSpace(c) || u_iscntrl(c))
		return CHARACTER_SPACE;
	if (u_ispunct(c))
		return CHARACTER_PUNCTUATION;
	if (U_GET_GC_MASK(c) & U_GC_S_MASK)
		return CHARACTER_SYMBOL;
	return stands_alone(c) && !is_wide_form(c) ? CHARACTER_IDEOGRAPH : CHARACTER_WORD;
}

struct character character_at(const char *text)
{
	const uint8_t *s = (const uint8_t *)text;
	int32_t i = 0;
	UChar32 c;

	if (s[0] < 0x80)
		return (struct character){ s[0], s[0] != 0, ascii_kind(s[0]), false };
	U8_NEXT(s, i, -1, c);
	if (c < 0)
		return (struct character){ 0xFFFD, (size_t)i, CHARACTER_SYMBOL, false };
	/* What joins letters without being seen is no control: soft hyphens, joiners. */
	bool joins = (U_GET_GC_MASK(c) & U_GC_CF_MASK) != 0;
	return (struct character){ .code = (uint32_t)c,
				   .size = (size_t)i,
				   .kind = joins ? CHARACTER_WORD : kind_of(c),
				   .extends = u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND) };
}

size_t character_columns(uint32_t code)
{
	const UChar32 c = (UChar32)code;
	const uint32_t unseen = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;

	if (code < 0x7F)
		return 1;
	if ((U_GET_GC_MASK(c) & unseen && code != 0xAD) ||
	    u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_VOWEL_JAMO ||
	    u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_TRAILING_JAMO)
		return 0;
	switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH:
		return 2;
	default:
		return 1;
	}
}
