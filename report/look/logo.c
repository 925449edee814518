#include "report/look/logo.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/brand.h"

#define CHANNELS 4

/* Everything lives here, behind a pointer: libpng tells its faults by a long jump,
 * which would lose what is in registers. */
struct reader {
	png_structp png;
	png_infop info;
	const unsigned char *bytes;
	size_t size, at;
	bool is_short;
	struct logo logo;
	png_bytep *rows;
	char message[128]; /* libpng's own words */
	struct error *err;
};

static void on_error(png_structp png, png_const_charp message)
{
	struct reader *reader = png_get_error_ptr(png);

	(void)snprintf(reader->message, sizeof reader->message, "%s", message);
	png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}

static void give_bytes(png_structp png, png_bytep out, size_t size)
{
	struct reader *reader = png_get_io_ptr(png);

	if (size > reader->size - reader->at) {
		reader->is_short = true;
		png_error(png, "no more bytes");
	}
	memcpy(out, reader->bytes + reader->at, size);
	reader->at += size;
}

static int refuse(const struct reader *reader)
{
	if (reader->is_short)
		return error_set(reader->err, "a whole PNG, found one that is cut short");
	return error_set(reader->err, "a whole and valid PNG, found a damaged one (%s)",
			 reader->message);
}

static int check_size(struct reader *reader)
{
	const png_uint_32 width = png_get_image_width(reader->png, reader->info);
	const png_uint_32 height = png_get_image_height(reader->png, reader->info);

	if (width > LOGO_SIDE_MOST || height > LOGO_SIDE_MOST ||
	    (size_t)width * height > LOGO_PIXELS_MOST)
		return error_set(reader->err,
				 "a PNG of at most %u pixels a side and %zu in all, found one of "
				 "%u x %u",
				 LOGO_SIDE_MOST, LOGO_PIXELS_MOST, width, height);
	reader->logo.width = width;
	reader->logo.height = height;
	return 0;
}

/* Whatever it is, it becomes 8 bits of red, green, blue and alpha. */
static void set_transforms(const struct reader *reader)
{
	png_set_expand(reader->png);
	png_set_scale_16(reader->png);
	png_set_gray_to_rgb(reader->png);
	png_set_add_alpha(reader->png, 0xFF, PNG_FILLER_AFTER);
	(void)png_set_interlace_handling(reader->png);
	png_read_update_info(reader->png, reader->info);
}

/* libpng's simplified reader would be shorter, but mixes up the rows of interlaced
 * pictures of 16 bits (1.6.39, its issue 853). */
static int read_pixels(struct reader *reader)
{
	if (setjmp(png_jmpbuf(reader->png)))
		return refuse(reader);
	png_set_read_fn(reader->png, reader, give_bytes);
	png_set_chunk_malloc_max(reader->png, BRAND_LOGO_MOST);
	png_read_info(reader->png, reader->info);
	if (check_size(reader) != 0)
		return -1;
	set_transforms(reader);
	if (png_get_rowbytes(reader->png, reader->info) != reader->logo.width * CHANNELS)
		png_error(reader->png, "its rows have another length");
	reader->logo.pixels = xcalloc(reader->logo.width * reader->logo.height, CHANNELS);
	reader->rows = xcalloc(reader->logo.height, sizeof *reader->rows);
	for (size_t y = 0; y < reader->logo.height; y++)
		reader->rows[y] = reader->logo.pixels + y * reader->logo.width * CHANNELS;
	png_read_image(reader->png, reader->rows);
	png_read_end(reader->png, NULL);
	return 0;
}

static int decode(struct reader *reader)
{
	int result = -1;

	reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
	if (reader->png)
		reader->info = png_create_info_struct(reader->png);
	if (reader->info)
		result = read_pixels(reader);
	else
		error_set(reader->err, "a libpng that can be used");
	png_destroy_read_struct(&reader->png, &reader->info, NULL);
	free(reader->rows);
	return result;
}

int logo_decode(struct logo *logo, const unsigned char *bytes, size_t size, struct error *err)
{
	struct reader reader = { .bytes = bytes, .size = size, .err = err };

	if (size > BRAND_LOGO_MOST)
		return error_set(err, "a PNG of at most %zu bytes, found one of %zu",
				 BRAND_LOGO_MOST, size);
	if (size < 8 || png_sig_cmp(bytes, 0, 8) != 0)
		return error_set(err, "a PNG, found a file of another kind");
	if (decode(&reader) != 0) {
		logo_release(&reader.logo);
		return -1;
	}
	*logo = reader.logo;
	return 0;
}

void logo_release(struct logo *logo)
{
	free(logo->pixels);
	*logo = (struct logo)LOGO_INIT;
}

void logo_flatten(struct logo *logo, uint32_t ground)
{
	for (size_t i = 0; i < logo->width * logo->height; i++) {
		unsigned char *pixel = logo->pixels + i * CHANNELS;
		for (int c = 0; c < 3; c++) {
			const unsigned below = ground >> (16 - 8 * c) & 0xFF;
			const unsigned sum =
				pixel[c] * (unsigned)pixel[3] + below * (255u - pixel[3]);
			pixel[c] = (unsigned char)((sum + 127) / 255);
		}
		pixel[3] = 0xFF;
	}
}

int logo_encode(const struct logo *logo, struct str *out, struct error *err)
{
	png_image image = { .version = PNG_IMAGE_VERSION,
			    .width = (png_uint_32)logo->width,
			    .height = (png_uint_32)logo->height,
			    .format = PNG_FORMAT_RGBA };
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	void *memory = xmalloc(size);
	int result = -1;

	if (!png_image_write_to_memory(&image, memory, &size, 0, logo->pixels, 0, NULL))
		error_set(err, "the logo cannot be written: %s", image.message);
	else if (str_add(out, memory, size) == 0)
		result = 0;
	png_image_free(&image);
	free(memory);
	return result;
}

static uint32_t mean_colour(const struct logo *logo, bool edge_only)
{
	double sums[3] = { 0 }, weight = 0;
	uint32_t colour = 0;

	for (size_t i = 0; i < logo->width * logo->height; i++) {
		const unsigned char *pixel = logo->pixels + i * CHANNELS;
		const size_t x = i % logo->width, y = i / logo->width;
		if (edge_only && x && x + 1 < logo->width && y && y + 1 < logo->height)
			continue;
		for (size_t c = 0; c < 3; c++)
			sums[c] += pixel[c] * (double)pixel[3];
		weight += pixel[3];
	}
	for (size_t c = 0; c < 3; c++)
		colour = colour << 8 | (uint32_t)(weight > 0 ? lround(sums[c] / weight) : 0);
	return colour;
}

uint32_t logo_colour(const struct logo *logo)
{
	return mean_colour(logo, false);
}

uint32_t logo_edge_colour(const struct logo *logo)
{
	return mean_colour(logo, true);
}

bool logo_is_transparent(const struct logo *logo)
{
	for (size_t i = 0; i < logo->width * logo->height; i++)
		if (logo->pixels[i * CHANNELS + 3] < 0xFF)
			return true;
	return false;
}

void logo_fit(const struct logo *logo, double area, double most_width, double most_height,
	      double *width, double *height)
{
	double ratio = (double)logo->width / (double)logo->height;
	double w = fmin(sqrt(area * ratio), most_width);

	w = fmin(w, most_height * ratio);
	*width = w;
	*height = w / ratio;
}
