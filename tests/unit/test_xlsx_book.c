/* Outside text stays text, nothing is cut, a broken workbook is noticed. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/xlsx/book.h"
#include "report/xlsx/check.h"
#include "report/xlsx/text.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-book-XXXXXX";

static struct xlsx_book *new_book(bool streaming)
{
	const struct xlsx_properties properties = { .title = "T",
						    .subject = "S",
						    .author = "",
						    .comments = "C",
						    .created_ms = INT64_C(1700000000000) };

	return xlsx_book_new(path, &properties, streaming);
}

static struct xlsx_cell text_cell(const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .text = text };
}

static void write_one(const char *text, bool streaming)
{
	struct error err = { .message = "" };
	struct xlsx_book *book = new_book(streaming);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
	struct xlsx_cell cell = text_cell(text);

	xlsx_row(sheet, &cell, 1);
	assert_int_equal(xlsx_book_close(book, &err), 0);
}

static void a_formula_from_outside_stays_text(void **state)
{
	static const char *const texts[] = { "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3",
					     "@SUM(A1)", "=1+1" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		write_one(texts[i], false);
		char *sheet = workbook_part(path, "xl/worksheets/sheet1.xml");
		assert_non_null(strstr(sheet, "t=\"s\""));
		assert_null(strstr(sheet, "<f>"));
		assert_null(workbook_part(path, "xl/worksheets/_rels/sheet1.xml.rels"));
		free(sheet);
	}
}

static void a_literal_escape_is_escaped(void **state)
{
	(void)state;
	write_one("_x0041_ and _x004_ and __x0042_", false);
	char *strings = workbook_part(path, "xl/sharedStrings.xml");
	assert_non_null(strstr(strings, "_x005F_x0041_ and _x004_ and __x005F_x0042_"));
	free(strings);
}

static void a_long_text_continues_in_the_next_rows(void **state)
{
	struct error err = { .message = "" };
	size_t length = 2 * XLSX_TEXT_MOST + 10;
	char *text = xcalloc(1, length + 1);

	(void)state;
	memset(text, 'x', length);
	for (int streaming = 0; streaming < 2; streaming++) {
		struct xlsx_book *book = new_book(streaming);
		struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
		const struct xlsx_cell cells[] = { text_cell("id"), text_cell(text) };
		assert_int_equal(xlsx_row(sheet, cells, 2), 1);
		assert_int_equal(xlsx_row(sheet, cells, 1), 4);
		assert_int_equal(xlsx_book_close(book, &err), 0);
		/* Normally equal strings are stored once, streamed ones where they stand. */
		char *xml = workbook_part(path, streaming ? "xl/worksheets/sheet1.xml"
							  : "xl/sharedStrings.xml");
		size_t longest = strspn(strstr(xml, "xxx"), "x");
		assert_int_equal(longest, XLSX_TEXT_MOST);
		assert_non_null(strstr(xml, ">xxxxxxxxxx<"));
		free(xml);
	}
	free(text);
}

static void parts_are_whole_characters(void **state)
{
	char *text = xcalloc(1, 4 * XLSX_TEXT_MOST + 1);

	(void)state;
	for (size_t i = 0; i < XLSX_TEXT_MOST; i++)
		memcpy(text + 4 * i, "𠀀", 4);
	/* Two units each: an odd limit leaves one unit empty. */
	assert_int_equal(xlsx_text_part(text), 4 * (XLSX_TEXT_MOST / 2));
	assert_int_equal(xlsx_text_part(""), 0);
	assert_int_equal(xlsx_text_part("ü"), 2);
	free(text);
}

static size_t lines_in(const char *text, double width)
{
	const struct xlsx_text_box box = { .width = width, .size = 10 };

	return xlsx_text_lines(text, &box);
}

/* By the widths of the letters: not too many, which would leave half a screen blank. */
static void lines_are_counted_by_the_font(void **state)
{
	static const char wide[] = "WWWW WWWW WWWW WWWW", narrow[] = "iiii iiii iiii iiii";

	(void)state;
	assert_int_equal(lines_in("", 20), 1);
	assert_int_equal(lines_in("one\ntwo", 20), 2);
	assert_int_equal(lines_in("a word of twenty is one line", 40), 1);
	assert_int_equal(lines_in("twenty characters ok, and twenty more of them", 20), 3);
	assert_int_equal(lines_in(narrow, 12), 1);
	assert_true(lines_in(wide, 12) >= 3);
	assert_true(lines_in("株式会社山田太郎", 8) >= 2);
	/* A word that is longer than a line is broken. */
	assert_true(lines_in("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 10) >= 4);
	/* What has no width needs none. */
	assert_int_equal(lines_in("\u200B\u200B\u200B\u0301\u0301\u0301", 1), 1);
}

static void a_link_that_is_none_is_text(void **state)
{
	struct error err = { .message = "" };
	struct xlsx_book *book = new_book(false);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
	static const char *const targets[] = { "javascript:alert(1)",	"",
					       "file:///etc/passwd",	"external:a.json",
					       "evidence/0001-me.json", "https://example.com/a" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(targets); i++) {
		struct xlsx_cell cell = { .kind = XLSX_URL,
					  .text = "see _x0041_",
					  .target = targets[i] };
		xlsx_row(sheet, &cell, 1);
	}
	assert_int_equal(xlsx_book_close(book, &err), 0);
	char *rels = workbook_part(path, "xl/worksheets/_rels/sheet1.xml.rels");
	assert_non_null(strstr(rels, "https://example.com/a"));
	assert_null(strstr(rels, "javascript"));
	assert_null(strstr(rels, "file:"));
	assert_null(strstr(rels, ".json"));
	free(rels);
	char *strings = workbook_part(path, "xl/sharedStrings.xml");
	assert_non_null(strstr(strings, "see _x005F_x0041_"));
	free(strings);
}

/* With slashes, which every spreadsheet reads, from the workbook's own folder. */
static void a_file_is_linked_by_its_path_from_the_workbook(void **state)
{
	struct error err = { .message = "" };
	struct xlsx_book *book = new_book(false);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
	const struct xlsx_cell cell = { .kind = XLSX_FILE,
					.text = "E-001",
					.target = "evidence/0001-me.json" };

	(void)state;
	xlsx_row(sheet, &cell, 1);
	assert_int_equal(xlsx_book_close(book, &err), 0);
	char *rels = workbook_part(path, "xl/worksheets/_rels/sheet1.xml.rels");
	assert_non_null(strstr(rels, "Target=\"evidence/0001-me.json\" TargetMode=\"External\""));
	free(rels);
}

static void the_same_calls_give_the_same_bytes(void **state)
{
	char *first[2] = { NULL, NULL };

	(void)state;
	for (int i = 0; i < 2; i++) {
		write_one("same", false);
		first[i] = workbook_part(path, "docProps/core.xml");
	}
	assert_string_equal(first[0], first[1]);
	assert_non_null(strstr(first[0], "2023-11-14T22:13:20Z"));
	free(first[0]);
	free(first[1]);
}

static void a_workbook_cut_short_is_noticed(void **state)
{
	struct error err = { .message = "" };
	FILE *file;
	long size;

	(void)state;
	write_one("text", false);
	assert_int_equal(xlsx_check(path, &err), 0);
	file = fopen(path, "r+");
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	size = ftell(file);
	assert_int_equal(ftruncate(fileno(file), size / 2), 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(xlsx_check(path, &err), -1);
	assert_non_null(strstr(err.message, "was not written whole"));
}

/* How many files are open that stand in a folder, with a name or without. */
static size_t open_files_in(const char *folder)
{
	size_t count = 0;

	for (int fd = 0; fd < 256; fd++) {
		char link[64], target[256];
		(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		const ssize_t length = readlink(link, target, sizeof target - 1);
		target[length < 0 ? 0 : length] = '\0';
		count += strncmp(target, folder, strlen(folder)) == 0;
	}
	return count;
}

/* /tmp may be full, read-only or not there. What is small needs none. */
static void temporary_files_stand_beside_the_workbook(void **state)
{
	char folder[] = "/tmp/syncro-audit-beside-XXXXXX", file[64];
	const struct xlsx_properties properties = { .title = "T" };
	struct error err = { .message = "" };

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(file, sizeof file, "%s/book.xlsx", folder);
	struct xlsx_book *book = xlsx_book_new(file, &properties, true);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
	struct xlsx_cell cell = text_cell("text");
	xlsx_row(sheet, &cell, 1);
	assert_int_equal(open_files_in(folder), 0);
	for (size_t i = 0; i < 10000; i++)
		xlsx_row(sheet, &cell, 1);
	assert_int_equal(open_files_in(folder), 1);
	assert_int_equal(unlink(file), -1);
	assert_int_equal(rmdir(folder), 0); /* they have no name */
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(xlsx_book_close(book, &err), 0);
	assert_int_equal(open_files_in(folder), 0);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(folder), 0);
}

/* A history has one for each audit. */
static void a_table_may_have_very_many_columns(void **state)
{
	enum { MANY = 203 };
	static const size_t counts[] = { 1, 24, 25, MANY };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct error err = { .message = "" };
		struct xlsx_book *book = new_book(true);
		struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
		struct xlsx_column columns[MANY];
		struct xlsx_cell cells[MANY];
		char last[32];
		for (size_t k = 0; k < counts[i]; k++) {
			columns[k] = (struct xlsx_column){ "Title", 10 };
			cells[k] =
				(struct xlsx_cell){ .kind = XLSX_STRING,
						    .style = XLSX_WRAPPED,
						    .text = "a text of thirty characters, or so" };
		}
		xlsx_sheet_table(sheet, columns, counts[i], 1);
		xlsx_row(sheet, cells, counts[i]);
		assert_int_equal(xlsx_book_close(book, &err), 0);
		char *xml = workbook_part(path, "xl/worksheets/sheet1.xml");
		(void)snprintf(last, sizeof last, "<col min=\"%zu\" max=\"%zu\"", counts[i],
			       counts[i]);
		assert_non_null(strstr(xml, last));
		/* As high with one column as with many: each is wrapped by its own width. */
		assert_non_null(strstr(xml, "<row r=\"2\" ht=\"53.7\""));
		free(xml);
	}
}

/* libxlsxwriter says nothing when its temporary files hit a limit. */
static void temporary_files_that_fill_up_are_noticed(void **state)
{
	struct rlimit before, small;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1 << 20;
	(void)signal(SIGXFSZ, SIG_IGN);
	struct xlsx_book *book = new_book(true);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Sheet");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	struct xlsx_cell cell = text_cell("the same text in every row, so that it packs well");
	for (int i = 0; i < 30000; i++)
		xlsx_row(sheet, &cell, 1);
	int result = xlsx_book_close(book, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(result, -1);
	assert_true(*err.message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_formula_from_outside_stays_text),
		cmocka_unit_test(a_literal_escape_is_escaped),
		cmocka_unit_test(a_long_text_continues_in_the_next_rows),
		cmocka_unit_test(parts_are_whole_characters),
		cmocka_unit_test(lines_are_counted_by_the_font),
		cmocka_unit_test(a_link_that_is_none_is_text),
		cmocka_unit_test(a_file_is_linked_by_its_path_from_the_workbook),
		cmocka_unit_test(the_same_calls_give_the_same_bytes),
		cmocka_unit_test(a_workbook_cut_short_is_noticed),
		cmocka_unit_test(temporary_files_stand_beside_the_workbook),
		cmocka_unit_test(a_table_may_have_very_many_columns),
		cmocka_unit_test(temporary_files_that_fill_up_are_noticed),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
