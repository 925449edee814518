/* What other programs read and show of a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/str.h"
#include "report/canvas/canvas.h"
#include "tests/unit/fixture_canvas.h"
#include "tests/unit/fixture_font.h"
#include "tests/unit/fixture_range.h"

/* Lines that a reader gives back as they are; each needs a font that has it. */
static const char *const lines[] = {
	"M\u00FCller & S\u00F6hne GmbH \u2013 \u201CZa\u017C\u00F3\u0142\u0107\u201D ffi fl",
	"\u03A0\u03B1\u03C0\u03B1\u03B4\u03CC\u03C0\u03BF\u03C5\u03BB\u03BF\u03C2 \u0391.\u0395.",
	"\u041E\u041E\u041E \u00AB\u0420\u043E\u043C\u0430\u0448\u043A\u0430\u00BB \u0407\u0436",
	"Nguy\u1EC5n V\u0103n \u00C1nh, \u0110\u01B0\u1EDDng",
	"Nguye\u0302\u0303n in pieces",
	"\u682A\u5F0F\u4F1A\u793E\u5C71\u7530\u5546\u5E97 \u6DF1\u5733\u5E02",
	"\uD55C\uAD6D\uC804\uC790\uC8FC\uC2DD\uD68C\uC0AC",
	"\u0634\u0631\u0643\u0629 \u0645\u062D\u0645\u062F \u0644\u0627",
	"\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F",
	"\u05D7\u05D1\u05E8\u05EA \u05DB\u05D4\u05DF \u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD",
	"\u0E1A\u0E23\u0E34\u0E29\u0E31\u0E17 \u0E19\u0E49\u0E33\u0E17\u0E34\u0E1E\u0E22\u0E4C "
	"\u0E17\u0E33",
	"\u0939\u093F\u0928\u094D\u0926\u0940 \u0915\u092E\u094D\u092A\u0928\u0940 "
	"\u0930\u094D\u0915\u093F",
	"Launch \U0001F680 done \u2705",
	"U+20000: \U00020000 and \U0010FFFD",
	"\u0995\u09CB\u09AE\u09CD\u09AA\u09BE\u09A8\u09BF",
};

static void text_comes_out_as_it_went_in(void **state)
{
	struct str out = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		canvas_page(canvas, 400, 100);
		fixture_say(canvas, 50, lines[i]);
	}
	fixture_finish(canvas, "text.pdf", NULL);
	if (!fixture_run(&out, "pdftotext", "-layout -nopgbrk", "text.pdf"))
		skip();
	/* Marks of direction around right-to-left lines are the reader's own. */
	static const char *const marks[] = { "\u202A", "\u202B", "\u202C" };
	for (size_t i = 0; i < 3; i++)
		for (char *at; (at = strstr(out.data, marks[i])) != NULL;)
			memmove(at, at + 3, strlen(at + 3) + 1);
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		if (!strstr(out.data, lines[i]))
			fail_msg("'%s' is not in\n%s", lines[i], out.data);
	str_release(&out);
}

/* The picture of a page 200 by 100 points at one pixel a point, in grey. */
static bool picture(struct canvas *canvas, unsigned char out[100][200])
{
	struct str bytes = STR_INIT(STR_BODY);

	fixture_finish(canvas, "picture.pdf", NULL);
	bool made = fixture_run(&bytes, "pdftoppm", "-gray -r 72", "picture.pdf");
	if (made) {
		const char *header = "P5\n200 100\n255\n";
		assert_int_equal(bytes.length, strlen(header) + 20000);
		assert_memory_equal(bytes.data, header, strlen(header));
		memcpy(out, bytes.data + strlen(header), 20000);
	}
	str_release(&bytes);
	return made;
}

static void shapes_stand_where_they_belong(void **state)
{
	unsigned char grey[100][200];
	struct canvas *canvas = fixture_canvas();

	(void)state;
	canvas_page(canvas, 200, 100);
	canvas_rect(canvas, (struct canvas_box){ 10, 20, 30, 10 }, 0);
	canvas_rounded(canvas, (struct canvas_box){ 50, 20, 20, 20 }, 10, 0);
	canvas_ring(canvas, (struct canvas_point){ 100, 50 }, 20, 10, 0, 0.25, 0);
	canvas_clip(canvas, (struct canvas_box){ 130, 10, 10, 10 }, 0);
	canvas_rect(canvas, (struct canvas_box){ 120, 0, 40, 40 }, 0);
	canvas_clip_end(canvas);
	canvas_alpha(canvas, 0.5);
	canvas_rect(canvas, (struct canvas_box){ 170, 10, 20, 20 }, 0);
	if (!picture(canvas, grey))
		skip();
	const struct {
		int x, y, least, most;
	} cases[] = {
		{ 11, 21, 0, 0 },      { 38, 28, 0, 0 },      { 9, 25, 255, 255 },
		{ 25, 31, 255, 255 },  { 25, 18, 255, 255 },  { 60, 30, 0, 0 },
		{ 51, 21, 255, 255 },  { 68, 38, 255, 255 },  { 110, 39, 0, 20 },
		{ 90, 39, 255, 255 },  { 110, 61, 255, 255 }, { 103, 47, 255, 255 },
		{ 135, 15, 0, 0 },     { 125, 15, 255, 255 }, { 145, 15, 255, 255 },
		{ 180, 20, 120, 135 },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_within(grey[cases[i].y][cases[i].x], cases[i].least, cases[i].most);
}

static void a_gradient_runs_from_its_first_colour_to_its_second(void **state)
{
	const struct canvas_gradient gradient = { 0x000000, 0xFFFFFF, { 0, 0 }, { 1, 0 } };
	unsigned char grey[100][200];
	struct canvas *canvas = fixture_canvas();

	(void)state;
	canvas_page(canvas, 200, 100);
	canvas_gradient(canvas, (struct canvas_box){ 0, 0, 200, 50 }, 0, &gradient);
	if (!picture(canvas, grey))
		skip();
	assert_within(grey[25][2], 0, 10);
	assert_within(grey[25][100], 118, 138);
	assert_within(grey[25][197], 245, 255);
	assert_int_equal(grey[60][2], 255);
}

static size_t ink(unsigned char grey[100][200])
{
	size_t count = 0;

	for (int y = 0; y < 100; y++)
		for (int x = 0; x < 200; x++)
			count += grey[y][x] < 128;
	return count;
}

static void text_in_every_script_leaves_ink(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		unsigned char grey[100][200];
		struct canvas *canvas = fixture_canvas();
		canvas_page(canvas, 200, 100);
		fixture_say(canvas, 50, lines[i]);
		if (!picture(canvas, grey))
			skip();
		if (ink(grey) < 20)
			fail_msg("'%s' cannot be seen", lines[i]);
	}
}

/* Fonts are cut down to the glyphs that are drawn. */
static void a_page_in_every_script_is_small(void **state)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();

	(void)state;
	canvas_page(canvas, 400, 20 * (double)(COUNT_OF(lines)) + 40);
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		fixture_say(canvas, 20 * (double)(i + 1), lines[i]);
	fixture_finish(canvas, "small.pdf", &bytes);
	print_message("%zu bytes\n", bytes.length);
	assert_within(bytes.length, 10000, 60000);
	str_release(&bytes);
}

/* poppler says nothing about a font program it cannot use; only the picture does. */
static void cff_fonts_are_seen_and_read(void **state)
{
	const struct canvas_about about = { .title = "CFF" };
	const struct text_style style = { .size = 20 };

	(void)state;
	for (int by_cid = 0; by_cid < 2; by_cid++) {
		struct str out = STR_INIT(STR_BODY);
		unsigned char grey[100][200];
		struct error err = { "" };
		fixture_font_write(fixture_path("block.otf"), by_cid);
		fixture_fonts_only(fixture_folder);
		struct text_engine *blocks = text_engine_new(&err);
		fixture_fonts_back();
		assert_non_null(blocks);
		struct canvas *canvas = canvas_new(blocks, &about);
		canvas_page(canvas, 200, 100);
		canvas_text(canvas, 10, 50, &style, 0, TEXT_AUTO, "A BAz", 5);
		assert_int_equal(text_missing(blocks), 1);
		if (!picture(canvas, grey))
			skip();
		assert_true(fixture_run(&out, "pdftotext", "", "picture.pdf"));
		assert_non_null(strstr(str_text(&out), "A BAz"));
		/* The first A: from 12 to 20, from 14 above the line. */
		assert_int_equal(grey[40][16], 0);
		assert_int_equal(grey[34][16], 255);
		assert_int_equal(grey[40][25], 255); /* the blank */
		assert_int_equal(grey[48][36], 0);   /* B, half as high */
		assert_int_equal(grey[40][36], 255);
		assert_int_equal(grey[40][46], 0);
		/* What is missing is a box, though this font has nothing to draw it with. */
		assert_within(grey[49][55], 0, 160);
		assert_int_equal(grey[43][55], 255);
		text_engine_free(blocks);
		str_release(&out);
	}
	unlink(fixture_path("block.otf"));
}

/* More pages than a node of their tree holds, more objects than stand together: others find each.
 */
static void many_pages_are_all_found(void **state)
{
	static const size_t counts[] = { 1, 100, 101, 350 };
	const struct canvas_about about = { .title = "T", .language = "en" };

	(void)state;
	if (!fixture_engine)
		skip();
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct str out = STR_INIT(STR_BODY), said = STR_INIT(STR_BODY);
		struct canvas *canvas = canvas_new(fixture_engine, &about);
		char last[32];
		for (size_t page = 1; page <= counts[i]; page++) {
			(void)snprintf(last, sizeof last, "Page <%zu>", page);
			canvas_page(canvas, 400, 100);
			fixture_say(canvas, 50, last);
		}
		fixture_finish(canvas, "many.pdf", NULL);
		if (!fixture_run(&out, "qpdf", "--check", "many.pdf") ||
		    !fixture_run(&said, "pdftotext", "", "many.pdf"))
			skip();
		assert_non_null(strstr(str_text(&out), "No syntax or stream encoding errors"));
		size_t found = 0;
		for (const char *at = str_text(&said); (at = strstr(at, "Page <")) != NULL; at++)
			found++;
		assert_int_equal(found, counts[i]);
		assert_non_null(strstr(str_text(&said), last));
		str_release(&out);
		str_release(&said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_comes_out_as_it_went_in),
		cmocka_unit_test(shapes_stand_where_they_belong),
		cmocka_unit_test(a_gradient_runs_from_its_first_colour_to_its_second),
		cmocka_unit_test(text_in_every_script_leaves_ink),
		cmocka_unit_test(a_page_in_every_script_is_small),
		cmocka_unit_test(cff_fonts_are_seen_and_read),
		cmocka_unit_test(many_pages_are_all_found),
	};

	return cmocka_run_group_tests(tests, fixture_canvas_open, fixture_canvas_close);
}
