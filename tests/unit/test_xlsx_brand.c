/* A brand in the workbook: names, colours, and a logo that any program can open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/look/logo.h"
#include "report/xlsx/check.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_png.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-brand-XXXXXX";

static struct brand branded(const struct str *png)
{
	return (struct brand){
		.organisation = "=HYPERLINK(\"http://x\")",
		.prepared_for = "Northwind \xE6\xA0\xAA",
		.title = "",
		.period = "",
		.assessor = "Dana Whitfield",
		.reviewer = "",
		.confidentiality = "",
		.footer = "",
		.email = "",
		.phone = "",
		.web = "",
		.primary = { true, 0x12305E },
		.accent = { true, 0xB8470A },
		.logo = { (const unsigned char *)png->data, png->length, "A \"logo\" & <more>" },
	};
}

static void part(const char *name, struct str *out)
{
	zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t status;
	char buffer[65536];
	zip_int64_t got;

	assert_non_null(archive);
	if (zip_stat(archive, name, 0, &status) != 0)
		fail_msg("there is no %s", name);
	zip_file_t *file = zip_fopen(archive, name, 0);
	while ((got = zip_fread(file, buffer, sizeof buffer)) > 0)
		str_add(out, buffer, (size_t)got);
	assert_int_equal(zip_fclose(file), 0);
	zip_discard(archive);
}

static void assert_part_holds(const char *name, const char *text)
{
	struct str bytes = STR_INIT(STR_BODY);

	part(name, &bytes);
	if (!memmem(bytes.data, bytes.length, text, strlen(text)))
		fail_msg("%s does not hold %s", name, text);
	str_release(&bytes);
}

static void write_with(struct fixture_audit *f, const struct brand *brand)
{
	struct error err = { .message = "" };

	f->audit.presentation.brand = brand;
	if (xlsx_report_write(&f->audit, path, &err) != 0)
		fail_msg("%s", err.message);
}

static void names_are_text_and_properties(void **state)
{
	struct str png = STR_INIT(STR_BODY);
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_png_plain(&png, 40, 10, 0x336699FF);
	const struct brand brand = branded(&png);
	write_with(f, &brand);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *summary = workbook_sheet(book, "Summary");
	size_t row = workbook_find(summary, 'A', "Prepared by");
	assert_string_equal(workbook_cell(summary, row, 'B'), brand.organisation);
	row = workbook_find(summary, 'A', "Prepared for");
	assert_string_equal(workbook_cell(summary, row, 'B'), brand.prepared_for);
	assert_int_equal(workbook_find(summary, 'A', "Reviewer"), 0);
	for (size_t i = 0; i < summary->cell_count; i++)
		assert_false(summary->cells[i].has_formula);
	workbook_free(book);
	assert_part_holds("docProps/app.xml", "<Company>=HYPERLINK(");
	assert_part_holds("docProps/core.xml", "<dc:creator>=HYPERLINK(");
	assert_part_holds("xl/styles.xml", "FF12305E");
	assert_part_holds("xl/styles.xml", "FFB8470A");
	assert_part_holds("xl/drawings/drawing1.xml", "A &quot;logo&quot; &amp; &lt;more&gt;");
	fixture_audit_free(f);
	str_release(&png);
}

/* Of every kind, also in streaming mode; pale ones get a ground. */
static void the_logo_is_a_plain_png(void **state)
{
	(void)state;
	for (const struct fixture_png *kind = fixture_png_kinds; kind->name; kind++) {
		struct str png = STR_INIT(STR_BODY), stored = STR_INIT(STR_BODY);
		struct logo logo = LOGO_INIT;
		struct error err = { .message = "" };
		struct fixture_audit *f = fixture_audit_new();
		fixture_png_write(&png, kind);
		const struct brand brand = branded(&png);
		write_with(f, &brand);
		part("xl/media/image1.png", &stored);
		if (logo_decode(&logo, (const unsigned char *)stored.data, stored.length, &err))
			fail_msg("%s: %s", kind->name, err.message);
		assert_int_equal(logo.width, FIXTURE_PNG_WIDTH);
		assert_int_equal(logo.height, FIXTURE_PNG_HEIGHT);
		logo_release(&logo);
		fixture_audit_free(f);
		str_release(&png);
		str_release(&stored);
	}
}

static void a_white_logo_gets_a_ground(void **state)
{
	struct str png = STR_INIT(STR_BODY), stored = STR_INIT(STR_BODY);
	struct logo logo = LOGO_INIT;
	struct error err = { .message = "" };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_png_plain(&png, 8, 8, 0xFFFFFF80);
	const struct brand brand = branded(&png);
	write_with(f, &brand);
	part("xl/media/image1.png", &stored);
	assert_int_equal(
		logo_decode(&logo, (const unsigned char *)stored.data, stored.length, &err), 0);
	/* Half white over the primary colour. */
	assert_int_equal(logo_colour(&logo), 0x8998AF);
	assert_false(logo_is_transparent(&logo));
	logo_release(&logo);
	fixture_audit_free(f);
	str_release(&png);
	str_release(&stored);
}

static void in_a_streamed_workbook_too(void **state)
{
	struct str png = STR_INIT(STR_BODY);
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_png_plain(&png, 40, 10, 0x336699FF);
	const struct brand brand = branded(&png);
	fixture_audit_customers(f, 20001);
	write_with(f, &brand);
	assert_part_holds("xl/media/image1.png", "IHDR");
	fixture_audit_free(f);
	str_release(&png);
}

/* The archive's checksums are those of what was written, cut or not. */
static void a_picture_cut_short_is_noticed(void **state)
{
	struct str png = STR_INIT(STR_BODY);
	struct error err = { .message = "" };
	int code = 0;

	(void)state;
	fixture_png_plain(&png, 40, 10, 0x336699FF);
	for (size_t cut = 0; cut < 2; cut++) {
		zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
		assert_non_null(archive);
		zip_source_t *source = zip_source_buffer(archive, png.data, png.length - cut, 0);
		assert_true(zip_file_add(archive, "xl/media/image1.png", source, 0) >= 0);
		assert_int_equal(zip_close(archive), 0);
		assert_int_equal(xlsx_check(path, &err), cut ? -1 : 0);
	}
	assert_non_null(strstr(err.message, "'xl/media/image1.png' is broken"));
	str_release(&png);
}

static int set_up(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int tear_down(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_text_and_properties),
		cmocka_unit_test(the_logo_is_a_plain_png),
		cmocka_unit_test(a_white_logo_gets_a_ground),
		cmocka_unit_test(in_a_streamed_workbook_too),
		cmocka_unit_test(a_picture_cut_short_is_noticed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
