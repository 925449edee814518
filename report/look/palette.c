#include "report/look/palette.h"

#include <math.h>

#include "audit/core/array.h"
#include "report/look/logo.h"
#include "report/look/theme.h"
#include "report/look/tint.h"

#define WHITE 0xFFFFFFu
#define BLACK 0x000000u
#define NIGHT 0x0D1220u /* text on a pale brand */
#define SHADE 0x070B17u /* what a deep ground fades to */
#define STEP 0.005
#define VISIBLE 3.0 /* of a shape, WCAG 1.4.11 */
#define RING_ALPHA 0.075
#define MADE_FOR_PAPER                                                                             \
	2.0 /* the least contrast to white of a logo that is not for dark grounds                  \
	     */

/* How far along the gradient text stands at most, and over how many circles; once
 * below the title, once at the right of it, where the circles lie. */
static const struct {
	double along;
	int circles;
} spots[] = { { 1, 0 }, { 0.83, 2 }, { 0.64, 4 } };

static const struct palette neutral = {
	.cover_from = 0x0B1738,
	.cover_to = 0x1B5CA8,
	.cover_ink = WHITE,
	.cover_soft = 0xE1E9F5,
	.ring = WHITE,
	.ring_alpha = 0.065,
	.mark = 0xF0A024,
	.mark_ink = THEME_DEEP,
	.accent = THEME_ACCENT,
	.wash = 0xE7EEF8,
	.head = 0x1D3461,
	.head_ink = WHITE,
	.title = THEME_DEEP,
};

static bool reads(uint32_t text, uint32_t ground)
{
	return theme_contrast(text, ground) >= PALETTE_CONTRAST;
}

/* Small text stands where at most two circles are. */
static bool reads_on_cover(const struct palette *palette, uint32_t text, int most)
{
	for (size_t i = 0; i < COUNT_OF(spots); i++) {
		uint32_t ground = tint_mix(palette->cover_from, palette->cover_to, spots[i].along);
		for (int n = 0; n < spots[i].circles && n < most; n++)
			ground = tint_mix(ground, palette->ring, palette->ring_alpha);
		if (!reads(text, ground))
			return false;
	}
	return true;
}

static void set_cover(struct palette *palette, uint32_t primary)
{
	const bool is_deep = reads(WHITE, primary);
	double soft = 0.25;

	palette->cover_to = primary;
	palette->cover_from =
		is_deep ? tint_mix(primary, SHADE, 0.62) : tint_mix(primary, WHITE, 0.62);
	palette->cover_ink = is_deep ? WHITE : NIGHT;
	/* White circles show on all but the palest. */
	palette->ring = is_deep || theme_contrast(primary, WHITE) > 1.6
				? WHITE
				: tint_mix(primary, NIGHT, 0.5);
	palette->ring_alpha = is_deep ? RING_ALPHA : palette->ring == WHITE ? 0.2 : 0.05;
	while (palette->ring_alpha > 0.001 && !reads_on_cover(palette, palette->cover_ink, 4))
		palette->ring_alpha -= 0.0025;
	palette->ring_alpha = fmax(palette->ring_alpha, 0);
	do {
		palette->cover_soft = tint_mix(palette->cover_ink, primary, soft);
		soft -= 0.05;
	} while (soft > -0.01 && !reads_on_cover(palette, palette->cover_soft, 2));
	palette->head = primary;
	palette->head_ink = palette->cover_ink;
}

static void set_accent(struct palette *palette, uint32_t accent)
{
	const bool is_deep = palette->cover_ink == WHITE;
	double pale = 0.88;

	palette->accent = accent;
	palette->title = accent;
	do {
		palette->wash = tint_mix(accent, WHITE, pale);
		pale += 0.02;
	} while (pale < 1.01 && !reads(accent, palette->wash));
	/* Lighter than all of a deep ground, darker than all of a pale one. */
	const uint32_t beyond = is_deep ? BLACK : WHITE;
	palette->mark =
		tint_until(accent, beyond, VISIBLE * theme_contrast(palette->cover_to, beyond),
			   is_deep ? STEP : -STEP);
	palette->mark_ink = theme_contrast(WHITE, palette->mark) >= VISIBLE ? WHITE : NIGHT;
}

struct palette palette_of(const struct brand *brand)
{
	struct palette palette = neutral;

	if (!brand || (!brand->primary.given && !brand->accent.given))
		return palette;
	uint32_t primary = brand->primary.given ? brand->primary.value : brand->accent.value;
	uint32_t accent = brand->accent.value;
	if (!brand->accent.given)
		accent = tint_until(primary, THEME_TINT, PALETTE_CONTRAST, -STEP);
	set_cover(&palette, primary);
	set_accent(&palette, accent);
	return palette;
}

static double cut(double ratio)
{
	return floor(ratio * 100) / 100;
}

static bool fails_as_ground(uint32_t colour, struct palette_fault *fault)
{
	const bool white_is_better = theme_contrast(WHITE, colour) > theme_contrast(NIGHT, colour);
	const uint32_t text = white_is_better ? WHITE : NIGHT;

	if (reads(text, colour))
		return false;
	*fault = (struct palette_fault){ .pair = "the ground of the cover's text",
					 .other = text,
					 .ratio = cut(theme_contrast(text, colour)),
					 .instead = tint_until(colour, text, PALETTE_CONTRAST,
							       white_is_better ? -STEP : STEP) };
	return true;
}

static bool fails_as_text(uint32_t colour, struct palette_fault *fault)
{
	static const struct {
		const char *pair;
		uint32_t ground;
	} grounds[] = {
		{ "text on paper", WHITE },
		{ "text on a tinted row", THEME_TINT },
	};

	for (size_t i = 0; i < COUNT_OF(grounds); i++) {
		if (reads(colour, grounds[i].ground))
			continue;
		*fault = (struct palette_fault){
			.pair = grounds[i].pair,
			.other = grounds[i].ground,
			.ratio = cut(theme_contrast(colour, grounds[i].ground)),
			/* The darkest ground, so that it passes all. */
			.instead = tint_until(colour, THEME_TINT, PALETTE_CONTRAST, -STEP),
		};
		return true;
	}
	return false;
}

bool palette_fault(enum palette_role role, uint32_t colour, struct palette_fault *fault)
{
	return role == PALETTE_PRIMARY ? fails_as_ground(colour, fault)
				       : fails_as_text(colour, fault);
}

int64_t palette_plate(const struct palette *palette, const struct logo *logo, uint32_t ground)
{
	const uint32_t colour = logo_colour(logo);

	if (!logo_is_transparent(logo))
		return logo_edge_colour(logo);
	if (theme_contrast(colour, WHITE) >= MADE_FOR_PAPER)
		return ground == WHITE ? -1 : (int64_t)WHITE;
	if (theme_contrast(colour, ground) >= VISIBLE)
		return -1;
	return palette->cover_ink == WHITE ? palette->cover_to : THEME_DEEP;
}
