/* Sheets as they are worked in and printed: tables, footers, sizes, colours, and a second sheet
 * where one is full. */
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
#include "report/xlsx/book.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-table-XXXXXX";

static void close_book(struct xlsx_book *book)
{
	struct error err = { .message = "" };

	if (xlsx_book_close(book, &err) != 0)
		fail_msg("%s", err.message);
}

static const struct xlsx_column columns[] = { { "Id", 10 }, { "Text", 20 } };

static void add_rows(struct xlsx_sheet *sheet, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct xlsx_cell cells[] = {
			{ .kind = XLSX_INTEGER, .style = XLSX_ID, .number = (int64_t)i + 1 },
			{ .kind = XLSX_STRING, .style = XLSX_WRAPPED, .text = "text" },
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

/* A book of one table, with rows that it may have `most` of a sheet. */
static void write_table(const char *name, size_t count, size_t most, bool streaming)
{
	const struct xlsx_properties properties = { .title = "T", .rows_most = most };
	struct xlsx_book *book = xlsx_book_new(path, &properties, streaming);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, name);

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), count);
	xlsx_sheet_badge(sheet, 1, "text", 0x112233, 0xDDEEFF);
	add_rows(sheet, count);
	close_book(book);
}

static void a_table_is_one_by_the_name_of_its_sheet(void **state)
{
	(void)state;
	write_table("Token scope", 3, 0, false);
	char *table = workbook_part(path, "xl/tables/table1.xml");
	assert_non_null(table);
	assert_non_null(strstr(table, "displayName=\"tblTokenScope\" ref=\"A1:B4\""));
	assert_non_null(strstr(table, "<tableColumn id=\"2\" name=\"Text\"/>"));
	free(table);
}

/* The library has none there, and a spreadsheet gets slow. */
static void many_rows_have_a_filter_instead(void **state)
{
	(void)state;
	for (int streaming = 0; streaming < 2; streaming++) {
		write_table("Many", streaming ? 3 : 20001, 0, streaming);
		assert_null(workbook_part(path, "xl/tables/table1.xml"));
		char *sheet = workbook_part(path, "xl/worksheets/sheet1.xml");
		assert_non_null(strstr(sheet, streaming ? "<autoFilter ref=\"A1:B4\"/>"
							: "<autoFilter ref=\"A1:B20002\"/>"));
		free(sheet);
	}
}

/* Excel would repair it away. */
static void two_columns_of_one_name_are_no_table(void **state)
{
	static const struct xlsx_column same[] = { { "Day", 10 }, { "day", 20 } };
	const struct xlsx_properties properties = { .title = "T" };
	struct xlsx_book *book = xlsx_book_new(path, &properties, false);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");

	(void)state;
	xlsx_sheet_table(sheet, same, COUNT_OF(same), 1);
	add_rows(sheet, 1);
	close_book(book);
	assert_null(workbook_part(path, "xl/tables/table1.xml"));
}

/* None is lost, and each sheet has header, filter and colours of its own. */
static void a_full_sheet_goes_on_in_another(void **state)
{
	(void)state;
	for (int streaming = 0; streaming < 2; streaming++) {
		write_table("A name of thirty-one characters", 9, 5, streaming);
		struct workbook *book = workbook_read(path);
		assert_int_equal(book->sheet_count, 3);
		assert_string_equal(book->sheets[1].name, "A name of thirty-one charac (2)");
		for (size_t i = 0; i < 3; i++) {
			const struct workbook_sheet *sheet = &book->sheets[i];
			assert_string_equal(workbook_cell(sheet, 1, 'B'), "Text");
			assert_int_equal(workbook_last_row(sheet), i < 2 ? 5 : 2);
			assert_int_equal(strtoul(workbook_cell(sheet, 2, 'A'), NULL, 10),
					 4 * i + 1);
			assert_non_null(strstr(sheet->xml, "<formula>\"text\"</formula>"));
			assert_non_null(
				strstr(sheet->xml, streaming ? "<autoFilter " : "<tablePart "));
			assert_non_null(strstr(sheet->xml, "state=\"frozen\""));
		}
		workbook_free(book);
	}
}

static void every_page_says_whose_it_is(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);

	(void)state;
	for (size_t i = 0; i < book->sheet_count; i++)
		assert_non_null(strstr(book->sheets[i].xml,
				       "<oddFooter>&amp;L"
				       "acme, report 2c26b46b-68ff-8c68-b99b-453c1d304134, "
				       "Internal edition&amp;R&amp;A, page &amp;P of "
				       "&amp;N</oddFooter>"));
	workbook_free(book);
}

static char *footer_of(const char *left, const char *middle)
{
	const struct xlsx_properties properties = { .title = "T", .footer = left, .aside = middle };
	struct xlsx_book *book = xlsx_book_new(path, &properties, false);

	add_rows(xlsx_sheet_new(book, "Sheet"), 1);
	close_book(book);
	return workbook_part(path, "xl/worksheets/sheet1.xml");
}

/* Excel takes & for a code and repairs a sheet with more than 255 characters in a footer. */
static void a_footer_is_escaped_and_never_too_long(void **state)
{
	char longer[300] = "";
	char *sheet = footer_of("1 & 2", "A&B");

	(void)state;
	assert_non_null(strstr(sheet, "<oddFooter>&amp;L1 &amp;&amp; 2&amp;CA&amp;&amp;B&amp;R"));
	free(sheet);
	memset(longer, 'x', sizeof longer - 1);
	sheet = footer_of("left", longer);
	assert_non_null(strstr(sheet, "<oddFooter>&amp;Lleft&amp;R"));
	free(sheet);
	/* Two units each, as Excel counts. */
	sheet = footer_of("", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
			      "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
			      "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀");
	assert_null(strstr(sheet, "&amp;C"));
	free(sheet);
}

/* The width of a page in characters of a column, at 80 per cent of 10 points. */
#define PAGE_A4 ((841.89 - 57.6) / 0.8 / 0.75)

static double width_of(const char *xml)
{
	double width = 0;

	for (const char *at = xml; (at = strstr(at, "<col min=")); at++) {
		const char *number = strstr(at, "width=\"") + strlen("width=\"");
		width += strtod(number, NULL) * 7;
	}
	return width;
}

/* In print 8 points at least: what is wider stands on several pages, each with the first two
 * columns. */
static void print_is_never_too_small(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	size_t wide = 0;

	(void)state;
	for (size_t i = 0; i < book->sheet_count; i++) {
		const char *xml = book->sheets[i].xml;
		const bool fits = width_of(xml) <= PAGE_A4;
		assert_int_equal(strstr(xml, "fitToHeight=\"0\"") != NULL, fits);
		assert_int_equal(strstr(xml, "scale=\"80\"") != NULL, !fits);
		wide += !fits;
	}
	assert_true(wide > 0);
	char *names = workbook_part(path, "xl/workbook.xml");
	assert_non_null(strstr(names, "Requirements!$A:$B,Requirements!$1:$1"));
	free(names);
	workbook_free(book);
}

/* Owner and due date stand on the first page of Requirements, whatever the paper. */
static void who_and_when_stand_on_the_first_page(void **state)
{
	static const char *const first[] = {
		"Id", "Requirement", "Result", "What was found", "What to do", "Owner", "Due"
	};
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *sheet = workbook_sheet(book, "Requirements");
	const char *at = sheet->xml;
	double width = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(first); i++) {
		assert_string_equal(workbook_cell(sheet, 1, (char)('A' + i)), first[i]);
		at = strstr(at + 1, "<col min=");
		width += strtod(strstr(at, "width=\"") + strlen("width=\""), NULL) * 7;
	}
	assert_true(width <= (11 * 72 - 57.6) / 0.8 / 0.75);
	workbook_free(book);
}

static void what_matters_is_coloured(void **state)
{
	static const struct {
		const char *sheet, *formula;
	} rules[] = {
		{ "Requirements", "<formula>\"Not met\"</formula>" },
		{ "Requirements", "<formula>\"High\"</formula>" },
		{ "Requirements", "AND(ISNUMBER($G2),$G2&lt;TODAY())" },
		{ "Actions", "<formula>\"High\"</formula>" },
		{ "Actions", "AND(ISNUMBER($G2),$G2&lt;TODAY())" },
		{ "Users", "AND(LEFT($C2,3)=\"yes\",$D2=\"yes\")" },
		{ "Exceptions", "<formula>\"Expired\"</formula>" },
		{ "Exceptions", "<formula>\"Ends within 30 days\"</formula>" },
		{ "Customers", "<formula>\"disabled\"</formula>" },
		{ "Token scope", "<formula>\"Missing\"</formula>" },
	};
	struct workbook *book = workbook_written(fixture_audit_new(), path);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (!strstr(workbook_sheet(book, rules[i].sheet)->xml, rules[i].formula))
			fail_msg("%s: %s", rules[i].sheet, rules[i].formula);
	workbook_free(book);
}

static double number_behind(const char *xml, const char *name)
{
	const char *at = strstr(xml, name);

	assert_non_null(at);
	return strtod(at + strlen(name), NULL);
}

/* A laptop shows about 1,280 by 560 pixels of a sheet: 24 rows of 20 with the large ones above. */
static void charts_stand_inside_the_first_screen(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	char *drawing = workbook_part(path, "xl/drawings/drawing1.xml");
	size_t charts = 0;

	(void)state;
	for (const char *at = drawing; (at = strstr(at, "<xdr:to>")); at++, charts++) {
		assert_true(number_behind(at, "<xdr:col>") <= 7);
		assert_true(number_behind(at, "<xdr:row>") <= 24);
	}
	assert_int_equal(charts, 2);
	free(drawing);
	workbook_free(book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_is_one_by_the_name_of_its_sheet),
		cmocka_unit_test(many_rows_have_a_filter_instead),
		cmocka_unit_test(two_columns_of_one_name_are_no_table),
		cmocka_unit_test(a_full_sheet_goes_on_in_another),
		cmocka_unit_test(every_page_says_whose_it_is),
		cmocka_unit_test(a_footer_is_escaped_and_never_too_long),
		cmocka_unit_test(print_is_never_too_small),
		cmocka_unit_test(who_and_when_stand_on_the_first_page),
		cmocka_unit_test(what_matters_is_coloured),
		cmocka_unit_test(charts_stand_inside_the_first_screen),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
