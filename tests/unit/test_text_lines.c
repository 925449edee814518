/* Lines: nothing lost, nothing wider than it must be, broken where a reader would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/str.h"
#include "report/text/engine.h"
#include "tests/unit/fixture_range.h"

static struct text_engine *engine;
static const struct text_style style = { .size = 10 };

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

static double width_of(const char *text, size_t length)
{
	return text_width(engine, &style, text, length);
}

/* The text with "|" where lines end, for a box as wide as `measure`. */
static const char *wrapped(struct str *out, const char *text, const char *measure)
{
	double width = width_of(measure, strlen(measure)) + 0.01;
	size_t left = strlen(text);

	str_clear(out);
	while (left) {
		size_t length = text_line(engine, &style, text, left, width);
		str_add(out, text, length);
		text += length;
		left -= length;
		if (left)
			str_putc(out, '|');
	}
	return str_text(out);
}

static void lines_end_where_readers_expect(void **state)
{
	static const struct {
		const char *text, *measure, *lines;
	} cases[] = {
		{ "one two three", "one two", "one two |three" },
		{ "one two three", "one two three", "one two three" },
		{ "one  two", "one", "one  |two" },
		{ "one\ntwo", "one two three", "one\n|two" },
		{ "one\n\ntwo", "one two three", "one\n|\n|two" },
		{ "Customers - List/Search", "Customers - List/", "Customers - List/|Search" },
		{ "well-known", "well-know", "well-|known" },
		{ "no\u00A0break here", "no\u00A0break", "no\u00A0break |here" },
		{ "\u682A\u5F0F\u4F1A\u793E\u3002", "\u682A\u5F0F",
		  "\u682A\u5F0F|\u4F1A|\u793E\u3002" },
		{ "abcdefgh", "abc", "abc|def|gh" },
		{ "first.last@firm.example", "first.last@firm", "first.last@|firm.example" },
		/* An address goes to the next line as a whole, and is torn elsewhere. */
		{ "see https://a.example", "see https://a.ex", "see |https://a.|example" },
		{ "see https://example.com now", "see https://exam",
		  "see |https://example.|com now" },
		/* The mark stays with its character, however well that would end a line. */
		{ "ghijkl_\u0308ab", "ghijkl_\u0308", "ghijkl_\u0308|ab" },
	};
	struct str out = STR_INIT(STR_LINE);

	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(wrapped(&out, cases[i].text, cases[i].measure), cases[i].lines);
	str_release(&out);
}

static void thai_is_broken_between_words(void **state)
{
	/* "Thai language": two words without a blank between them. */
	const char *text = "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22";
	struct str out = STR_INIT(STR_LINE);

	(void)state;
	need_engine();
	assert_string_equal(wrapped(&out, text, "\u0E20\u0E32\u0E29\u0E32\u0E44"),
			    "\u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
	str_release(&out);
}

static void what_a_reader_sees_as_one_character_stays_whole(void **state)
{
	static const struct {
		const char *text;
		size_t first;
	} cases[] = {
		{ "e\u0301e\u0301", 3 },
		{ "\U0001F44D\U0001F3FD\U0001F44D", 8 },
		{ "\u0E19\u0E49\u0E33\u0E19", 9 },
		{ "\u0939\u093F\u0939\u093F", 6 },
		{ "a", 1 },
	};

	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(
			text_line(engine, &style, cases[i].text, strlen(cases[i].text), 0.001),
			cases[i].first);
}

static const char *const texts[] = {
	"The integration\u2019s user is a Global Admin, or holds Customers - List/Search.",
	"https://rmm.example.com/customers/1234567/contacts?include_disabled=true&page=20",
	"extraordinarilylongwordwithoutanyspaceatallthatgoeson and more",
	"\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22\u0E40\u0E1B\u0E47\u0E19\u0E20\u0E32\u0E29"
	"\u0E32",
	"\u682A\u5F0F\u4F1A\u793E\u5C71\u7530\u5546\u5E97\u306F\u6771\u4EAC\u90FD\u306B\u3042\u308B"
	"\u3002",
	"\u0634\u0631\u0643\u0629 \u0645\u062D\u0645\u062F "
	"\u0644\u0644\u062A\u062C\u0627\u0631\u0629 2024",
	"x\n\ny \t z\n",
	"\xFF\xFE\x80 broken \xE2\x82 bytes",
	"   leading and trailing   ",
};

static void nothing_is_lost_or_wider_than_it_must_be(void **state)
{
	static const double widths[] = { 0, 5, 20, 37.5, 80, 150, 1000 };

	(void)state;
	need_engine();
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		for (size_t k = 0; k < COUNT_OF(widths); k++) {
			const char *at = texts[i];
			size_t left = strlen(at);
			while (left) {
				size_t length = text_line(engine, &style, at, left, widths[k]);
				assert_within(length, 1, left);
				size_t seen = length;
				while (seen && strchr(" \t\n", at[seen - 1]))
					seen--;
				/* Too wide only where it is one character. */
				if (width_of(at, seen) > widths[k] + 1e-6)
					assert_int_equal(
						text_line(engine, &style, at, seen, 0.0001), seen);
				at += length;
				left -= length;
			}
		}
	assert_int_equal(text_line(engine, &style, "", 0, 100), 0);
}

static void long_text_takes_time_by_its_length(void **state)
{
	struct str text = STR_INIT(STR_BODY);
	size_t lines = 0;

	(void)state;
	need_engine();
	for (int i = 0; i < 20000; i++)
		str_printf(&text, "word%d ", i % 100);
	const char *at = str_text(&text);
	clock_t start = clock();
	for (size_t left = text.length; left; lines++) {
		size_t length = text_line(engine, &style, at, left, 300);
		at += length;
		left -= length;
	}
	assert_true(lines > 1000);
	/* Looking at all that is left for each line would take minutes. */
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_where_readers_expect),
		cmocka_unit_test(thai_is_broken_between_words),
		cmocka_unit_test(what_a_reader_sees_as_one_character_stays_whole),
		cmocka_unit_test(nothing_is_lost_or_wider_than_it_must_be),
		cmocka_unit_test(long_text_takes_time_by_its_length),
	};

	return cmocka_run_group_tests(tests, open_engine, close_engine);
}
