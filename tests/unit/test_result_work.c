/* What people wrote into work.xlsx, beside its finding in results.json: there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/work.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_schema.h"
#include "tests/unit/fixture_written.h"

#define SCHEMA "templates/schema/results.schema.json"

/* Somebody wrote about the first finding; about the second the sheet says nothing. */
static struct fixture_audit *worked_on(enum work_state state, const char *fixed_on)
{
	struct fixture_audit *f = fixture_audit_new();
	struct work *work = arena_alloc(f->arena, sizeof *work);
	const struct work_row none = {
		.owner = "", .due = "", .response = "", .note = "", .fixed_on = ""
	};

	work->count = 2;
	work->rows = arena_array(f->arena, work->count, sizeof *work->rows);
	for (size_t i = 0; i < work->count; i++) {
		work->rows[i] = none;
		work->rows[i].requirement = f->audit.findings[i].requirement->id;
	}
	work->rows[0].owner = "=Ann & <Lee>";
	work->rows[0].due = "2026-12-09";
	work->rows[0].state = state;
	work->rows[0].fixed_on = fixed_on;
	f->audit.work = work;
	return f;
}

static void assert_valid(const char *text)
{
	struct str schema_text = STR_INIT(STR_BODY);
	struct error err = { .message = "" };
	const char *place = "";

	if (file_read(SCHEMA, &schema_text, &err) != 0)
		fail_msg("%s", err.message);
	cJSON *schema = json_parse(str_text(&schema_text), schema_text.length, &err);
	cJSON *root = json_parse(text, strlen(text), &err);
	const char *wrong = fixture_schema_check(schema, root, &place);
	if (wrong)
		fail_msg("%s: %s", place, wrong);
	cJSON_Delete(root);
	cJSON_Delete(schema);
	str_release(&schema_text);
}

static void what_people_wrote_stands_beside_its_finding(void **state)
{
	static const struct {
		enum work_state state, told;
		const char *fixed_on;
	} cases[] = {
		{ WORK_UNTOLD, WORK_OPEN, "" },
		{ WORK_IN_PROGRESS, WORK_IN_PROGRESS, "" },
		{ WORK_FIXED, WORK_FIXED, "2026-03-03" },
		{ WORK_ACCEPTED, WORK_ACCEPTED, "" },
		{ WORK_DISPUTED, WORK_DISPUTED, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture_audit *f = worked_on(cases[i].state, cases[i].fixed_on);
		char *text = fixture_written(result_json_write, &f->audit);
		struct error err = { .message = "" };
		struct results *results = NULL;
		assert_valid(text);
		if (results_read(f->arena, text, strlen(text), &results, &err) != 0)
			fail_msg("%s", err.message);
		const struct work_row *row = results->findings[0].work;
		assert_non_null(row);
		assert_string_equal(row->owner, "=Ann & <Lee>");
		assert_string_equal(row->due, "2026-12-09");
		assert_int_equal(row->state, cases[i].told);
		assert_string_equal(row->fixed_on, cases[i].fixed_on);
		assert_null(results->findings[1].work);
		free(text);
		fixture_audit_free(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_wrote_stands_beside_its_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
