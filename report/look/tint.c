#include "report/look/tint.h"

#include <math.h>
#include <stdbool.h>

#include "report/look/theme.h"

/* Hue 0 to 6, saturation and lightness 0 to 1. */
struct hsl {
	double hue, saturation, lightness;
};

static double channel(uint32_t colour, int shift)
{
	return (double)((colour >> shift) & 0xFF) / 255;
}

static uint32_t pack(double red, double green, double blue)
{
	return (uint32_t)lround(red * 255) << 16 | (uint32_t)lround(green * 255) << 8 |
	       (uint32_t)lround(blue * 255);
}

uint32_t tint_mix(uint32_t a, uint32_t b, double share)
{
	double mixed[3];

	for (int i = 0; i < 3; i++) {
		double x = channel(a, 16 - 8 * i), y = channel(b, 16 - 8 * i);
		mixed[i] = x + (y - x) * share;
	}
	return pack(mixed[0], mixed[1], mixed[2]);
}

static struct hsl to_hsl(uint32_t colour)
{
	const double r = channel(colour, 16), g = channel(colour, 8), b = channel(colour, 0);
	const double most = fmax(r, fmax(g, b)), least = fmin(r, fmin(g, b));
	const double range = most - least;
	struct hsl out = { .lightness = (most + least) / 2 };

	if (!(range > 0))
		return out;
	out.saturation = range / (1 - fabs(most + least - 1));
	if (most <= r)
		out.hue = (g - b) / range + (g < b ? 6 : 0);
	else if (most <= g)
		out.hue = (b - r) / range + 2;
	else
		out.hue = (r - g) / range + 4;
	return out;
}

/* One channel of a hue, by where its own hue lies. */
static double of_hue(const struct hsl *hsl, double turn)
{
	const double k = fmod(turn + hsl->hue * 2, 12);
	const double a = hsl->saturation * fmin(hsl->lightness, 1 - hsl->lightness);

	return hsl->lightness - a * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
}

static uint32_t from_hsl(const struct hsl *hsl)
{
	return pack(of_hue(hsl, 0), of_hue(hsl, 8), of_hue(hsl, 4));
}

uint32_t tint_until(uint32_t colour, uint32_t ground, double ratio, double step)
{
	struct hsl hsl = to_hsl(colour);
	bool left = true;

	while (left && theme_contrast(colour, ground) < ratio) {
		hsl.lightness = fmin(fmax(hsl.lightness + step, 0), 1);
		left = hsl.lightness > 0 && hsl.lightness < 1;
		colour = from_hsl(&hsl);
	}
	return colour;
}
