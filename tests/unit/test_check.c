/* The kinds of checks: one table, in the code, in its header and in the schema. */
#include "tests/unit/fixture_ready.h"

#include "audit/rules/check/check.h"

static void every_kind_is_found_by_its_name(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct check_kind *kind; (kind = check_kind_at(count)) != NULL; count++) {
		assert_ptr_equal(check_kind_find(kind->name), kind);
		assert_non_null(kind->run);
		assert_int_equal(kind->warns, strncmp(kind->name, "warn-", 5) == 0);
		assert_int_equal(kind->requires & ~kind->takes, 0);
	}
	assert_int_equal(count, 21);
	assert_null(check_kind_find("horoscope"));
}

static void every_kind_is_documented(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *header = world_file(w, "audit/rules/check/check.h");
	const char *schema = world_file(w, "templates/schema/profile.schema.json");

	for (size_t i = 0; check_kind_at(i); i++) {
		const char *name = check_kind_at(i)->name;
		if (!strstr(header, arena_printf(w->arena, "\n *  %s ", name)))
			fail_msg("%s is not in check.h", name);
		if (!strstr(schema, arena_printf(w->arena, "\"const\": \"%s\"", name)))
			fail_msg("%s is not in the schema", name);
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
