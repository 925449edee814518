/* Numbers, strings and addresses as PDF wants them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "report/canvas/syntax.h"

static void numbers_are_short_and_always_numbers(void **state)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {
		{ 0, "0 " },	     { 12, "12 " },	    { -0.0001, "0 " },	  { 0.5, "0.5 " },
		{ -3.25, "-3.25 " }, { 595.28, "595.28 " }, { 0.0005, "0.001 " }, { 1.0004, "1 " },
		{ 100, "100 " },     { 10.010, "10.01 " },  { 32767, "32767 " },  { 40000, "0 " },
		{ NAN, "0 " },	     { INFINITY, "0 " },    { -INFINITY, "0 " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_LINE);
		pdf_number(&out, cases[i].value);
		assert_string_equal(str_text(&out), cases[i].text);
		str_release(&out);
	}
}

static void whole_numbers_and_references_have_any_size(void **state)
{
	struct str out = STR_INIT(STR_LINE);

	(void)state;
	pdf_whole(&out, 0);
	pdf_whole(&out, 40000);
	pdf_reference(&out, 8388607);
	assert_string_equal(str_text(&out), "0 40000 8388607 0 R ");
	str_release(&out);
}

static void a_code_cannot_leave_its_string(void **state)
{
	static const struct {
		unsigned code;
		const char *bytes;
		size_t length;
	} cases[] = {
		{ 0x0041, "\0A", 2 },	   { 0x0028, "\0\\(", 3 }, { 0x2929, "\\)\\)", 4 },
		{ 0x5C00, "\\\\\0", 3 },   { 0x000D, "\0\\r", 3 }, { 0x0A0A, "\n\n", 2 },
		{ 0xFFFF, "\xFF\xFF", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_LINE);
		pdf_code_bytes(&out, cases[i].code);
		assert_int_equal(out.length, cases[i].length);
		assert_memory_equal(out.data, cases[i].bytes, cases[i].length);
		str_release(&out);
	}
}

static void text_is_plain_or_utf16(void **state)
{
	static const struct {
		const char *utf8, *object;
	} cases[] = {
		{ "", "()" },
		{ "Report", "(Report)" },
		{ "a(b)c\\d", "(a\\(b\\)c\\\\d)" },
		{ "ü", "<FEFF00FC>" },
		{ "😀", "<FEFFD83DDE00>" },
		{ "𠀀x", "<FEFFD840DC000078>" },
		{ "a\nb", "<FEFF0061000A0062>" },
		{ "\xFFz", "<FEFFFFFD007A>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_LINE);
		pdf_text(&out, cases[i].utf8);
		assert_string_equal(str_text(&out), cases[i].object);
		str_release(&out);
	}
}

static void addresses_cannot_leave_their_string(void **state)
{
	static const struct {
		const char *uri, *object;
	} cases[] = {
		{ "https://a.example/x?y=1&z=%20", "(https://a.example/x?y=1&z=%20)" },
		{ "https://a.example/a b", "(https://a.example/a%20b)" },
		{ "x) /JS (", "(x%29%20/JS%20%28)" },
		{ "a\\b\n", "(a%5Cb%0A)" },
		{ "ü", "(%C3%BC)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_LINE);
		pdf_uri(&out, cases[i].uri);
		assert_string_equal(str_text(&out), cases[i].object);
		str_release(&out);
	}
}

static void dates_and_metadata_are_escaped(void **state)
{
	struct str out = STR_INIT(STR_LINE);

	(void)state;
	pdf_date(&out, 1764000000123);
	assert_string_equal(str_text(&out), "D:20251124160000Z");
	str_clear(&out);
	pdf_xml(&out, "a<b>&\"c\" ü");
	assert_string_equal(str_text(&out), "a&lt;b&gt;&amp;&quot;c&quot; ü");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_short_and_always_numbers),
		cmocka_unit_test(whole_numbers_and_references_have_any_size),
		cmocka_unit_test(a_code_cannot_leave_its_string),
		cmocka_unit_test(text_is_plain_or_utf16),
		cmocka_unit_test(addresses_cannot_leave_their_string),
		cmocka_unit_test(dates_and_metadata_are_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
