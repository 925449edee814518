/* What a reader sees in workbook and PDF is read back as what the audit found. */
#include <fcntl.h>
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
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "report/pdf/record.h"
#include "report/pdf/report.h"
#include "report/xlsx/book.h"
#include "report/xlsx/read.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_sample.h"
#include "tests/unit/fixture_written.h"

#define IN_PDF (FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING)
#define IN_XLSX (IN_PDF | FACT_CLASS | FACT_GRANT | FACT_PEOPLE | FACT_CUSTOMERS)

static char path[] = "/tmp/syncro-audit-read-back-XXXXXX";

static int make_path(void **state)
{
	(void)state;
	int fd = mkstemp(path);

	return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
	(void)state;
	return unlink(path);
}

static void tell(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	print_message("%s: expected %s, found %s\n", what, expected ? expected : "nothing",
		      found ? found : "nothing");
}

static void facts_of(struct arena *arena, const struct audit *audit, struct facts *facts)
{
	char *text = fixture_written(result_json_write, audit);
	struct error err = { .message = "" };
	struct results *results = NULL;

	if (results_read(arena, text, strlen(text), &results, &err) != 0)
		fail_msg("%s", err.message);
	results_facts(results, facts);
	free(text);
}

static int read_workbook(struct facts *facts, struct error *err)
{
	return xlsx_read(open(path, O_RDONLY | O_CLOEXEC), facts, err);
}

static int read_document(struct facts *facts, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);

	assert_int_equal(file_read(path, &bytes, err), 0);
	int result = pdf_record_read(str_text(&bytes), bytes.length, facts, err);
	str_release(&bytes);
	return result;
}

static void check(const struct audit *audit)
{
	struct arena *arena = arena_new();
	struct facts said = { .arena = arena }, xlsx = { .arena = arena }, pdf = { .arena = arena };
	struct error err = { .message = "" };
	size_t missing = 0;

	facts_of(arena, audit, &said);
	assert_int_equal(xlsx_report_write(audit, path, &err), 0);
	if (read_workbook(&xlsx, &err) != 0)
		fail_msg("%s", err.message);
	assert_int_equal(facts_compare(&said, &xlsx, IN_XLSX, tell, NULL), 0);
	assert_int_equal(pdf_report_write(audit, path, &missing, &err), 0);
	if (read_document(&pdf, &err) != 0)
		fail_msg("%s", err.message);
	assert_int_equal(facts_compare(&said, &pdf, IN_PDF, tell, NULL), 0);
	facts_release(&said);
	facts_release(&xlsx);
	facts_release(&pdf);
	arena_free(arena);
}

static void an_audit_with_everything(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	check(&f->audit);
	fixture_audit_free(f);
}

/* Where a sheet is full its table goes on in another one. */
static void a_table_over_several_sheets(void **state)
{
	static const struct xlsx_column columns[] = { { "Id", 10 }, { "Global Admin", 10 } };
	const struct xlsx_properties properties = { .title = "T", .rows_most = 3 };
	struct xlsx_book *book = xlsx_book_new(path, &properties, false);
	struct arena *arena = arena_new();
	struct facts said = { .arena = arena }, read = { .arena = arena };
	struct error err = { .message = "" };
	const struct xlsx_cell title = { .kind = XLSX_STRING, .text = "T" };

	(void)state;
	xlsx_row(xlsx_sheet_new(book, "Summary"), &title, 1);
	xlsx_row(xlsx_sheet_new(book, "Requirements"), &title, 1);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Users");
	xlsx_sheet_table(sheet, columns, 2, 5);
	for (int64_t i = 1; i <= 5; i++) {
		const struct xlsx_cell cells[] = {
			{ .kind = XLSX_INTEGER, .style = XLSX_ID, .number = i },
			{ .kind = XLSX_STRING, .text = "yes" },
		};
		xlsx_row(sheet, cells, 2);
	}
	assert_int_equal(xlsx_book_close(book, &err), 0);
	fact_number(&said, FACT_PEOPLE, "users", 5);
	fact_number(&said, FACT_PEOPLE, "users who are Global Admin", 5);
	if (read_workbook(&read, &err) != 0)
		fail_msg("%s", err.message);
	assert_int_equal(facts_compare(&said, &read, FACT_PEOPLE, tell, NULL), 0);
	facts_release(&said);
	facts_release(&read);
	arena_free(arena);
}

static void an_audit_with_nothing(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();

	(void)state;
	check(&f->audit);
	fixture_audit_free(f);
}

/* Texts that go on in the rows below are no findings of their own. */
static void texts_too_long_for_a_cell(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_audit_lengthen(f);
	check(&f->audit);
	fixture_audit_free(f);
}

/* Above this many the workbook is written in another mode. */
static void a_workbook_in_streaming_mode(void **state)
{
	struct arena *arena = arena_new();
	const struct audit *audit = fixture_sample_of_size(arena, 20001);
	struct facts said = { .arena = arena }, xlsx = { .arena = arena };
	struct error err = { .message = "" };

	(void)state;
	facts_of(arena, audit, &said);
	assert_int_equal(xlsx_report_write(audit, path, &err), 0);
	if (read_workbook(&xlsx, &err) != 0)
		fail_msg("%s", err.message);
	assert_int_equal(facts_compare(&said, &xlsx, IN_XLSX, tell, NULL), 0);
	facts_release(&said);
	facts_release(&xlsx);
	arena_free(arena);
}

static void spoil_byte(long at)
{
	FILE *file = fopen(path, "r+b");

	assert_non_null(file);
	(void)fseek(file, at, SEEK_SET);
	int byte = getc(file);
	(void)fseek(file, at, SEEK_SET);
	(void)putc(byte ^ 0x10, file);
	(void)fclose(file);
}

/* Read or refused with a reason, whatever byte is damaged; and then mended. */
static void damage(long size, int (*read)(struct facts *facts, struct error *err))
{
	for (long at = 0; at < size; at += size / 60 + 1) {
		struct arena *arena = arena_new();
		struct facts facts = { .arena = arena };
		struct error err = { .message = "" };
		spoil_byte(at);
		if (read(&facts, &err) != 0)
			assert_true(*err.message);
		spoil_byte(at);
		facts_release(&facts);
		arena_free(arena);
	}
}

static void damage_is_survived(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };
	struct facts facts = { .arena = f->arena };
	struct str bytes = STR_INIT(STR_BODY);
	size_t missing = 0;

	(void)state;
	assert_int_equal(xlsx_report_write(&f->audit, path, &err), 0);
	assert_int_equal(file_read(path, &bytes, &err), 0);
	damage((long)bytes.length, read_workbook);
	assert_int_equal(truncate(path, (off_t)bytes.length / 2), 0);
	assert_int_equal(read_workbook(&facts, &err), -1);
	str_clear(&bytes);
	assert_int_equal(pdf_report_write(&f->audit, path, &missing, &err), 0);
	assert_int_equal(file_read(path, &bytes, &err), 0);
	damage((long)bytes.length, read_document);
	assert_int_equal(truncate(path, (off_t)bytes.length / 2), 0);
	assert_int_equal(read_document(&facts, &err), -1);
	assert_string_equal(err.message, "is no sound PDF");
	facts_release(&facts);
	str_release(&bytes);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_audit_with_everything),
		cmocka_unit_test(an_audit_with_nothing),
		cmocka_unit_test(a_table_over_several_sheets),
		cmocka_unit_test(texts_too_long_for_a_cell),
		cmocka_unit_test(a_workbook_in_streaming_mode),
		cmocka_unit_test(damage_is_survived),
	};

	return cmocka_run_group_tests(tests, make_path, remove_path);
}
