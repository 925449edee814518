/* The text of a line can be read back from its glyphs, in every script. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "report/text/shape.h"

static struct text_engine *engine;

static int open_engine(void **state)
{
	struct error err = { "" };

	(void)state;
	engine = text_engine_new(&err);
	if (!engine)
		print_message("%s\n", err.message);
	return 0;
}

static int close_engine(void **state)
{
	(void)state;
	text_engine_free(engine);
	return 0;
}

static void need_engine(void)
{
	if (!engine)
		skip();
}

static const struct text_shaped *shape(const char *text)
{
	return text_shape(engine, TEXT_REGULAR, TEXT_AUTO, text, strlen(text));
}

static const char *const lines[] = {
	"M\u00FCller & S\u00F6hne GmbH \u2013 \u201CZa\u017C\u00F3\u0142\u0107\u201D ffi fl AVAWA",
	"\u03A0\u03B1\u03C0\u03B1\u03B4\u03CC\u03C0\u03BF\u03C5\u03BB\u03BF\u03C2 \u0391.\u0395.",
	"\u041E\u041E\u041E \u00AB\u0420\u043E\u043C\u0430\u0448\u043A\u0430\u00BB",
	"Nguy\u1EC5n V\u0103n \u00C1nh",
	"Nguye\u0302\u0303n Va\u0306n A\u0301nh",
	"\u682A\u5F0F\u4F1A\u793E\u5C71\u7530\u5546\u5E97 \u30C7\u30FC\u30BF",
	"\uD55C\uAD6D\uC804\uC790",
	"\u0634\u0631\u0643\u0629 \u0645\u062D\u0645\u062F \u0644\u0627",
	"\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F",
	"\u05D7\u05D1\u05E8\u05EA \u05DB\u05D4\u05DF \u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD",
	"\u0E1A\u0E23\u0E34\u0E29\u0E31\u0E17 \u0E19\u0E49\u0E33 \u0E17\u0E33",
	"\u0939\u093F\u0928\u094D\u0926\u0940 \u0930\u094D\u0915\u093F \u0915\u094D\u0937",
	"\U0001F600 \U0001F680 \u2764\uFE0F \U0001F44D\U0001F3FD",
	"\U00020000 \U0001D518",
	"Acme (\u0634\u0631\u0643\u0629) and \u05DB\u05D4\u05DF Ltd. 5%",
	"a\xFFz",
};

/* Every byte is shown by exactly one glyph or span, in the order of the text from the
 * left, and from the right where it runs backward. */
static void every_byte_is_shown_once(void **state)
{
	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		const struct text_shaped *shaped = shape(lines[i]);
		unsigned char seen[512] = { 0 };
		for (size_t k = 0; k < shaped->count; k++)
			for (size_t b = 0; b < shaped->glyphs[k].length; b++)
				seen[shaped->glyphs[k].text + b]++;
		for (size_t b = 0; b < strlen(lines[i]); b++)
			if (seen[b] != 1)
				fail_msg("line %zu, byte %zu is shown %d times", i, b, seen[b]);
	}
}

static void forward_text_reads_in_order(void **state)
{
	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		const struct text_shaped *shaped = shape(lines[i]);
		size_t at = 0;
		for (size_t k = 0; k < shaped->count && !shaped->glyphs[k].backward; k++) {
			if (!shaped->glyphs[k].length)
				continue;
			assert_int_equal(shaped->glyphs[k].text, at);
			at += shaped->glyphs[k].length;
		}
	}
}

static void backward_text_starts_at_the_right(void **state)
{
	const struct text_shaped *shaped = NULL;

	(void)state;
	need_engine();
	shaped = shape("\u05D7\u05D1\u05E8\u05EA");
	assert_int_equal(shaped->count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(shaped->glyphs[i].backward);
		assert_int_equal(shaped->glyphs[i].text, 2 * (3 - i));
	}
}

static void the_paragraph_decides_where_signs_go(void **state)
{
	const char *text = "abc.";
	const struct text_shaped *shaped = NULL;

	(void)state;
	need_engine();
	shaped = text_shape(engine, TEXT_REGULAR, TEXT_LEFT_TO_RIGHT, text, 4);
	assert_int_equal(shaped->glyphs[3].text, 3);
	shaped = text_shape(engine, TEXT_REGULAR, TEXT_RIGHT_TO_LEFT, text, 4);
	assert_int_equal(shaped->glyphs[0].text, 3);
	assert_int_equal(shaped->glyphs[1].text, 0);
}

/* In a sentence from left to right each name stands before its own number. */
static void a_number_in_brackets_stays_behind_its_name(void **state)
{
	const char *text = "a: \u05D0\u05D1 (12); \u05D2\u05D3 (34)";
	const struct text_shaped *shaped = NULL;
	size_t name[2] = { 0 }, number[2] = { 0 };

	(void)state;
	need_engine();
	shaped = text_shape(engine, TEXT_REGULAR, TEXT_LEFT_TO_RIGHT, text, strlen(text));
	for (size_t i = 0; i < shaped->count; i++) {
		const uint32_t at = shaped->glyphs[i].text;
		name[0] = at == 3 ? i : name[0];
		number[0] = text[at] == '1' ? i : number[0];
		name[1] = at == strcspn(text, ";") + 2 ? i : name[1];
		number[1] = text[at] == '3' ? i : number[1];
	}
	assert_true(name[0] < number[0] && number[0] < name[1] && name[1] < number[1]);
	assert_false(shaped->glyphs[number[0]].backward);
}

static void control_characters_leave_no_glyph(void **state)
{
	(void)state;
	need_engine();
	assert_int_equal(shape("a\x01\n\u200Bb\u200E")->count, 2);
	assert_int_equal(shape("")->count, 0);
	assert_float_equal(shape("")->width, 0, 0);
	assert_int_equal(shape("a\tb")->count, 3);
}

static void a_missing_character_is_counted_with_its_marks_as_one(void **state)
{
	(void)state;
	need_engine();
	/* Nobody draws noncharacters and the last private plane. */
	assert_int_equal(shape("\U0010FFFD\u0301 x")->missing, 1);
	assert_int_equal(shape("\U0010FFFD\U0010FFFC")->missing, 2);
	assert_true(shape("\U0010FFFD")->width > 0.2);
	assert_int_equal(shape("plain")->missing, 0);
}

static void the_same_text_gives_the_same_glyphs_again(void **state)
{
	struct text_shaped first;
	struct text_glyph copy[64];

	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		first = *shape(lines[i]);
		assert_true(first.count <= 64);
		memcpy(copy, first.glyphs, first.count * sizeof *copy);
		/* Others in between, so that it is shaped anew for some. */
		for (size_t k = 0; k < 6000; k++) {
			char other[16];
			(void)snprintf(other, sizeof other, "%zu", k);
			shape(other);
		}
		const struct text_shaped *again = shape(lines[i]);
		assert_int_equal(again->count, first.count);
		assert_memory_equal(again->glyphs, copy, first.count * sizeof *copy);
		assert_true(again->width == first.width);
	}
}

static void width_grows_with_size_and_weight(void **state)
{
	const struct text_style regular = { .size = 10 }, large = { .size = 20 };
	const struct text_style bold = { .size = 10, .weight = TEXT_BOLD };

	(void)state;
	need_engine();
	double width = text_width(engine, &regular, "Requirement", 11);
	assert_true(width > 30 && width < 90);
	assert_float_equal(text_width(engine, &large, "Requirement", 11), (width * 2), 1e-3);
	if (text_shape(engine, TEXT_BOLD, TEXT_AUTO, "R", 1)->glyphs[0].font ==
	    shape("R")->glyphs[0].font) {
		print_message("needs a family with a bold face, such as 'Open Sans'\n");
		skip();
	}
	assert_true(text_width(engine, &bold, "Requirement", 11) > width);
}

static void paragraphs_know_their_direction(void **state)
{
	static const struct {
		const char *text;
		bool right_to_left;
	} cases[] = {
		{ "", false },
		{ "abc", false },
		{ "123", false },
		{ "(\u05D0)", true },
		{ "1. \u0634", true },
		{ "a \u0634", false },
		{ "\u0634 a", false },
		{ "\U0001E900", true },
		{ "\u0634 a \u0634.", true },
		{ "\u05D0: is a Global Admin", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(text_is_right_to_left(cases[i].text, strlen(cases[i].text)),
				 cases[i].right_to_left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_is_shown_once),
		cmocka_unit_test(forward_text_reads_in_order),
		cmocka_unit_test(backward_text_starts_at_the_right),
		cmocka_unit_test(the_paragraph_decides_where_signs_go),
		cmocka_unit_test(a_number_in_brackets_stays_behind_its_name),
		cmocka_unit_test(control_characters_leave_no_glyph),
		cmocka_unit_test(a_missing_character_is_counted_with_its_marks_as_one),
		cmocka_unit_test(the_same_text_gives_the_same_glyphs_again),
		cmocka_unit_test(width_grows_with_size_and_weight),
		cmocka_unit_test(paragraphs_know_their_direction),
	};

	return cmocka_run_group_tests(tests, open_engine, close_engine);
}
