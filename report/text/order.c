/* The order of text for the eye: ICU's bidirectional algorithm. */
#include "report/text/internal.h"

#include <stdlib.h>

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"

struct text_order {
	UBiDi *bidi;
	UChar *units;
	size_t unit_capacity;
	UBiDiLevel *levels;
	int *visual;
	size_t item_capacity;
};

struct text_order *text_order_new(void)
{
	struct text_order *order = xcalloc(1, sizeof *order);

	order->bidi = ubidi_open();
	return order;
}

void text_order_free(struct text_order *order)
{
	if (!order)
		return;
	ubidi_close(order->bidi);
	free(order->units);
	free(order->levels);
	free(order->visual);
	free(order);
}

/* "(30050)" behind a name says whose number it is, in the order of the sentence: where another
 * such name follows, the algorithm would turn both around as one. As if they were letters, the
 * digits keep them apart. */
static void hold_numbers(UChar *units, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t end = i + 1;
		if (units[i] != '(')
			continue;
		while (end < count && units[end] >= '0' && units[end] <= '9')
			end++;
		if (end < count && units[end] == ')')
			while (--end > i)
				units[end] = 'n';
	}
}

static size_t to_units(struct text_order *order, const struct text_chars *chars)
{
	size_t count = 0;

	if (order->unit_capacity < 2 * chars->count) {
		order->unit_capacity = 2 * chars->count;
		order->units = xrealloc(order->units, order->unit_capacity * sizeof *order->units);
	}
	for (size_t i = 0; i < chars->count; i++)
		U16_APPEND_UNSAFE(order->units, count, chars->chars[i].c);
	return count;
}

static UBiDiLevel paragraph_level(enum text_direction direction)
{
	return direction == TEXT_RIGHT_TO_LEFT	 ? 1
	       : direction == TEXT_LEFT_TO_RIGHT ? 0
						 : UBIDI_DEFAULT_LTR;
}

void text_order_levels(struct text_order *order, struct text_chars *chars,
		       enum text_direction direction)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t at = 0;

	if (!chars->count || (!chars->has_right_to_left && direction != TEXT_RIGHT_TO_LEFT))
		return;
	size_t count = to_units(order, chars);
	if (direction == TEXT_LEFT_TO_RIGHT)
		hold_numbers(order->units, count);
	ubidi_setPara(order->bidi, order->units, (int32_t)count, paragraph_level(direction), NULL,
		      &status);
	const UBiDiLevel *levels = ubidi_getLevels(order->bidi, &status);
	if (U_FAILURE(status))
		return;
	for (size_t i = 0; i < chars->count; i++) {
		chars->chars[i].level = levels[at];
		at += U16_LENGTH(chars->chars[i].c);
	}
}

const int *text_order_visual(struct text_order *order, const struct text_chars *chars)
{
	if (order->item_capacity < chars->item_count) {
		order->item_capacity = chars->item_count * 2;
		order->levels = xrealloc(order->levels, order->item_capacity);
		order->visual =
			xrealloc(order->visual, order->item_capacity * sizeof *order->visual);
	}
	for (size_t i = 0; i < chars->item_count; i++)
		order->levels[i] = chars->items[i].level;
	ubidi_reorderVisual(order->levels, (int32_t)chars->item_count, order->visual);
	return order->visual;
}

bool text_is_right_to_left(const char *text, size_t length)
{
	bool begun = false, backward = false;

	for (size_t at = 0; at < length;) {
		UCharDirection direction = u_charDirection((UChar32)text_next(text, length, &at));
		if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
			backward = true;
		else if (direction == U_LEFT_TO_RIGHT)
			backward = false;
		else
			continue;
		if (!begun && !backward)
			return false;
		begun = true;
	}
	return backward;
}
