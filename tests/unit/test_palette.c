/* Whatever two colours a brand has: what is text can be read, or they are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/look/palette.h"
#include "report/look/theme.h"
#include "report/look/tint.h"
#include "tests/unit/fixture_range.h"

#define READABLE 4.5 /* WCAG 2, level AA, normal text */
#define PAPER 0xFFFFFFu

static uint32_t grid(size_t index)
{
	static const uint32_t levels[] = { 0, 51, 102, 153, 204, 255 };

	return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
}
#define GRID 216

static void assert_readable(const char *what, uint32_t brand, uint32_t text, uint32_t ground)
{
	double ratio = theme_contrast(text, ground);

	if (ratio < READABLE)
		fail_msg("%06X: %s: %06X on %06X is %.3f:1", (unsigned)brand, what, (unsigned)text,
			 (unsigned)ground, ratio);
}

/* The ground of the cover at `along` its gradient, below circles. */
static uint32_t cover_at(const struct palette *p, double along, int circles)
{
	uint32_t ground = tint_mix(p->cover_from, p->cover_to, along);

	while (circles-- > 0)
		ground = tint_mix(ground, p->ring, p->ring_alpha);
	return ground;
}

static void assert_palette(uint32_t brand, const struct palette *p)
{
	static const double along[] = { 0, 0.25, 0.5, 0.64, 0.64, 0.83, 1 };
	static const int circles[] = { 0, 1, 2, 3, 4, 2, 0 };

	for (size_t i = 0; i < COUNT_OF(along); i++) {
		const uint32_t ground = cover_at(p, along[i], circles[i]);
		assert_readable("cover", brand, p->cover_ink, ground);
		if (circles[i] <= 2) /* there are no more where it stands */
			assert_readable("cover, soft", brand, p->cover_soft, ground);
	}
	assert_readable("link", brand, p->accent, PAPER);
	assert_readable("link on a row", brand, p->accent, THEME_TINT);
	assert_readable("number of a step", brand, p->accent, p->wash);
	assert_readable("head", brand, p->head_ink, p->head);
	assert_readable("title", brand, p->title, PAPER);
	assert_true(theme_contrast(p->mark, p->cover_to) >= 2.99);
	assert_true(theme_contrast(p->mark, p->mark_ink) >= 2.99);
}

static struct brand_colour given(uint32_t value)
{
	return (struct brand_colour){ true, value };
}

static void without_a_brand_it_is_neutral(void **state)
{
	const struct brand nothing = { .organisation = "Acme" };
	const struct palette a = palette_of(NULL), b = palette_of(&nothing);

	(void)state;
	assert_palette(0, &a);
	assert_int_equal(a.accent, THEME_ACCENT);
	assert_int_equal(a.accent, b.accent);
	assert_int_equal(a.cover_to, b.cover_to);
	assert_int_equal(a.head, b.head);
}

static void every_primary_reads_or_is_refused(void **state)
{
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < GRID; i++) {
		struct palette_fault fault, none;
		struct brand brand = { .primary = given(grid(i)) };
		if (palette_fault(PALETTE_PRIMARY, grid(i), &fault)) {
			refused++;
			assert_true(fault.ratio < READABLE);
			assert_false(palette_fault(PALETTE_PRIMARY, fault.instead, &none));
			brand.primary.value = fault.instead;
		}
		struct palette palette = palette_of(&brand);
		assert_palette(grid(i), &palette);
		assert_int_equal(palette.cover_to, brand.primary.value);
	}
	assert_within(refused, 1, GRID / 8);
}

static void every_accent_reads_or_is_refused(void **state)
{
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < GRID; i++) {
		struct palette_fault fault, none;
		struct brand brand = { .accent = given(grid(i)) };
		if (palette_fault(PALETTE_ACCENT, grid(i), &fault)) {
			refused++;
			assert_true(fault.ratio < READABLE);
			assert_false(palette_fault(PALETTE_ACCENT, fault.instead, &none));
			brand.accent.value = fault.instead;
		}
		struct palette palette = palette_of(&brand);
		assert_palette(grid(i), &palette);
		assert_int_equal(palette.accent, brand.accent.value);
	}
	assert_within(refused, GRID / 4, GRID);
}

static void both_together_read_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < GRID * 36; i++) {
		struct palette_fault fault;
		const struct brand brand = { .primary = given(grid(i % GRID)),
					     .accent = given(grid(i / GRID * 6)) };
		if (palette_fault(PALETTE_PRIMARY, brand.primary.value, &fault) ||
		    palette_fault(PALETTE_ACCENT, brand.accent.value, &fault))
			continue;
		struct palette palette = palette_of(&brand);
		assert_palette(brand.primary.value, &palette);
	}
}

static void a_fault_names_pair_ratio_and_remedy(void **state)
{
	struct palette_fault fault = { .pair = "" };

	(void)state;
	assert_true(palette_fault(PALETTE_ACCENT, 0xF0A024, &fault));
	assert_string_equal(fault.pair, "text on paper");
	assert_int_equal(fault.other, PAPER);
	assert_true(fault.ratio > 2.1 && fault.ratio < 2.2);
	/* White paper would bear it, a tinted row does not. */
	assert_true(palette_fault(PALETTE_ACCENT, 0x757575, &fault));
	assert_string_equal(fault.pair, "text on a tinted row");
	assert_int_equal(fault.other, THEME_TINT);
	/* 4.499 is not 4.5: cut, not rounded. */
	assert_true(palette_fault(PALETTE_ACCENT, 0x777777, &fault));
	assert_true(fault.ratio > 4.469 && fault.ratio < 4.481);
	assert_false(palette_fault(PALETTE_ACCENT, 0x0A5FB4, &fault));
	assert_true(palette_fault(PALETTE_PRIMARY, 0x7B7B7B, &fault));
	assert_string_equal(fault.pair, "the ground of the cover's text");
}

static void tints_keep_to_their_ends(void **state)
{
	(void)state;
	assert_int_equal(tint_mix(0x102030, 0xFFEEDD, 0), 0x102030);
	assert_int_equal(tint_mix(0x102030, 0xFFEEDD, 1), 0xFFEEDD);
	assert_int_equal(tint_mix(0x000000, 0xFFFFFF, 0.5), 0x808080);
	/* Enough already: as it is. */
	assert_int_equal(tint_until(0x123456, PAPER, 4.5, -0.01), 0x123456);
	/* What cannot be had ends at black or white. */
	assert_int_equal(tint_until(0xFF0000, 0x777777, 21, -0.01), 0x000000);
	assert_int_equal(tint_until(0x00FF00, 0x777777, 21, 0.01), 0xFFFFFF);
	const uint32_t darker = tint_until(0xFF8800, PAPER, 4.5, -0.005);
	assert_true(theme_contrast(darker, PAPER) >= 4.5 && theme_contrast(darker, PAPER) < 4.8);
	/* Orange stays orange. */
	assert_true(darker >> 16 > (darker >> 8 & 0xFF) && (darker & 0xFF) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_brand_it_is_neutral),
		cmocka_unit_test(every_primary_reads_or_is_refused),
		cmocka_unit_test(every_accent_reads_or_is_refused),
		cmocka_unit_test(both_together_read_too),
		cmocka_unit_test(a_fault_names_pair_ratio_and_remedy),
		cmocka_unit_test(tints_keep_to_their_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
