/* A CSV file is what RFC 4180 says, no spreadsheet runs what stands in it, and what was
 * put in is read again. */
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
#include "audit/core/str.h"
#include "report/format/csv.h"
#include "tests/unit/fixture_csv_rows.h"

#define MARK "\xEF\xBB\xBF"

/* Behind the byte order mark, which begins the file. */
static char *written_line(const char *text, char separator)
{
	char *bytes = NULL;
	size_t size = 0;
	struct csv csv;

	csv_begin(&csv, open_memstream(&bytes, &size), separator);
	csv_text(&csv, text);
	csv_number(&csv, -7);
	csv_end(&csv);
	assert_int_equal(fclose(csv.stream), 0);
	assert_memory_equal(bytes, MARK, strlen(MARK));
	memmove(bytes, bytes + strlen(MARK), size - strlen(MARK) + 1);
	return bytes;
}

static const struct {
	const char *text, *line;
} cells[] = {
	{ "Acme", "Acme,-7\r\n" },
	{ "", ",-7\r\n" },
	{ "Acme, Inc.", "\"Acme, Inc.\",-7\r\n" },
	{ "5\" disk", "\"5\"\" disk\",-7\r\n" },
	{ "one\ntwo", "\"one\ntwo\",-7\r\n" },
	{ "one\r\ntwo", "\"one\r\ntwo\",-7\r\n" },
	{ "=1+1", "'=1+1,-7\r\n" },
	{ "+49 30", "'+49 30,-7\r\n" },
	{ "-5", "'-5,-7\r\n" },
	{ "@SUM(A1)", "'@SUM(A1),-7\r\n" },
	{ "\tx", "\"'\tx\",-7\r\n" },
	{ "\rx", "\"'\rx\",-7\r\n" },
	{ "  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0,-7\r\n" },
	{ "\xC2\xA0=1", "'\xC2\xA0=1,-7\r\n" },
	{ "\"=1\"", "\"'\"\"=1\"\"\",-7\r\n" },
	{ "'=1", "''=1,-7\r\n" },
	{ "\uFF1D1", "'\uFF1D1,-7\r\n" },
	{ "\uFEFF=1", "'\uFEFF=1,-7\r\n" },
	{ "a;=1", "\"a;'=1\",-7\r\n" },
	{ "a\t=1", "\"a\t'=1\",-7\r\n" },
	{ "a\n@x", "\"a\n'@x\",-7\r\n" },
	{ "a = b - c", "a = b - c,-7\r\n" },
	{ "'tis", "'tis,-7\r\n" },
	{ "日本語 \U0001F984", "日本語 \U0001F984,-7\r\n" },
};

static void a_line_is_what_the_standard_says_and_no_formula(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cells); i++) {
		char *line = written_line(cells[i].text, 0);
		assert_string_equal(line, cells[i].line);
		free(line);
	}
}

/* With another separator a comma is no sign that quotes protect: who takes it for the
 * separator cuts there, and finds no formula either. */
static void another_separator_is_as_safe(void **state)
{
	static const struct {
		const char *text;
		char separator;
		const char *line;
	} others[] = {
		{ "Acme, Inc.", ';', "\"Acme, Inc.\";-7\r\n" },
		{ "a;b", ';', "\"a;b\";-7\r\n" },
		{ "a;=1", ';', "\"a;'=1\";-7\r\n" },
		{ "a,=1", ';', "\"a,'=1\";-7\r\n" },
		{ "a, \"=1", ';', "\"a,' \"\"=1\";-7\r\n" },
		{ "a,=1", ',', "\"a,=1\",-7\r\n" },
		{ "a,=1", '\t', "\"a,'=1\"\t-7\r\n" },
		{ "a\tb", '\t', "\"a\tb\"\t-7\r\n" },
		{ "=1", '\t', "'=1\t-7\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		char *line = written_line(others[i].text, others[i].separator);
		assert_string_equal(line, others[i].line);
		free(line);
	}
}

struct reading {
	const char *expected;
	size_t rows;
};

static void compare(void *context, size_t number, const char *const *row)
{
	struct reading *reading = context;

	assert_int_equal(number, reading->rows++);
	assert_string_equal(row[0], reading->expected);
	assert_string_equal(row[1], "-7");
	assert_string_equal(row[2], "");
}

static void assert_read_again(const char *text, char separator)
{
	struct reading reading = { text, 0 };
	struct error err = { .message = "" };
	char *line = written_line(text, separator);

	if (csv_rows(line, strlen(line), separator, compare, &reading, &err) != 0)
		fail_msg("%s: %s", text, err.message);
	assert_int_equal(reading.rows, 1);
	free(line);
}

/* Every text of up to six of these signs: a guard is taken away where one was put, and
 * nowhere else. */
static void every_text_is_read_as_it_was_put_in(void **state)
{
	static const char signs[] = "='\";\t\n, a";
	const size_t base = sizeof signs - 1;
	size_t many = 1;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cells); i++)
		for (const char *separator = ",;\t"; *separator; separator++)
			assert_read_again(cells[i].text, *separator);
	for (size_t length = 0; length < 6; length++, many *= base)
		for (size_t n = 0; n < many; n++) {
			char text[8] = "";
			size_t rest = n;
			for (size_t i = 0; i < length; i++, rest /= base)
				text[i] = signs[rest % base];
			assert_read_again(text, ",;\t"[n % 3]);
		}
}

static void what_is_not_known_is_no_empty_cell(void **state)
{
	char *bytes = NULL;
	size_t size = 0;
	struct csv csv;

	(void)state;
	csv_begin(&csv, open_memstream(&bytes, &size), ',');
	for (int i = 0; i < TRI_COUNT; i++)
		csv_maybe(&csv, (enum tri)i);
	csv_boolean(&csv, true);
	csv_boolean(&csv, false);
	csv_end(&csv);
	assert_int_equal(fclose(csv.stream), 0);
	assert_string_equal(bytes, MARK "unknown,true,false,true,false\r\n");
	free(bytes);
}

static void ignore(void *context, size_t number, const char *const *row)
{
	(void)context;
	(void)number;
	(void)row;
}

static void what_is_no_table_is_refused(void **state)
{
	static const struct {
		const char *text, *why;
	} broken[] = {
		{ "", "is empty" },
		{ "a,b\r\n1\r\n", "row 2: expected as many cells as in the header" },
		{ "a\r\n1,2\r\n", "row 2: expected as many cells as in the header" },
		{ "a\r\n\"1\r\n", "row 2: expected a quote that ends its cell" },
		{ "\"a\"b\r\n", "row 1: expected a quote that ends its cell" },
		{ "a,b", "row 1: expected a line end" },
		{ "a\rb\n", "row 1: expected a line end" },
		{ ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n", "row 1: expected fewer cells" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		struct error err = { .message = "" };
		assert_int_equal(
			csv_rows(broken[i].text, strlen(broken[i].text), ',', ignore, NULL, &err),
			-1);
		assert_string_equal(err.message, broken[i].why);
	}
	struct error err = { .message = "" };
	assert_int_equal(csv_rows("a\0b\r\n", 5, ',', ignore, NULL, &err), -1);
	assert_string_equal(err.message, "holds a NUL byte");
}

/* Lines without end in a cell, which take as long as they are. */
static void a_row_too_long_is_refused(void **state)
{
	struct error err = { .message = "" };
	struct str row = STR_INIT(STR_BODY + 4);

	(void)state;
	str_putc(&row, '"');
	for (size_t i = 0; i <= STR_BODY; i++)
		str_putc(&row, '\n');
	str_puts(&row, "\"\n");
	assert_int_equal(csv_rows(str_text(&row), row.length, ',', ignore, NULL, &err), -1);
	assert_string_equal(err.message, "row 1: expected a shorter row");
	str_release(&row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_what_the_standard_says_and_no_formula),
		cmocka_unit_test(another_separator_is_as_safe),
		cmocka_unit_test(every_text_is_read_as_it_was_put_in),
		cmocka_unit_test(what_is_not_known_is_no_empty_cell),
		cmocka_unit_test(what_is_no_table_is_refused),
		cmocka_unit_test(a_row_too_long_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
