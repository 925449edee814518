/* The course of many audits as text, on paper and in the workbook: nothing unknown reads
 * like a pass, and many audits stay readable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/compare/history.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/comparison.h"
#include "report/canvas/canvas.h"
#include "report/format/history_text.h"
#include "report/view/history.h"
#include "report/view/view.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_course.h"
#include "tests/unit/fixture_layout.h"
#include "tests/unit/fixture_workbook.h"

static const char *told(struct course *course)
{
	struct str text = STR_INIT(STR_BODY);

	history_text(&text, course_history(course));
	const char *copy = arena_strdup(course->f->arena, str_text(&text));
	str_release(&text);
	return copy;
}

static const char *line_of(struct course *course, const char *text, const char *id)
{
	for (const char *at = text; (at = strstr(at, id)); at++)
		if (at != text && at[-1] == '\n')
			return arena_printf(course->f->arena, "%.*s",
					    (int)(strchrnul(at, '\n') - at), at);
	fail_msg("no line of %s", id);
	return NULL;
}

/* For every verdict, with every mark there is. */
static void only_a_pass_reads_pass(void **state)
{
	(void)state;
	for (int verdict = 0; verdict < VERDICT_COUNT; verdict++)
		for (int way = 0; way < 4; way++) {
			struct course *course = course_new();
			struct history_audit *old = course_add(course, 0),
					     *new = course_add(course, 1);
			course_set(old, 0, (enum verdict)verdict);
			course_set(new, 0, verdict == VERDICT_FAIL ? VERDICT_MANUAL : VERDICT_FAIL);
			old->findings[0].waived = way & 1;
			new->findings[0].waived = false;
			if (way & 2)
				old->profile_version = "0.1";
			const char *line = line_of(course, told(course), old->findings[0].id);
			assert_int_equal(strstr(line, "pass") != NULL, verdict == VERDICT_PASS);
			assert_non_null(strstr(line, verdict_name((enum verdict)verdict)));
			assert_int_equal(strstr(line, "+w") != NULL, way & 1);
			assert_int_equal(strchr(line, '~') != NULL, (way & 2) != 0);
			assert_int_equal(strchr(line, '*') != NULL, (way & 2) == 0);
			course_free(course);
		}
}

static void what_was_not_asked_for_is_no_result(void **state)
{
	struct course *course = course_new();

	(void)state;
	(void)course_add(course, 0);
	course_add(course, 1)->findings[0].id = "NEW-1";
	const char *line = line_of(course, told(course), "NEW-1");
	assert_int_equal(strspn(line + strlen("NEW-1"), " "), 11);
	assert_memory_equal(line + 16, "n/a", 3);
	course_free(course);
}

/* With names of any length, and with marks, in as many blocks as it takes. */
static void many_audits_stay_within_a_hundred_columns(void **state)
{
	struct course *course = course_new();

	(void)state;
	for (int day = 0; day < 33; day++) {
		struct history_audit *audit = course_add(course, day);
		audit->profile_version = day < 9 ? "0.1" : audit->profile_version;
		audit->verdict = day % 2 ? OVERALL_INCONCLUSIVE : OVERALL_READY;
		for (size_t i = 0; i < audit->finding_count; i++)
			course_set(audit, i,
				   day % 2 ? VERDICT_NOTAPPLICABLE : VERDICT_INFORMATIONAL);
		audit->findings[0].id =
			"A-requirement-whose-id-is-as-long-as-a-profile-allows-it-to-be";
	}
	const char *text = told(course);
	size_t days = 0;
	bool table = true;
	for (const char *line = text; *line; line = strchrnul(line, '\n') + 1) {
		const size_t length = (size_t)(strchrnul(line, '\n') - line);
		table = table && strncmp(line, "* another result", 16) != 0;
		if (table && length > HISTORY_TEXT_WIDTH)
			fail_msg("%zu columns: %.*s", length, (int)length, line);
		assert_true(!length || line[length - 1] != ' ');
		if (strncmp(line, "audit of", 8) == 0)
			for (size_t at = 8; at + 10 <= length; at++)
				days += strncmp(line + at, " 20", 3) == 0;
	}
	assert_int_equal(days, 33);
	course_free(course);
}

static bool has_part(const struct layout *layout, const char *title)
{
	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_item *item = &layout->result.items[i].item;
		if (item->kind == FLOW_BOOKMARK && strcmp(item->text, title) == 0)
			return true;
	}
	return false;
}

static void with_audit(struct course *course, int audits)
{
	struct error err = { .message = "" };

	for (int day = 0; day < audits; day++) {
		struct history_audit *audit = course_add(course, day);
		audit->profile_version = day ? audit->profile_version : "0.1";
		course_set(audit, 0, day % 2 ? VERDICT_UNKNOWN : VERDICT_PASS);
	}
	if (history_order(&course->list, &err) != 0 ||
	    history_audit(course->f->arena, &course->list, &course->f->audit, &err) != 0)
		fail_msg("%s", err.message);
}

static void the_pdf_has_the_part_with_a_history_only(void **state)
{
	static const int audits[] = { 0, 1, 5, 8, 30 };
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(audits); i++) {
		struct course *course = course_new();
		layout_make(&layout, &course->f->audit);
		assert_false(has_part(&layout, "History"));
		layout_release(&layout);
		with_audit(course, audits[i]);
		layout_make(&layout, &course->f->audit);
		assert_true(has_part(&layout, "History"));
		layout_assert_on_page(&layout);
		layout_assert_links(&layout);
		assert_int_equal(layout_shows(&layout, "older audits are not shown here"),
				 audits[i] >= 7);
		assert_int_equal(layout_shows(&layout, "Not held against version"), audits[i] > 0);
		assert_int_equal(layout_shows(&layout, "There is no earlier audit"),
				 audits[i] == 0);
		layout_release(&layout);
		course_free(course);
	}
}

/* A mark says in words what it shows: one for each audit that asked. */
static void each_mark_of_the_pdf_has_its_words(void **state)
{
	struct course *course = course_new();
	struct layout layout;
	size_t count = 0, passes = 0, unknowns = 0, marks = 0;

	(void)state;
	with_audit(course, 4);
	layout_make(&layout, &course->f->audit);
	const struct flow_node *nodes = flow_nodes(layout.flow, &count);
	for (size_t i = 1; i < count; i++) {
		if (nodes[i].role != ROLE_FIGURE || nodes[nodes[i].parent].role != ROLE_CELL)
			continue;
		marks++;
		passes += strncmp(nodes[i].text, "Met", 3) == 0;
		unknowns += strncmp(nodes[i].text, "Could not check", 15) == 0;
	}
	const struct history *h = course->f->audit.history;
	size_t of[VERDICT_COUNT] = { 0 };
	for (size_t i = 0; i < h->row_count; i++)
		for (size_t k = 0; k < h->count; k++)
			of[h->rows[i].cells[k].verdict] += h->rows[i].cells[k].asked;
	assert_int_equal(marks, h->count * h->row_count);
	assert_int_equal(passes, of[VERDICT_PASS]);
	assert_int_equal(unknowns, of[VERDICT_UNKNOWN]);
	layout_release(&layout);
	course_free(course);
}

/* As the summary counts: what the profile only notes is no requirement, however it came out. */
static void notes_are_not_in_the_total(void **state)
{
	struct course *course = course_new();
	size_t of[VERDICT_COUNT], all = 0, notes = 0;

	(void)state;
	with_audit(course, 2);
	const struct audit *audit = &course->f->audit;
	for (size_t i = 0; i < audit->finding_count; i++)
		notes += view_is_note(audit->findings[i].requirement);
	assert_true(notes > 0 && notes < audit->finding_count);
	const size_t total = view_history_tally(audit, audit->history->count - 1, of);
	assert_int_equal(total, audit->finding_count - notes);
	for (int verdict = 0; verdict < VERDICT_COUNT; verdict++)
		all += of[verdict];
	assert_int_equal(all, total);
	assert_int_equal(of[VERDICT_INFORMATIONAL], 0);
	course_free(course);
}

/* Two sentences of one report that compare with two audits say so. */
static void a_baseline_that_is_not_the_newest_is_told(void **state)
{
	struct course *course = course_new();
	struct comparison comparison = { .incomparable = "" };

	(void)state;
	with_audit(course, 4);
	const struct history *history = course->f->audit.history;
	for (size_t i = 0; i + 1 < history->count; i++) {
		comparison.before.assessed_at = history->audits[i].assessed_at;
		const char *told = view_history_skipped(course->f->arena, history, &comparison);
		assert_int_equal(*told != '\0', i + 2 < history->count);
	}
	assert_string_equal(view_history_skipped(course->f->arena, history, NULL), "");
	assert_string_equal(view_history_skipped(course->f->arena, NULL, &comparison), "");
	course_free(course);
}

static void the_sheet_has_a_column_for_each_audit(void **state)
{
	char path[] = "/tmp/syncro-audit-history-XXXXXX";
	struct course *course = course_new();
	struct audit *audit = &course->f->audit;
	struct error err = { .message = "" };
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	with_audit(course, 3);
	if (xlsx_report_write(audit, path, &err) != 0)
		fail_msg("%s", err.message);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *sheet = workbook_sheet(book, "History");
	assert_non_null(sheet);
	for (size_t i = 0; i < audit->history->row_count; i++) {
		const struct history_row *row = &audit->history->rows[i];
		const size_t at = workbook_find(sheet, 'A', row->id);
		assert_true(at > 0);
		for (size_t k = 0; k < audit->history->count; k++)
			assert_string_equal(workbook_cell(sheet, at, (char)('C' + k)),
					    view_history_label(course->f->arena, &row->cells[k]));
	}
	const size_t unknown = workbook_find(sheet, 'B', "How many: Could not check");
	for (size_t k = 0; k < audit->history->count; k++)
		assert_int_equal(strtoul(workbook_cell(sheet, unknown, (char)('C' + k)), NULL, 10),
				 audit->history->audits[k].counts.of[VERDICT_UNKNOWN]);
	assert_string_equal(
		workbook_cell(sheet, workbook_find(sheet, 'B', "Comparable with this audit"), 'C'),
		"no: another version");
	workbook_free(book);
	unlink(path);
	course_free(course);
}

static void no_two_results_have_one_label(void **state)
{
	struct arena *arena = arena_new();
	const char *labels[VERDICT_COUNT * 2 + 1] = { VIEW_HISTORY_NOT_ASKED };
	size_t count = 1;

	(void)state;
	for (int way = 0; way < VERDICT_COUNT * 2; way++) {
		const struct history_cell cell = { .asked = true,
						   .verdict = (enum verdict)(way / 2),
						   .waived = way % 2 };
		labels[count++] = view_history_label(arena, &cell);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(labels[i], labels[k]);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_pass_reads_pass),
		cmocka_unit_test(what_was_not_asked_for_is_no_result),
		cmocka_unit_test(many_audits_stay_within_a_hundred_columns),
		cmocka_unit_test(the_pdf_has_the_part_with_a_history_only),
		cmocka_unit_test(each_mark_of_the_pdf_has_its_words),
		cmocka_unit_test(notes_are_not_in_the_total),
		cmocka_unit_test(a_baseline_that_is_not_the_newest_is_told),
		cmocka_unit_test(the_sheet_has_a_column_for_each_audit),
		cmocka_unit_test(no_two_results_have_one_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
