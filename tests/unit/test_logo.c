/* Logos: every kind of PNG comes out as it shall be seen, and nothing else comes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/brand.h"
#include "report/look/logo.h"
#include "tests/unit/fixture_png.h"

#define HEAD_END 33u /* signature and IHDR */

static int decode(struct logo *logo, const struct str *file, struct error *err)
{
	return logo_decode(logo, (const unsigned char *)file->data, file->length, err);
}

static uint32_t pixel(const struct logo *logo, size_t x, size_t y)
{
	const unsigned char *p = logo->pixels + 4 * (y * logo->width + x);

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void refused(const struct str *file, const char *words)
{
	struct logo logo = LOGO_INIT;
	struct error err = { .message = "" };

	assert_int_equal(decode(&logo, file, &err), -1);
	assert_null(logo.pixels);
	if (!strstr(err.message, words))
		fail_msg("'%s' does not hold '%s'", err.message, words);
}

static void every_kind_comes_out_as_it_is_seen(void **state)
{
	(void)state;
	for (const struct fixture_png *kind = fixture_png_kinds; kind->name; kind++) {
		struct str file = STR_INIT(STR_BODY);
		struct logo logo = LOGO_INIT;
		struct error err = { .message = "" };
		fixture_png_write(&file, kind);
		if (decode(&logo, &file, &err) != 0)
			fail_msg("%s: %s", kind->name, err.message);
		assert_int_equal(logo.width, FIXTURE_PNG_WIDTH);
		assert_int_equal(logo.height, FIXTURE_PNG_HEIGHT);
		for (size_t i = 0; i < logo.width * logo.height; i++) {
			size_t x = i % logo.width, y = i / logo.width;
			uint32_t found = pixel(&logo, x, y), wanted = fixture_png_pixel(kind, x, y);
			if (found != wanted)
				fail_msg("%s: %zu,%zu is %08X, not %08X", kind->name, x, y,
					 (unsigned)found, (unsigned)wanted);
		}
		logo_release(&logo);
		str_release(&file);
	}
}

/* libpng ends the program on some of these unless it is kept from it. */
static void a_file_that_is_cut_short_is_refused_wherever(void **state)
{
	(void)state;
	for (const struct fixture_png *kind = fixture_png_kinds; kind->name; kind++) {
		struct str file = STR_INIT(STR_BODY);
		fixture_png_write(&file, kind);
		for (size_t length = 0; length < file.length; length++) {
			struct str part = { .data = file.data, .length = length };
			refused(&part, length < 8 ? "a file of another kind" : "a whole");
		}
		str_release(&file);
	}
}

/* What becomes of a flipped bit depends on where; a crash it must never be. */
static void no_damage_ends_the_program(void **state)
{
	(void)state;
	for (const struct fixture_png *kind = fixture_png_kinds; kind->name; kind++) {
		struct str file = STR_INIT(STR_BODY);
		fixture_png_write(&file, kind);
		for (size_t i = 0; i < file.length * 8; i++) {
			struct logo logo = LOGO_INIT;
			struct error err = { .message = "" };
			file.data[i / 8] = (char)(file.data[i / 8] ^ (1 << i % 8));
			if (decode(&logo, &file, &err) != 0)
				assert_true(*err.message);
			logo_release(&logo);
			file.data[i / 8] = (char)(file.data[i / 8] ^ (1 << i % 8));
		}
		str_release(&file);
	}
}

static void pixels_with_a_wrong_checksum_are_refused(void **state)
{
	struct str file = STR_INIT(STR_BODY);

	(void)state;
	fixture_png_plain(&file, 20, 20, 0x112233FF);
	char *data = memmem(file.data, file.length, "IDAT", 4);
	assert_non_null(data);
	data[10] ^= 0x10;
	refused(&file, "a damaged one");
	str_release(&file);
}

static void another_kind_of_file_is_refused(void **state)
{
	static const char *const files[] = { "", "GIF89a", "\xFF\xD8\xFF\xE0 JFIF of some length",
					     "<svg xmlns='http://www.w3.org/2000/svg'/>" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct str file = STR_INIT(STR_BODY);
		str_puts(&file, files[i]);
		refused(&file, "a PNG, found a file of another kind");
		str_release(&file);
	}
}

/* The sizes are looked at before memory is taken: these files hold no pixels. */
static void a_huge_one_is_refused_by_its_head(void **state)
{
	static const struct {
		uint32_t width, height;
	} sizes[] = { { 4097, 1 }, { 1, 4097 }, { 4096, 1025 }, { 0x7FFFFFFF, 0x7FFFFFFF } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct str small = STR_INIT(STR_BODY), file = STR_INIT(STR_BODY);
		const uint32_t sides[] = { sizes[i].width, sizes[i].height };
		unsigned char head[13];
		fixture_png_plain(&small, 1, 1, 0xFF);
		memcpy(head, small.data + 16, sizeof head);
		for (size_t k = 0; k < 8; k++)
			head[k] = (unsigned char)(sides[k / 4] >> (24 - 8 * (k % 4)));
		str_add(&file, small.data, 8);
		fixture_png_chunk(&file, "IHDR", head, sizeof head);
		str_add(&file, small.data + HEAD_END, small.length - HEAD_END);
		refused(&file, sizes[i].width > 1000000 ? "a damaged one"
							: "at most 4096 pixels a side and 4194304");
		str_release(&small);
		str_release(&file);
	}
}

static void as_large_as_allowed_is_drawn(void **state)
{
	struct str file = STR_INIT(STR_BODY);
	struct logo logo = LOGO_INIT;
	struct error err = { .message = "" };

	(void)state;
	fixture_png_plain(&file, 4096, 1024, 0x336699FF);
	assert_int_equal(decode(&logo, &file, &err), 0);
	assert_int_equal(pixel(&logo, 4095, 1023), 0x336699FF);
	logo_release(&logo);
	str_clear(&file);
	char *bytes = xcalloc(BRAND_LOGO_MOST + 1, 1);
	struct str large = { .data = bytes, .length = BRAND_LOGO_MOST + 1 };
	refused(&large, "at most 2097152 bytes, found one of 2097153");
	free(bytes);
	str_release(&file);
}

static void what_is_written_anew_is_the_same_picture(void **state)
{
	struct str file = STR_INIT(STR_BODY), anew = STR_INIT(STR_BODY);
	struct logo logo = LOGO_INIT, again = LOGO_INIT;
	struct error err = { .message = "" };

	(void)state;
	fixture_png_write(&file, &fixture_png_kinds[6]);
	assert_int_equal(decode(&logo, &file, &err), 0);
	assert_int_equal(logo_encode(&logo, &anew, &err), 0);
	assert_int_equal(decode(&again, &anew, &err), 0);
	assert_int_equal(again.width, logo.width);
	assert_int_equal(again.height, logo.height);
	assert_memory_equal(again.pixels, logo.pixels, logo.width * logo.height * 4);
	assert_null(memmem(anew.data, anew.length, "pHYs", 4));
	logo_release(&logo);
	logo_release(&again);
	logo_release(&again);
	str_release(&file);
	str_release(&anew);
}

static void its_colours_are_those_that_are_seen(void **state)
{
	unsigned char pixels[] = { 255, 255, 255, 0, 255, 255, 255, 0,	 255, 255, 255, 0,
				   255, 255, 255, 0, 16,  32,  64,  255, 255, 255, 255, 0,
				   255, 255, 255, 0, 255, 255, 255, 0,	 32,  64,  128, 255 };
	struct logo logo = { pixels, 3, 3 };

	(void)state;
	assert_int_equal(logo_colour(&logo), 0x183060);
	assert_int_equal(logo_edge_colour(&logo), 0x204080);
	assert_true(logo_is_transparent(&logo));
	logo_flatten(&logo, 0xA0B0C0);
	assert_false(logo_is_transparent(&logo));
	assert_int_equal(pixel(&logo, 0, 0), 0xA0B0C0FF);
	assert_int_equal(pixel(&logo, 1, 1), 0x102040FF);
}

static void any_shape_fits_and_keeps_its_proportions(void **state)
{
	static const struct {
		size_t width, height;
	} shapes[] = {
		{ 100, 100 }, { 4096, 1 }, { 1, 4096 }, { 500, 120 }, { 120, 500 }, { 1, 1 }
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		const struct logo logo = { NULL, shapes[i].width, shapes[i].height };
		double width = 0, height = 0;
		logo_fit(&logo, 6000, 200, 70, &width, &height);
		assert_true(width > 0 && width <= 200.001 && height > 0 && height <= 70.001);
		assert_true(width * height <= 6000.001);
		double ratio = width / height * (double)logo.height / (double)logo.width;
		assert_true(ratio > 0.999 && ratio < 1.001);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_comes_out_as_it_is_seen),
		cmocka_unit_test(a_file_that_is_cut_short_is_refused_wherever),
		cmocka_unit_test(no_damage_ends_the_program),
		cmocka_unit_test(pixels_with_a_wrong_checksum_are_refused),
		cmocka_unit_test(another_kind_of_file_is_refused),
		cmocka_unit_test(a_huge_one_is_refused_by_its_head),
		cmocka_unit_test(as_large_as_allowed_is_drawn),
		cmocka_unit_test(what_is_written_anew_is_the_same_picture),
		cmocka_unit_test(its_colours_are_those_that_are_seen),
		cmocka_unit_test(any_shape_fits_and_keeps_its_proportions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
