/* The PDF's parts laid out as data, without a font; and the file that is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/pdf/internal.h"
#include "report/pdf/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_layout.h"

static void all_parts_stand_in_order(void **state)
{
	static const char *const titles[] = { "Summary",     "Requirements",
					      "What to do",  "Confirmations",
					      "Token scope", "Users and security groups",
					      "Customers",   "Exceptions and confirmations",
					      "Method" };
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;
	size_t next = 0;

	(void)state;
	layout_make(&layout, &f->audit);
	for (size_t i = 0; i < layout.result.count; i++) {
		const struct flow_item *item = &layout.result.items[i].item;
		if (item->kind != FLOW_BOOKMARK || item->value != 1 ||
		    strcmp(item->text, "Cover") == 0)
			continue;
		assert_true(next < COUNT_OF(titles));
		assert_string_equal(item->text, titles[next++]);
	}
	assert_int_equal(next, COUNT_OF(titles));
	layout_assert_on_page(&layout);
	layout_assert_links(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

static size_t places_named(const struct layout *layout, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_item *item = &layout->result.items[i].item;
		count += item->kind == FLOW_PLACE && strcmp(item->text, name) == 0;
	}
	return count;
}

/* A link that leads to what is not there is refused when the file is written. */
static void every_requirement_stands_once_and_every_job(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	for (size_t i = 0; i < f->audit.finding_count; i++)
		assert_int_equal(
			places_named(&layout, arena_printf(f->arena, "finding:%s",
							   f->audit.findings[i].requirement->id)),
			1);
	assert_true(layout.view->job_count > 0);
	for (size_t i = 0; i < layout.view->job_count; i++)
		assert_int_equal(places_named(&layout, layout.view->jobs[i].place), 1);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void the_contents_name_the_pages(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	fixture_audit_findings(f, 60);
	fixture_audit_lengthen(f);
	layout_make(&layout, &f->audit);
	assert_int_equal(layout_page_showing(&layout, "Contents"), 1);
	for (size_t i = 0; i + 1 < layout.result.count; i++) {
		const struct flow_placed *link = &layout.result.items[i];
		const struct flow_placed *number = &layout.result.items[i - (i > 0)];
		if (link->item.kind != FLOW_JUMP || link->page != 1)
			continue;
		for (size_t k = 0; k < layout.result.count; k++) {
			const struct flow_placed *place = &layout.result.items[k];
			if (place->item.kind != FLOW_PLACE ||
			    strcmp(place->item.text, link->item.text) != 0)
				continue;
			const char *text = arena_printf(f->arena, "%zu", place->page + 1);
			assert_int_equal(number->item.length, strlen(text));
			assert_memory_equal(number->item.text, text, strlen(text));
		}
	}
	layout_release(&layout);
	fixture_audit_free(f);
}

static void the_tool_names_itself_on_the_last_page_only(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	assert_int_equal(layout_page_showing(&layout, "Made with syncro-audit"),
			 layout.result.pages - 1);
	for (size_t i = 0; i < layout.result.count; i++) {
		const struct flow_placed *placed = &layout.result.items[i];
		if (placed->item.kind == FLOW_TEXT && placed->page + 1 < layout.result.pages)
			assert_null(memmem(placed->item.text, placed->item.length, "syncro-audit",
					   strlen("syncro-audit")));
	}
	layout_release(&layout);
	fixture_audit_free(f);
}

static void the_auditors_edition_leaves_requests_out(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "/customers"));
	assert_true(layout_shows(&layout, "What to do"));
	layout_release(&layout);
	f->audit.presentation.edition = EDITION_AUDITOR;
	layout_make(&layout, &f->audit);
	assert_false(layout_shows(&layout, "/customers"));
	assert_int_equal(places_named(&layout, "jobs"), 0);
	assert_int_equal(places_named(&layout, "confirmations"), 0);
	layout_assert_links(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void what_is_not_shown_is_counted(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	fixture_audit_customers(f, 12345);
	layout_make(&layout, &f->audit);
	const char *text = arena_printf(f->arena, "Shown are the first 25 of %s customers",
					layout.view->customer_count == 1235 ? "1,235" : "1,234");
	assert_true(layout_shows(&layout, text));
	assert_true(layout_shows(&layout, "12,345"));
	layout_assert_on_page(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void an_incomplete_list_says_so(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;
	struct source *source = &f->account.sources[SOURCE_CUSTOMERS];

	(void)state;
	source->complete = false;
	source->reason = REASON_TRUNCATED;
	source->problem = "page 3 did not arrive";
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout,
				 "The list of customers could not be read to the end: page 3 did "
				 "not arrive"));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void nothing_at_all_still_makes_a_report(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	layout_assert_on_page(&layout);
	layout_assert_links(&layout);
	assert_false(layout_shows(&layout, "Nothing was found that stands in the way"));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void texts_of_any_length_stay_on_the_page(void **state)
{
	static const enum paper papers[] = { PAPER_A4, PAPER_LETTER };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		fixture_audit_findings(f, 60);
		fixture_audit_lengthen(f);
		f->audit.presentation.paper = papers[i];
		layout_make(&layout, &f->audit);
		layout_assert_on_page(&layout);
		layout_assert_badges(&layout);
		layout_assert_links(&layout);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

/* What stands for nothing has no place to lead to, and nothing leads there. */
static void any_mix_of_verdicts_makes_a_report(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < 60; seed++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		fixture_audit_findings(f, seed % 5 * 8);
		fixture_audit_mix(f, seed);
		f->audit.presentation.edition = seed % 2 ? EDITION_AUDITOR : EDITION_INTERNAL;
		layout_make(&layout, &f->audit);
		layout_assert_on_page(&layout);
		layout_assert_badges(&layout);
		layout_assert_links(&layout);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

static void the_summary_is_one_page(void **state)
{
	static const size_t counts[] = { 1, 21, 60 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		fixture_audit_findings(f, counts[i]);
		fixture_audit_count(f);
		layout_make(&layout, &f->audit);
		size_t tinted = 0;
		for (size_t page = 0; page < layout.result.pages; page++)
			tinted += layout.result.looks[page] == LOOK_TINTED;
		assert_int_equal(tinted, 1);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

static void contents_are_for_reports_of_many_pages(void **state)
{
	static const enum paper papers[] = { PAPER_A4, PAPER_LETTER };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		fixture_audit_findings(f, 34);
		fixture_audit_count(f);
		f->audit.presentation.paper = papers[i];
		layout_make(&layout, &f->audit);
		const bool told = layout.result.pages > 14;
		assert_int_equal(layout_page_showing(&layout, "Contents"), told ? 1 : SIZE_MAX);
		assert_int_equal(layout.result.looks[told ? 2 : 1], LOOK_TINTED);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

static void read_file(const char *path, struct str *out)
{
	struct error err = { .message = "" };

	assert_int_equal(file_read(path, out, &err), 0);
}

static void the_same_audit_gives_the_same_bytes(void **state)
{
	char folder[] = "/tmp/pdf-report-XXXXXX";
	struct str bytes[2] = { STR_INIT(STR_BODY), STR_INIT(STR_BODY) };
	struct error err = { .message = "" };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	assert_non_null(mkdtemp(folder));
	const char *path = arena_printf(f->arena, "%s/report.pdf", folder);
	for (size_t i = 0; i < 2; i++) {
		size_t missing = SIZE_MAX;
		assert_int_equal(pdf_report_write(&f->audit, path, &missing, &err), 0);
		assert_int_not_equal(missing, SIZE_MAX);
		read_file(path, &bytes[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(bytes[0].length, bytes[1].length);
	assert_memory_equal(bytes[0].data, bytes[1].data, bytes[0].length);
	assert_memory_equal(bytes[0].data, "%PDF-1.", 7);
	assert_int_equal(rmdir(folder), 0);
	str_release(&bytes[0]);
	str_release(&bytes[1]);
	fixture_audit_free(f);
}

static void a_file_that_cannot_be_written_is_an_error(void **state)
{
	struct error err = { .message = "" };
	struct fixture_audit *f = fixture_audit_new();
	size_t missing = 0;

	(void)state;
	assert_int_equal(pdf_report_write(&f->audit, "/nowhere/report.pdf", &missing, &err), -1);
	assert_non_null(strstr(err.message, "/nowhere/report.pdf"));
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_parts_stand_in_order),
		cmocka_unit_test(every_requirement_stands_once_and_every_job),
		cmocka_unit_test(the_contents_name_the_pages),
		cmocka_unit_test(the_tool_names_itself_on_the_last_page_only),
		cmocka_unit_test(the_auditors_edition_leaves_requests_out),
		cmocka_unit_test(what_is_not_shown_is_counted),
		cmocka_unit_test(an_incomplete_list_says_so),
		cmocka_unit_test(nothing_at_all_still_makes_a_report),
		cmocka_unit_test(texts_of_any_length_stay_on_the_page),
		cmocka_unit_test(any_mix_of_verdicts_makes_a_report),
		cmocka_unit_test(the_summary_is_one_page),
		cmocka_unit_test(contents_are_for_reports_of_many_pages),
		cmocka_unit_test(the_same_audit_gives_the_same_bytes),
		cmocka_unit_test(a_file_that_cannot_be_written_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
