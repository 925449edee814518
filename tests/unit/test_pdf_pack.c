/* A PDF while it is written: other programs find each object, and what fails leaves no file. */
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
#include "report/canvas/pack.h"
#include "tests/unit/fixture_canvas.h"

#define MANY 450u /* objects: five streams of them */
#define FREE 7u	  /* a number that is left out */

static void put(struct pdf_pack *pack, unsigned number, const char *text)
{
	pdf_pack_object(pack, number, text, strlen(text));
}

/* A page that says nothing, and objects that nobody asks for. */
static void write_document(const char *path)
{
	struct error err = { "" };
	struct pdf_pack *pack = pdf_pack_open(path, MANY, &err);
	char text[40];

	assert_non_null(pack);
	put(pack, 1, "<</Type /Catalog /Pages 2 0 R>>");
	put(pack, 2, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
	put(pack, 3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>");
	pdf_pack_stream(pack, 4, "/Any (thing) ", "q Q", 3);
	put(pack, 5, "<</Producer (nobody)>>");
	for (unsigned number = MANY - 1; number > 5; number--) {
		(void)snprintf(text, sizeof text, "<</Number %u>>", number);
		if (number != FREE)
			put(pack, number, text);
	}
	assert_int_equal(pdf_pack_close(pack, 1, 5, &err), 0);
}

static void readers_find_every_object(void **state)
{
	struct str out = STR_INIT(STR_BODY);
	char option[40], number[40];

	(void)state;
	write_document(fixture_path("pack.pdf"));
	if (!fixture_run(&out, "qpdf", "--check", "pack.pdf"))
		skip();
	assert_true(fixture_holds(&out, "No syntax or stream encoding errors found"));
	assert_false(fixture_holds(&out, "WARNING"));
	for (unsigned i = 6; i < MANY; i += 37) {
		(void)snprintf(option, sizeof option, "--show-object=%u", i);
		(void)snprintf(number, sizeof number, "<< /Number %u >>", i);
		str_clear(&out);
		assert_true(fixture_run(&out, "qpdf", option, "pack.pdf"));
		assert_true(fixture_holds(&out, number));
	}
	str_clear(&out);
	assert_true(fixture_run(&out, "qpdf", "--show-object=7", "pack.pdf"));
	assert_true(fixture_holds(&out, "null"));
	str_clear(&out);
	assert_true(fixture_run(&out, "qpdf", "--show-object=4", "pack.pdf"));
	assert_true(fixture_holds(&out, "/Any (thing)"));
	str_release(&out);
}

static void the_same_objects_give_the_same_bytes(void **state)
{
	struct str once = STR_INIT(STR_BODY), again = STR_INIT(STR_BODY);
	struct error err = { "" };

	(void)state;
	write_document(fixture_path("pack.pdf"));
	assert_int_equal(file_read(fixture_path("pack.pdf"), &once, &err), 0);
	write_document(fixture_path("pack.pdf"));
	assert_int_equal(file_read(fixture_path("pack.pdf"), &again, &err), 0);
	assert_int_equal(once.length, again.length);
	assert_memory_equal(once.data, again.data, once.length);
	str_release(&again);
	str_release(&once);
}

static void what_is_abandoned_leaves_no_file(void **state)
{
	struct error err = { "" };
	struct pdf_pack *pack = pdf_pack_open(fixture_path("none.pdf"), 9, &err);

	(void)state;
	assert_non_null(pack);
	put(pack, 1, "<<>>");
	pdf_pack_abandon(pack);
	assert_int_equal(access(fixture_path("none.pdf"), F_OK), -1);
	pdf_pack_abandon(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readers_find_every_object),
		cmocka_unit_test(the_same_objects_give_the_same_bytes),
		cmocka_unit_test(what_is_abandoned_leaves_no_file),
	};

	return cmocka_run_group_tests(tests, fixture_canvas_open, fixture_canvas_close);
}
