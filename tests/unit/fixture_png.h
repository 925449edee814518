/*
 * fixture_png - a PNG of any kind, in memory, for tests of logos: its pixels are
 * known, whatever way they are stored in.
 */
#ifndef TESTS_FIXTURE_PNG_H
#define TESTS_FIXTURE_PNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

struct fixture_png {
	const char *name;
	int colour_type; /* PNG_COLOR_TYPE_... */
	int depth;	 /* bits of a sample */
	bool interlaced;
	bool transparent; /* by a tRNS chunk: the first grey, colour or palette entry */
};

/* All that the standard allows, or one of everything; ends with a NULL name. */
extern const struct fixture_png fixture_png_kinds[];

#define FIXTURE_PNG_WIDTH 13u
#define FIXTURE_PNG_HEIGHT 9u

void fixture_png_write(struct str *out, const struct fixture_png *kind);
/* 0xRRGGBBAA of a pixel, as it shall be seen. */
uint32_t fixture_png_pixel(const struct fixture_png *kind, size_t x, size_t y);

/* Plain RGBA of any size and one colour. */
void fixture_png_plain(struct str *out, size_t width, size_t height, uint32_t rgba);
/* Writes its length, its checksum and itself. */
void fixture_png_chunk(struct str *out, const char *type, const void *bytes, size_t size);

#endif
