/*
 * tint - colours made of colours: mixed, made lighter or darker. Pure; colours are
 * 0xRRGGBB.
 */
#ifndef REPORT_LOOK_TINT_H
#define REPORT_LOOK_TINT_H

#include <stdint.h>

/* `share` (0 to 1) of b in a, channel by channel: also what b of that alpha gives over a. */
uint32_t tint_mix(uint32_t a, uint32_t b, double share);

/* The same hue and saturation, lighter (step > 0) or darker, in small steps until the
 * contrast to `ground` is at least `ratio`, or white or black is reached. */
uint32_t tint_until(uint32_t colour, uint32_t ground, double ratio, double step);

#endif
