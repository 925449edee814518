/* A finished PDF: it is packed, and says what it is; a damaged one is told. */
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
#include "audit/core/str.h"
#include "report/canvas/document.h"
#include "report/pdf/report.h"
#include "tests/unit/fixture_audit.h"

static void make_report(char *path)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { 0 };
	size_t missing = 0;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(pdf_report_write(&f->audit, path, &missing, &err), 0);
	fixture_audit_free(f);
}

static void load(const char *path, struct str *out)
{
	struct error err = { 0 };

	assert_int_equal(file_read(path, out, &err), 0);
}

static void a_report_is_packed(void **state)
{
	char path[] = "/tmp/test_pdf_document.XXXXXX";
	struct str bytes = STR_INIT((size_t)1 << 24), metadata = STR_INIT(1 << 16);
	struct error err = { 0 };

	(void)state;
	make_report(path);
	load(path, &bytes);
	assert_non_null(memmem(str_text(&bytes), bytes.length, "/ObjStm", 7));
	assert_null(memmem(str_text(&bytes), bytes.length, "/StructElem", 11));
	assert_int_equal(pdf_document_metadata(str_text(&bytes), bytes.length, &metadata, &err), 0);
	assert_non_null(strstr(str_text(&metadata), "audit:Verdict"));
	unlink(path);
	str_release(&metadata);
	str_release(&bytes);
}

/* ISO 32000-1, 7.3.8.1: "there should be an end-of-line marker ... before endstream". */
static void every_stream_ends_with_a_line(void **state)
{
	char path[] = "/tmp/test_pdf_document.XXXXXX";
	struct str bytes = STR_INIT((size_t)1 << 24);
	size_t streams = 0;

	(void)state;
	make_report(path);
	load(path, &bytes);
	const char *at = str_text(&bytes), *end = at + bytes.length;
	while ((at = memmem(at, (size_t)(end - at), "endstream", 9)) != NULL) {
		assert_int_equal(at[-1], '\n');
		streams++;
		at += 9;
	}
	assert_true(streams > 10);
	unlink(path);
	str_release(&bytes);
}

static void a_damaged_document_is_told(void **state)
{
	char path[] = "/tmp/test_pdf_document.XXXXXX";
	struct str bytes = STR_INIT((size_t)1 << 24), metadata = STR_INIT(1 << 16);
	struct error err = { 0 };

	(void)state;
	make_report(path);
	load(path, &bytes);
	assert_int_equal(pdf_document_metadata(str_text(&bytes), bytes.length / 2, &metadata, &err),
			 -1);
	assert_non_null(strstr(err.message, "is no sound PDF"));
	unlink(path);
	str_release(&metadata);
	str_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_is_packed),
		cmocka_unit_test(every_stream_ends_with_a_line),
		cmocka_unit_test(a_damaged_document_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
