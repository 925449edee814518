#include "report/look/theme.h"

#include <math.h>

#include "audit/core/words.h"

static const struct theme_colour green = { 0x14663F, 0xE0F3E8, 0x1B8250 };
static const struct theme_colour red = { 0xA3202C, 0xFCE4E6, 0xD33F4B };
static const struct theme_colour amber = { 0x7A4D00, 0xFDF0D5, 0xC57F08 };
static const struct theme_colour violet = { 0x5A3A96, 0xEEE7FA, 0x855DD0 };
static const struct theme_colour blue = { 0x1D4F91, 0xE3EDFA, 0x3F73CC };
static const struct theme_colour grey = { 0x4A5568, 0xEDF0F5, 0x6B778D };

struct theme_colour theme_verdict(enum verdict verdict)
{
	TABLE(const struct theme_colour *const, colours, VERDICT_COUNT, [VERDICT_UNKNOWN] = &amber,
	      [VERDICT_PASS] = &green, [VERDICT_FAIL] = &red, [VERDICT_MANUAL] = &violet,
	      [VERDICT_NOTAPPLICABLE] = &grey, [VERDICT_INFORMATIONAL] = &blue);

	return *colours[verdict];
}

struct theme_colour theme_overall(enum overall verdict)
{
	TABLE(const struct theme_colour *const, colours,
	      OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = &amber, [OVERALL_READY] = &green,
	      [OVERALL_NOT_READY] = &red);

	return *colours[verdict];
}

struct theme_colour theme_class(enum permission_class class)
{
	TABLE(const struct theme_colour *const, colours, CLASS_COUNT, [CLASS_UNKNOWN] = &amber,
	      [CLASS_OK] = &green, [CLASS_MISSING] = &red, [CLASS_EXCESS] = &violet);

	return *colours[class];
}

struct theme_colour theme_severity(enum severity severity)
{
	TABLE(const struct theme_colour *const, colours, SEVERITY_COUNT, [SEVERITY_INFO] = &grey,
	      [SEVERITY_LOW] = &blue, [SEVERITY_MEDIUM] = &amber, [SEVERITY_HIGH] = &red);

	return *colours[severity];
}

/* Relative luminance, WCAG 2.1. */
static double channel(uint32_t colour, int shift)
{
	double value = (double)((colour >> shift) & 0xFF) / 255;

	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
	return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) +
	       0.0722 * channel(colour, 0);
}

double theme_contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

uint32_t theme_sign(uint32_t fill)
{
	return theme_contrast(0xFFFFFF, fill) >= theme_contrast(THEME_DEEP, fill) ? 0xFFFFFF
										  : THEME_DEEP;
}
