/* Whatever is coloured can be read, and meaning never hangs on colour alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/look/theme.h"

#define READABLE 4.5 /* WCAG 2, level AA, normal text */
#define VISIBLE 3.0
#define PAPER 0xFFFFFFu

static void assert_near(double value, double wanted)
{
	if (value < wanted - 0.01 || value > wanted + 0.01)
		fail_msg("%.3f instead of %.3f", value, wanted);
}

static void assert_readable(const char *what, int which, uint32_t ink, uint32_t ground)
{
	double ratio = theme_contrast(ink, ground);

	if (ratio < READABLE)
		fail_msg("%s %d: %06X on %06X is %.2f:1", what, which, (unsigned)ink,
			 (unsigned)ground, ratio);
}

static void assert_colour(const char *what, int which, struct theme_colour colour)
{
	assert_readable(what, which, colour.ink, colour.pale);
	assert_readable(what, which, colour.ink, PAPER);
	/* Areas of a chart are seen (WCAG 1.4.11), and the sign and number on them read. */
	if (theme_contrast(colour.solid, PAPER) < VISIBLE)
		fail_msg("%s %d: %06X on paper is %.2f:1", what, which, (unsigned)colour.solid,
			 theme_contrast(colour.solid, PAPER));
	assert_readable(what, which, theme_sign(colour.solid), colour.solid);
	assert_true(colour.ink != colour.pale && colour.solid != colour.pale);
}

static void contrast_is_that_of_wcag(void **state)
{
	static const struct {
		uint32_t a, b;
		double ratio;
	} cases[] = {
		{ 0x000000, 0xFFFFFF, 21.0 }, { 0xFFFFFF, 0x000000, 21.0 },
		{ 0x123456, 0x123456, 1.0 },  { 0x767676, 0xFFFFFF, 4.54 },
		{ 0x777777, 0xFFFFFF, 4.48 }, { 0xFF0000, 0xFFFFFF, 4.00 },
		{ 0x00FF00, 0xFFFFFF, 1.37 }, { 0x0000FF, 0xFFFFFF, 8.59 },
		{ 0x0A0A0A, 0x000000, 1.06 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_near(theme_contrast(cases[i].a, cases[i].b), cases[i].ratio);
}

static void every_ink_is_readable_on_its_ground(void **state)
{
	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++)
		assert_colour("verdict", i, theme_verdict((enum verdict)i));
	for (int i = 0; i < OVERALL_COUNT; i++)
		assert_colour("overall", i, theme_overall((enum overall)i));
	for (int i = 0; i < CLASS_COUNT; i++)
		assert_colour("class", i, theme_class((enum permission_class)i));
	for (int i = 0; i < SEVERITY_COUNT; i++)
		assert_colour("severity", i, theme_severity((enum severity)i));
	assert_readable("accent", 0, THEME_ACCENT, PAPER);
	assert_readable("deep", 0, THEME_DEEP, PAPER);
}

static void no_two_verdicts_look_alike(void **state)
{
	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++)
		for (int k = i + 1; k < VERDICT_COUNT; k++)
			assert_int_not_equal(theme_verdict((enum verdict)i).solid,
					     theme_verdict((enum verdict)k).solid);
}

/* Zero is unknown, and unknown must not look like a pass. */
static void what_is_not_known_is_never_green(void **state)
{
	(void)state;
	assert_int_not_equal(theme_verdict(VERDICT_UNKNOWN).ink, theme_verdict(VERDICT_PASS).ink);
	assert_int_not_equal(theme_verdict(VERDICT_MANUAL).ink, theme_verdict(VERDICT_PASS).ink);
	assert_int_not_equal(theme_overall(OVERALL_INCONCLUSIVE).ink,
			     theme_overall(OVERALL_READY).ink);
	assert_int_not_equal(theme_class(CLASS_UNKNOWN).ink, theme_class(CLASS_OK).ink);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_that_of_wcag),
		cmocka_unit_test(every_ink_is_readable_on_its_ground),
		cmocka_unit_test(no_two_verdicts_look_alike),
		cmocka_unit_test(what_is_not_known_is_never_green),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
