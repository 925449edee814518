/* What people write into work.xlsx: there and back, by the workbook and by the evidence. */
#include <fcntl.h>
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
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/work_copy.h"
#include "audit/model/work.h"
#include "report/view/view.h"
#include "report/xlsx/work.h"
#include "report/xlsx/work_read.h"
#include "tests/unit/fixture_audit.h"

static char path[] = "/tmp/syncro-audit-work-XXXXXX";

/* A row about the first requirement that something is to be done about. */
static struct work_row row_about(const struct fixture_audit *f)
{
	struct view *view = view_new(&f->audit);
	const char *id = view->actions[0].finding->requirement->id;

	view_free(view);
	return (struct work_row){ .requirement = id,
				  .job = "",
				  .action = "",
				  .result = "",
				  .severity = "",
				  .owner = "=Ann & <Lee> _x0041_",
				  .due = "2026-12-09",
				  .state = WORK_FIXED,
				  .fixed_on = "2026-02-01",
				  .response = "株 rotated",
				  .note = "'+1" };
}

static void give(struct fixture_audit *f, const struct work_row *row)
{
	struct work *work = arena_alloc(f->arena, sizeof *work);

	*work = (struct work){ .account = f->account.subdomain,
			       .profile = f->profile.id,
			       .report_id = "id",
			       .assessed_on = "2026-03-03",
			       .rows = arena_copy(f->arena, row, sizeof *row),
			       .count = 1 };
	f->audit.work = work;
}

static struct work *written_and_read(struct fixture_audit *f)
{
	struct error err = { .message = "" };
	struct work *work = NULL;

	if (xlsx_work_write(&f->audit, path, &err) != 0 ||
	    xlsx_work_read(f->arena, open(path, O_RDONLY | O_CLOEXEC), &work, &err) != 0)
		fail_msg("%s", err.message);
	return work;
}

static void assert_row(const struct work_row *found, const struct work_row *expected)
{
	assert_non_null(found);
	assert_string_equal(found->owner, expected->owner);
	assert_string_equal(found->due, expected->due);
	assert_string_equal(found->response, expected->response);
	assert_string_equal(found->note, expected->note);
	assert_int_equal(found->state, expected->state);
	assert_string_equal(found->fixed_on, expected->fixed_on);
}

static void there_and_back(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct work_row row = row_about(f);

	(void)state;
	give(f, &row);
	const struct work *work = written_and_read(f);
	assert_string_equal(work->account, f->account.subdomain);
	assert_string_equal(work->profile, f->profile.id);
	assert_string_equal(work->report_id, f->audit.report_id);
	assert_string_equal(work->assessed_on, "2026-11-24");
	assert_row(work_find(work, row.requirement), &row);
	for (size_t i = 0; i < work->count; i++)
		if (strcmp(work->rows[i].requirement, row.requirement) != 0)
			assert_false(work_row_is_written(&work->rows[i]));
	fixture_audit_free(f);
}

static void the_evidence_keeps_it(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct work_row row = row_about(f);
	struct error err = { .message = "" };
	const struct work *again = NULL;

	(void)state;
	give(f, &row);
	const struct evidence_input copy = { "work.xlsx", work_copy_text(f->arena, f->audit.work) };
	if (work_copy_read(f->arena, &copy, &again, &err) != 0)
		fail_msg("%s", err.message);
	assert_row(work_find(again, row.requirement), &row);
	assert_string_equal(work_copy_text(f->arena, again), copy.text);
	fixture_audit_free(f);
}

static void a_copy_is_read_strictly(void **state)
{
#define FIXED_ROW(due, state, fixed_on)                                                            \
	"{\"requirement\":\"A\",\"job\":\"\",\"action\":\"\",\"result\":\"\",\"severity\":\"\","   \
	"\"owner\":\"\",\"due\":\"" due                                                            \
	"\",\"response\":\"\",\"note\":\"\",\"fixed_on\":\"" fixed_on "\",\"state\":\"" state      \
	"\"}"
#define ROW(due, state) FIXED_ROW(due, state, "")
#define COPY(rows)                                                                                 \
	"{\"schema\":\"syncro-audit/work/1\",\"account\":\"a\",\"profile\":\"p\","                 \
	"\"report_id\":\"r\",\"assessed_on\":\"2026-03-03\",\"rows\":[" rows "]}"
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "{}", "/schema" },
		{ COPY("1"), "/rows/0" },
		{ COPY(ROW("soon", "Open")), "/rows/0/due" },
		{ COPY(ROW("", "Done")), "/rows/0/state" },
		{ COPY(ROW("", "Fixed")), "/rows/0/fixed_on" },
		{ COPY(FIXED_ROW("", "Fixed", "then")), "/rows/0/fixed_on" },
		{ COPY(FIXED_ROW("", "Open", "2026-03-03")), "/rows/0/fixed_on" },
		{ COPY(ROW("", "Open") "," ROW("", "Open")), "/rows/1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena *arena = arena_new();
		struct error err = { .message = "" };
		const struct work *work = NULL;
		const struct evidence_input copy = { "w", cases[i].text };
		assert_int_equal(work_copy_read(arena, &copy, &work, &err), -1);
		if (!strstr(err.message, cases[i].message))
			fail_msg("%s", err.message);
		arena_free(arena);
	}
}

/* A cell can hold 32,767 characters, a page cannot. */
static void a_long_owner_is_cut_where_it_is_told(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct work_row row = row_about(f);
	char *owner = arena_alloc(f->arena, 30001);

	(void)state;
	memset(owner, 'x', 30000);
	row.owner = owner;
	give(f, &row);
	struct view *view = view_new(&f->audit);
	size_t told = 0;
	for (size_t i = 0; i < view->job_count; i++) {
		assert_true(strlen(view->jobs[i].assigned) < 120);
		told += strstr(view->jobs[i].assigned, "xxx… by 9 December 2026") != NULL;
	}
	assert_int_equal(told, 1);
	view_free(view);
	const struct work *work = written_and_read(f);
	assert_row(work_find(work, row.requirement), &row);
	fixture_audit_free(f);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(the_evidence_keeps_it),
		cmocka_unit_test(a_copy_is_read_strictly),
		cmocka_unit_test(a_long_owner_is_cut_where_it_is_told),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
