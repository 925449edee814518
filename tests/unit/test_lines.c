/* What points at results.json points at what it tells of, in the very bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/results/write.h"
#include "report/format/lines.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_sample.h"
#include "tests/unit/fixture_written.h"

/* What stands between two columns of a line, by hand; nothing but a comma stands behind it. */
static const char *between(struct arena *arena, const char *text, struct line line)
{
	for (size_t i = 1; i < line.number; i++)
		text = strchr(text, '\n') + 1;
	char *part = arena_printf(arena, "%.*s", (int)strcspn(text, "\n"), text);
	char *at = part, *from = part;
	for (size_t column = 1; column < line.end; column++) {
		if (column == line.begin)
			from = at;
		assert_true(*at++);
		while ((*at & 0xC0) == 0x80)
			at++;
	}
	assert_true(line.begin < line.end && (!*at || strcmp(at, ",") == 0));
	*at = '\0';
	return from;
}

static const char *member(struct arena *arena, const char *key, const char *value)
{
	cJSON *string = cJSON_CreateString(value);
	char *printed = cJSON_PrintUnformatted(string);
	const char *text = arena_printf(arena, "\"%s\": %s", key, printed);

	cJSON_Delete(string);
	cJSON_free(printed);
	return text;
}

static void assert_lines(const struct audit *audit)
{
	struct arena *arena = arena_new();
	char *text = fixture_written(result_json_write, audit);
	struct lines *lines = lines_new(audit);

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		assert_string_equal(between(arena, text, lines_finding(lines, i)),
				    member(arena, "id", finding->requirement->id));
		for (size_t k = 0; k < finding->observation_count; k++)
			assert_string_equal(
				between(arena, text, lines_observation(lines, i, k)),
				member(arena, "object", finding->observations[k].object));
	}
	lines_free(lines);
	free(text);
	arena_free(arena);
}

static void each_finding_and_observation_stands_there(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	assert_lines(&f->audit);
	fixture_audit_findings(f, 60);
	assert_lines(&f->audit);
	fixture_audit_lengthen(f);
	assert_lines(&f->audit);
	fixture_audit_free(f);
}

/* A baseline has findings of its own, before those of the report. */
static void findings_of_changes_are_others(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_compared(f);
	assert_lines(&f->audit);
	fixture_audit_free(f);
}

static void texts_that_look_like_lines_are_none(void **state)
{
	static const char text[] =
		"  \"findings\": [\n    {\n        {\n      ],\n \U0001F984 日本,";
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++) {
		f->audit.findings[i].summary = text;
		for (size_t k = 0; k < f->audit.findings[i].observation_count; k++)
			f->audit.findings[i].observations[k].object = text;
	}
	assert_lines(&f->audit);
	fixture_audit_free(f);
}

static void nothing_and_much(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();
	struct arena *arena = arena_new();

	(void)state;
	assert_lines(&f->audit);
	f->audit.finding_count = 0;
	lines_free(lines_new(&f->audit));
	assert_lines(fixture_sample_of_size(arena, 20001));
	arena_free(arena);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_finding_and_observation_stands_there),
		cmocka_unit_test(findings_of_changes_are_others),
		cmocka_unit_test(texts_that_look_like_lines_are_none),
		cmocka_unit_test(nothing_and_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
