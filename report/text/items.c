/* Text taken apart into stretches of one font, script and direction. */
#include "report/text/internal.h"

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

#define CLUSTER_MOST 16 /* characters looked at for the choice of a font */

static hb_unicode_funcs_t *unicode(void)
{
	return hb_unicode_funcs_get_default();
}

bool text_is_mark(uint32_t c)
{
	hb_unicode_general_category_t category = hb_unicode_general_category(unicode(), c);

	return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
	       category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
	       category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* Invisible in every font: joiners, variation selectors, direction marks, tags. */
static bool is_ignorable(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x00AD, 0x00AD }, { 0x034F, 0x034F },	  { 0x061C, 0x061C }, { 0x180B, 0x180F },
		{ 0x200B, 0x200F }, { 0x202A, 0x202E },	  { 0x2060, 0x206F }, { 0xFE00, 0xFE0F },
		{ 0xFEFF, 0xFEFF }, { 0xE0000, 0xE0FFF },
	};

	for (size_t i = 0; i < COUNT_OF(ranges); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

static bool is_joined(uint32_t before, uint32_t c)
{
	if (c < 0x300)
		return false;
	return text_is_mark(c) || is_ignorable(c) || before == 0x200D ||
	       (c >= 0x1F3FB && c <= 0x1F3FF);
}

/* Where right-to-left scripts and their controls begin. */
static bool may_turn(uint32_t c)
{
	return c >= 0x590 && (c < 0x900 || (c >= 0x200E && c <= 0x202E) ||
			      (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFEFC) ||
			      (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF));
}

void text_decode(struct text_chars *chars, const char *text, size_t length)
{
	uint32_t before = 0;

	chars->count = 0;
	chars->has_right_to_left = false;
	for (size_t at = 0; at < length;) {
		size_t from = at;
		uint32_t c = text_next(text, length, &at);
		if (c == '\t')
			c = ' ';
		if (is_control(c))
			continue;
		ARRAY_RESERVE(chars->chars, chars->count, chars->capacity);
		chars->chars[chars->count] = (struct text_char){
			.c = c,
			.text = (uint32_t)from,
			.length = (uint32_t)(at - from),
			.joined = chars->count && is_joined(before, c),
		};
		chars->count++;
		chars->has_right_to_left = chars->has_right_to_left || may_turn(c);
		before = c;
	}
}

/* What a font must have to draw the characters [from, to): composed, as HarfBuzz
 * does when it can, without what is invisible. */
static size_t needed(const struct text_chars *chars, size_t from, size_t to,
		     uint32_t out[CLUSTER_MOST])
{
	size_t count = 0;

	for (size_t i = from; i < to && count < CLUSTER_MOST; i++) {
		uint32_t c = chars->chars[i].c;
		hb_codepoint_t composed = 0;
		if (is_ignorable(c))
			continue;
		if (count && hb_unicode_compose(unicode(), out[count - 1], c, &composed))
			out[count - 1] = composed;
		else
			out[count++] = c;
	}
	return count;
}

static bool is_real(hb_script_t script)
{
	return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
	       script != HB_SCRIPT_UNKNOWN;
}

/* Punctuation and digits take the script before them, at the start that after them. */
static hb_script_t script_of(const struct text_chars *chars, size_t at, hb_script_t before)
{
	hb_script_t script = hb_unicode_script(unicode(), chars->chars[at].c);

	if (is_real(script))
		return script;
	if (is_real(before))
		return before;
	for (size_t i = at + 1; i < chars->count; i++) {
		script = hb_unicode_script(unicode(), chars->chars[i].c);
		if (is_real(script))
			return script;
	}
	return HB_SCRIPT_COMMON;
}

static void add_item(struct text_chars *chars, const struct text_item *item)
{
	struct text_item *last = chars->item_count ? &chars->items[chars->item_count - 1] : NULL;

	if (last && last->font == item->font && last->script == item->script &&
	    last->level == item->level) {
		last->to = item->to;
		return;
	}
	ARRAY_RESERVE(chars->items, chars->item_count, chars->item_capacity);
	chars->items[chars->item_count++] = *item;
}

void text_itemise(struct text_chars *chars, struct text_fonts *fonts, enum text_weight weight)
{
	hb_script_t script = HB_SCRIPT_COMMON;
	int font = text_fonts_main(fonts, weight);

	chars->item_count = 0;
	for (size_t from = 0, to = 0; from < chars->count; from = to) {
		uint32_t wanted[CLUSTER_MOST];
		for (to = from + 1; to < chars->count && chars->chars[to].joined; to++)
			;
		size_t count = needed(chars, from, to, wanted);
		if (count)
			font = text_fonts_choose(fonts, weight, wanted, count);
		script = script_of(chars, from, script);
		add_item(chars, &(struct text_item){ .from = from,
						     .to = to,
						     .font = font,
						     .script = script,
						     .level = chars->chars[from].level });
	}
}
