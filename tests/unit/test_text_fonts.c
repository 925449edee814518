/* Fonts are found, missing ones cost a box and a count, none at all is an error that
 * helps. Where it matters, the only font is one made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "report/text/font.h"
#include "report/text/shape.h"
#include "tests/unit/fixture_font.h"

static char folder[] = "/tmp/test-fonts-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static void without_fonts_the_error_names_a_package(void **state)
{
	struct error err = { "" };

	(void)state;
	fixture_fonts_only(folder);
	assert_null(text_engine_new(&err));
	fixture_fonts_back();
	assert_non_null(strstr(err.message, "fonts-open-sans"));
}

static void any_font_that_writes_letters_will_do(void **state)
{
	const struct text_style style = { .size = 10 };
	struct error err = { "" };
	char path[256];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/block.otf", folder);
	fixture_font_write(path, false);
	fixture_fonts_only(folder);
	struct text_engine *engine = text_engine_new(&err);
	fixture_fonts_back();
	assert_non_null(engine);
	assert_float_equal(text_width(engine, &style, "AB A", 4), 20, 1e-9);
	const struct text_shaped *shaped = text_shape(engine, TEXT_REGULAR, TEXT_AUTO, "AB", 2);
	const struct text_font *font = text_engine_font(engine, shaped->glyphs[0].font);
	assert_string_equal(font->path, path);
	assert_int_equal(shaped->glyphs[1].font, shaped->glyphs[0].font);
	assert_int_equal(font->units, 1000);
	assert_int_equal(font->ascent, 800);
	assert_int_equal(font->descent, 200);
	assert_int_equal(font->cap_height, 700);
	text_engine_free(engine);
	unlink(path);
}

static void what_no_font_has_becomes_boxes_that_keep_their_text(void **state)
{
	const char *text = "A漢字B";
	struct error err = { "" };
	char path[256];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/block.otf", folder);
	fixture_font_write(path, true);
	fixture_fonts_only(folder);
	struct text_engine *engine = text_engine_new(&err);
	fixture_fonts_back();
	assert_non_null(engine);
	const struct text_shaped *shaped =
		text_shape(engine, TEXT_BOLD, TEXT_AUTO, text, strlen(text));
	assert_int_equal(shaped->missing, 2);
	assert_int_equal(shaped->count, 4);
	assert_int_equal(shaped->glyphs[1].text, 1);
	assert_int_equal(shaped->glyphs[1].length, 3);
	assert_int_equal(shaped->glyphs[2].text, 4);
	assert_true(shaped->glyphs[2].advance > 0);
	/* Counted when drawn, not when measured. */
	assert_int_equal(text_missing(engine), 0);
	text_engine_free(engine);
	unlink(path);
}

static void two_engines_live_side_by_side(void **state)
{
	const struct text_style style = { .size = 12 };
	struct error err = { "" };

	(void)state;
	struct text_engine *first = text_engine_new(&err), *second = text_engine_new(&err);
	if (!first || !second) {
		print_message("needs a font that writes letters; none is installed\n");
		text_engine_free(first);
		text_engine_free(second);
		skip();
	}
	double width = text_width(first, &style, "Report", 6);
	text_engine_free(first);
	assert_float_equal(text_width(second, &style, "Report", 6), width, 0);
	text_engine_free(second);
}

/* The name of the font that the first character of a text is drawn with. */
static const char *font_of(struct text_engine *engine, const char *text)
{
	const struct text_shaped *shaped =
		text_shape(engine, TEXT_REGULAR, TEXT_AUTO, text, strlen(text));

	return text_engine_font(engine, shaped->glyphs[0].font)->name;
}

/* An arrow of a Chinese font is thinner than letters, and stands lower. */
static void arrows_come_from_a_latin_font(void **state)
{
	struct error err = { "" };
	struct text_engine *engine = text_engine_new(&err);

	(void)state;
	assert_non_null(engine);
	assert_string_equal(font_of(engine, "\u2192"), "DejaVuSans");
	assert_memory_equal(font_of(engine, "\u2265"), "OpenSans", strlen("OpenSans"));
	/* What reads from right to left keeps its own. */
	assert_memory_equal(font_of(engine, "\u0634"), "NotoSansArabic", strlen("NotoSansArabic"));
	text_engine_free(engine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrows_come_from_a_latin_font), /* before others lay fonts out */
		cmocka_unit_test(without_fonts_the_error_names_a_package),
		cmocka_unit_test(any_font_that_writes_letters_will_do),
		cmocka_unit_test(what_no_font_has_becomes_boxes_that_keep_their_text),
		cmocka_unit_test(two_engines_live_side_by_side),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
