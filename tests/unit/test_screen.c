/* Paragraphs for a terminal: its width kept, whatever the script; never steered by a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/character.h"
#include "audit/core/screen.h"
#include "audit/core/text.h"

static struct screen of_width(size_t width, bool colour)
{
	const struct terminal terminal = { .present = true, .colour = colour, .width = width };

	return (struct screen)SCREEN_INIT(terminal);
}

static void assert_shown(struct screen *screen, const char *wanted)
{
	assert_string_equal(str_text(&screen->out), wanted);
	str_release(&screen->out);
}

static void lines_are_broken_between_words(void **state)
{
	struct screen screen = of_width(20, false);

	(void)state;
	screen_say(&screen, SCREEN_PLAIN, 0, "The token belongs to nobody any more.");
	assert_shown(&screen, "The token belongs to\nnobody any more.\n");
}

static void later_lines_stand_at_the_indent(void **state)
{
	struct screen screen = of_width(20, false);

	(void)state;
	screen_begin(&screen, 1, 4);
	screen_put(&screen, SCREEN_PLAIN, "1");
	screen_tab(&screen, 4);
	screen_put(&screen, SCREEN_PLAIN, "Replace the token");
	screen_put(&screen, SCREEN_PLAIN, " · JC-2.2,");
	screen_put(&screen, SCREEN_PLAIN, " JC-2.3");
	screen_end(&screen);
	assert_shown(&screen, " 1  Replace the\n    token · JC-2.2,\n    JC-2.3\n");
}

static void a_tab_that_is_passed_begins_a_line(void **state)
{
	struct screen screen = of_width(40, false);

	(void)state;
	screen_begin(&screen, 0, 10);
	screen_put(&screen, SCREEN_PLAIN, "A long name");
	screen_tab(&screen, 10);
	screen_put(&screen, SCREEN_PLAIN, "text");
	screen_end(&screen);
	assert_shown(&screen, "A long name\n          text\n");
}

static void a_word_longer_than_a_line_is_broken(void **state)
{
	struct screen screen = of_width(20, false);

	(void)state;
	screen_say(&screen, SCREEN_PLAIN, 2, "a https://vendor.example/prepare?a=1");
	assert_shown(&screen, "  a\n  https://vendor.exa\n  mple/prepare?a=1\n");
}

static void a_pipe_has_no_width_and_no_colour(void **state)
{
	struct screen screen = SCREEN_INIT((struct terminal){ .present = false });
	char text[2001], wanted[2002];

	(void)state;
	for (size_t i = 0; i < 2000; i++)
		text[i] = i % 7 == 6 ? ' ' : 'x';
	text[2000] = '\0';
	memcpy(wanted, text, 2000);
	memcpy(wanted + 2000, "\n", 2);
	screen_say(&screen, SCREEN_BAD, 0, text);
	assert_shown(&screen, wanted);
}

static void colour_ends_where_its_text_ends(void **state)
{
	struct screen screen = of_width(40, true);

	(void)state;
	screen_begin(&screen, 0, 0);
	screen_put(&screen, SCREEN_BAD, "Not ready");
	screen_put(&screen, SCREEN_PLAIN, ": why");
	screen_end(&screen);
	assert_shown(&screen, "\033[1;31mNot ready\033[0m: why\n");
}

static void scripts_without_spaces_are_broken_at_their_width(void **state)
{
	struct screen screen = of_width(20, false);

	(void)state;
	/* Two columns each: ten fit. */
	screen_say(&screen, SCREEN_PLAIN, 0, "株式会社山田電機工業所有限公司");
	assert_shown(&screen, "株式会社山田電機工業\n所有限公司\n");
}

static size_t columns_of(const char *text)
{
	const size_t length = strlen(text);
	size_t columns = 0;

	for (size_t at = 0; at < length;)
		columns += character_columns(text_next(text, length, &at));
	return columns;
}

static void columns_are_those_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		size_t columns;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "é", 1 },
		{ "e\xCC\x81", 1 },
		{ "日本", 4 },
		{ "ｱ", 1 },
		{ "Ａ", 2 },
		{ "한국", 4 },
		{ "\xE2\x80\x8D", 0 } /* a joiner */,
		{ "😀", 2 },
		{ "דנה", 3 },
		{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 } /* a syllable of three letters */,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(columns_of(cases[i].text), cases[i].columns);
}

static void no_text_steers_the_terminal(void **state)
{
	static const char *const texts[] = {
		"\033[2Jgone",
		"a\rb",
		"a\nb",
		"\x9b"
		"31m",
		"\xC2\x9B"
		"31m",
		"\xE2\x80\xAE"
		"txt.exe",
		"\033]0;title\007",
		"\x7f",
		"\b\b\bxx",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct screen screen = of_width(40, false);
		screen_say(&screen, SCREEN_PLAIN, 0, texts[i]);
		const char *shown = str_text(&screen.out);
		const size_t length = screen.out.length;
		for (size_t at = 0; at + 1 < length; at++)
			assert_true((unsigned char)shown[at] >= ' ' && shown[at] != 0x7F);
		assert_int_equal(shown[length - 1], '\n');
		assert_null(strstr(shown, "\xC2\x9B"));
		assert_null(strstr(shown, "\xE2\x80\xAE"));
		str_release(&screen.out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_broken_between_words),
		cmocka_unit_test(later_lines_stand_at_the_indent),
		cmocka_unit_test(a_tab_that_is_passed_begins_a_line),
		cmocka_unit_test(a_word_longer_than_a_line_is_broken),
		cmocka_unit_test(a_pipe_has_no_width_and_no_colour),
		cmocka_unit_test(colour_ends_where_its_text_ends),
		cmocka_unit_test(scripts_without_spaces_are_broken_at_their_width),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(no_text_steers_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
