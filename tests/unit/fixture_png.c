#include "tests/unit/fixture_png.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"

#define SIGNATURE "\x89PNG\r\n\x1a\n"

const struct fixture_png fixture_png_kinds[] = {
	{ "grey, 1 bit", PNG_COLOR_TYPE_GRAY, 1, false, false },
	{ "grey, 2 bits, interlaced", PNG_COLOR_TYPE_GRAY, 2, true, false },
	{ "grey, 4 bits, transparent", PNG_COLOR_TYPE_GRAY, 4, false, true },
	{ "grey", PNG_COLOR_TYPE_GRAY, 8, false, false },
	{ "grey, 16 bits", PNG_COLOR_TYPE_GRAY, 16, false, false },
	{ "grey and alpha", PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, false },
	{ "grey and alpha, 16 bits, interlaced", PNG_COLOR_TYPE_GRAY_ALPHA, 16, true, false },
	{ "palette, 1 bit", PNG_COLOR_TYPE_PALETTE, 1, false, false },
	{ "palette, 4 bits, interlaced", PNG_COLOR_TYPE_PALETTE, 4, true, false },
	{ "palette, transparent", PNG_COLOR_TYPE_PALETTE, 8, false, true },
	{ "colour", PNG_COLOR_TYPE_RGB, 8, false, false },
	{ "colour, transparent", PNG_COLOR_TYPE_RGB, 8, false, true },
	{ "colour, 16 bits, interlaced", PNG_COLOR_TYPE_RGB, 16, true, false },
	{ "colour and alpha", PNG_COLOR_TYPE_RGB_ALPHA, 8, false, false },
	{ "colour and alpha, interlaced", PNG_COLOR_TYPE_RGB_ALPHA, 8, true, false },
	{ "colour and alpha, 16 bits", PNG_COLOR_TYPE_RGB_ALPHA, 16, false, false },
	{ .name = NULL },
};

void fixture_png_chunk(struct str *out, const char *type, const void *bytes, size_t size)
{
	const uint32_t sum = (uint32_t)crc32(crc32(0, (const Bytef *)type, 4), bytes, (uInt)size);
	const unsigned char length[4] = { (unsigned char)(size >> 24), (unsigned char)(size >> 16),
					  (unsigned char)(size >> 8), (unsigned char)size };
	const unsigned char crc[4] = { (unsigned char)(sum >> 24), (unsigned char)(sum >> 16),
				       (unsigned char)(sum >> 8), (unsigned char)sum };

	str_add(out, length, 4);
	str_add(out, type, 4);
	str_add(out, bytes, size);
	str_add(out, crc, 4);
}

static size_t channels(const struct fixture_png *kind)
{
	switch (kind->colour_type) {
	case PNG_COLOR_TYPE_GRAY_ALPHA:
		return 2;
	case PNG_COLOR_TYPE_RGB:
		return 3;
	case PNG_COLOR_TYPE_RGB_ALPHA:
		return 4;
	default:
		return 1;
	}
}

/* What stands in the file, in `depth` bits. */
static unsigned sample(const struct fixture_png *kind, size_t x, size_t y, size_t channel)
{
	const unsigned most = (1u << (kind->depth < 8 ? kind->depth : 8)) - 1;
	const unsigned value = (unsigned)(x * 19 + y * 41 + channel * 67) & most;

	return kind->depth == 16 ? value * 257 : value;
}

static png_color entry(size_t index)
{
	return (png_color){ (png_byte)(index * 7), (png_byte)(255 - index), (png_byte)(index * 3) };
}

static uint32_t eight_bits(const struct fixture_png *kind, unsigned value)
{
	return kind->depth == 16 ? value / 257 : value * 255u / ((1u << kind->depth) - 1);
}

uint32_t fixture_png_pixel(const struct fixture_png *kind, size_t x, size_t y)
{
	const size_t count = channels(kind);
	const unsigned first = sample(kind, x, y, 0);
	uint32_t grey = eight_bits(kind, first) * 0x01010100u, rgb = 0;
	bool clear = kind->transparent && first == sample(kind, 0, 0, 0);

	if (kind->colour_type == PNG_COLOR_TYPE_PALETTE) {
		const png_color colour = entry(first);
		return (uint32_t)colour.red << 24 | (uint32_t)colour.green << 16 |
		       (uint32_t)colour.blue << 8 | (clear ? 0 : 0xFF);
	}
	if (count < 3)
		return grey | (count == 2 ? eight_bits(kind, sample(kind, x, y, 1))
			       : clear	  ? 0u
					  : 0xFFu);
	for (size_t c = 0; c < 3; c++)
		rgb = rgb << 8 | eight_bits(kind, sample(kind, x, y, c));
	return rgb << 8 | (count == 4 ? eight_bits(kind, sample(kind, x, y, 3))
			   : clear    ? 0u
				      : 0xFFu);
}

static void to_str(png_structp png, png_bytep bytes, size_t size)
{
	str_add(png_get_io_ptr(png), bytes, size);
}

static void put_bits(unsigned char *row, size_t index, int depth, unsigned value)
{
	if (depth == 16) {
		row[2 * index] = (unsigned char)(value >> 8);
		row[2 * index + 1] = (unsigned char)value;
		return;
	}
	const size_t bit = index * (size_t)depth;
	row[bit / 8] |= (unsigned char)(value << (8 - depth - (int)(bit % 8)));
}

static void set_header(png_structp png, png_infop info, const struct fixture_png *kind)
{
	png_color palette[256];
	png_byte clear = 0;
	png_color_16 key = { .gray = (png_uint_16)sample(kind, 0, 0, 0),
			     .red = (png_uint_16)sample(kind, 0, 0, 0),
			     .green = (png_uint_16)sample(kind, 0, 0, 1),
			     .blue = (png_uint_16)sample(kind, 0, 0, 2) };

	png_set_IHDR(png, info, FIXTURE_PNG_WIDTH, FIXTURE_PNG_HEIGHT, kind->depth,
		     kind->colour_type, kind->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	for (size_t i = 0; i < 256; i++)
		palette[i] = entry(i);
	if (kind->colour_type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << kind->depth);
	if (kind->transparent)
		png_set_tRNS(png, info, &clear, 1, &key);
}

void fixture_png_write(struct str *out, const struct fixture_png *kind)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	unsigned char rows[FIXTURE_PNG_HEIGHT][FIXTURE_PNG_WIDTH * 8] = { { 0 } };
	png_bytep pointers[FIXTURE_PNG_HEIGHT];
	const size_t count = channels(kind);

	for (size_t y = 0; y < FIXTURE_PNG_HEIGHT; y++) {
		pointers[y] = rows[y];
		for (size_t i = 0; i < FIXTURE_PNG_WIDTH * count; i++)
			put_bits(rows[y], i, kind->depth, sample(kind, i / count, y, i % count));
	}
	png_set_write_fn(png, out, to_str, NULL);
	set_header(png, info, kind);
	png_write_info(png, info);
	png_write_image(png, pointers);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
}

void fixture_png_plain(struct str *out, size_t width, size_t height, uint32_t rgba)
{
	const unsigned char head[13] = { (unsigned char)(width >> 24),
					 (unsigned char)(width >> 16),
					 (unsigned char)(width >> 8),
					 (unsigned char)width,
					 (unsigned char)(height >> 24),
					 (unsigned char)(height >> 16),
					 (unsigned char)(height >> 8),
					 (unsigned char)height,
					 8,
					 PNG_COLOR_TYPE_RGB_ALPHA };
	const size_t size = height * (1 + 4 * width);
	uLongf packed = compressBound(size);
	unsigned char *rows = xcalloc(size, 1), *bytes = xmalloc(packed);

	for (size_t i = 0; i < height * width * 4; i++)
		rows[i / (4 * width) * (1 + 4 * width) + 1 + i % (4 * width)] =
			(unsigned char)(rgba >> (24 - 8 * (i % 4)));
	(void)compress2(bytes, &packed, rows, size, 9);
	str_add(out, SIGNATURE, 8);
	fixture_png_chunk(out, "IHDR", head, sizeof head);
	fixture_png_chunk(out, "IDAT", bytes, packed);
	fixture_png_chunk(out, "IEND", "", 0);
	free(rows);
	free(bytes);
}
