/*
 * logo - the picture of a brand, by libpng: any PNG (palette, grey, 16 bits,
 * interlaced, with or without alpha) becomes rows of 8-bit RGBA, not
 * premultiplied.
 *
 * What it may take is known from the file's head before memory is taken.
 */
#ifndef REPORT_LOOK_LOGO_H
#define REPORT_LOOK_LOGO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct str;

#define LOGO_SIDE_MOST 4096u
#define LOGO_PIXELS_MOST ((size_t)4 << 20)

struct logo {
	unsigned char *pixels; /* 4 bytes each, rows from the top */
	size_t width, height;
};

#define LOGO_INIT                                                                                  \
	{                                                                                          \
		.pixels = NULL                                                                     \
	}

/* `err` says what is wrong with the file: "a whole PNG, found one that is cut short". */
int logo_decode(struct logo *logo, const unsigned char *bytes, size_t size, struct error *err);
void logo_release(struct logo *logo); /* safe to call twice */

/* What shines through becomes this colour. */
void logo_flatten(struct logo *logo, uint32_t ground);

/* Written anew, with nothing but the pixels: no text, no resolution. */
int logo_encode(const struct logo *logo, struct str *out, struct error *err);

/* The mean colour of what is to be seen of it, weighted by its alpha. */
uint32_t logo_colour(const struct logo *logo);
/* The same of its outermost pixels. */
uint32_t logo_edge_colour(const struct logo *logo);
/* Whether anything shines through. */
bool logo_is_transparent(const struct logo *logo);

/* The largest size that keeps the picture's proportions, for logos of any shape to
 * look alike: about the same area, within the box. */
void logo_fit(const struct logo *logo, double area, double most_width, double most_height,
	      double *width, double *height);

#endif
