/* The kinds of checks: one table, in the code, in its header and in the schema. */
#include "tests/unit/fixture_ready.h"

#include "audit/rules/check/check.h"

#define KINDS_MOST 64

/* All there are, which an unknown one brings to light: "one of A, B, found ...". */
static size_t list_kinds(struct world *w, char **names)
{
	const char *profile = "{\"kind\": \"horoscope\"}", *begin = "one of ";
	struct error err = { .message = "" };
	struct check check;
	struct input in;
	size_t count = 0;

	assert_int_equal(input_open(&in, "file", profile, strlen(profile), &err), 0);
	check_read(w->arena, &in, w->catalogue, in.root, "", &check);
	assert_int_equal(in.problem_count, 1);
	char *list = arena_strdup(w->arena, in.problems[0].expected);
	assert_int_equal(input_close(&in, &err), -1);
	assert_int_equal(strncmp(list, begin, strlen(begin)), 0);
	for (char *name = strtok_r(list + strlen(begin), ", ", &list);
	     name && strcmp(name, "found") != 0; name = strtok_r(NULL, ", ", &list)) {
		assert_true(count < KINDS_MOST);
		names[count++] = name;
	}
	return count;
}

static void every_kind_is_found_by_its_name(void **state)
{
	(void)state;
	struct world *w = world_new();
	char *names[KINDS_MOST];
	size_t count = list_kinds(w, names);

	for (size_t i = 0; i < count; i++) {
		const struct check_kind *kind = check_kind_find(names[i]);
		assert_non_null(kind);
		assert_string_equal(kind->name, names[i]);
		assert_non_null(kind->run);
		assert_int_equal(kind->warns, strncmp(kind->name, "warn-", 5) == 0);
		assert_int_equal(kind->requires & ~kind->takes, 0);
	}
	assert_int_equal(count, 28);
	assert_null(check_kind_find("horoscope"));
	world_free(w);
}

static void every_kind_is_documented(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *header = world_file(w, "audit/rules/check/check.h");
	const char *schema = world_file(w, "templates/schema/profile.schema.json");

	char *names[KINDS_MOST];
	size_t count = list_kinds(w, names);

	for (size_t i = 0; i < count; i++) {
		if (!strstr(header, arena_printf(w->arena, "\n *  %s ", names[i])))
			fail_msg("%s is not in check.h", names[i]);
		if (!strstr(schema, arena_printf(w->arena, "\"const\": \"%s\"", names[i])))
			fail_msg("%s is not in the schema", names[i]);
	}
	world_free(w);
}

/* A profile is data: it may come from a program that knows more. */
static void an_unknown_kind_is_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();
	world_check(w, "{'kind':'token-valid'}");
	struct requirement requirement = w->audit.profile->requirements[0];
	struct profile profile = *w->audit.profile;
	requirement.check.kind = "horoscope";
	profile.requirements = &requirement;
	w->audit.profile = &profile;
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_UNKNOWN, REASON_NOT_REQUESTED);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_found_by_its_name),
		cmocka_unit_test(every_kind_is_documented),
		cmocka_unit_test(an_unknown_kind_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
