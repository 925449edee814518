/* Linting: every mistake with its place, and the same judgement as an audit's. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#include "audit/rules/profile/lint.h"

static struct profile_lint lint_text(struct world *w, const char *text)
{
	struct profile_lint found;

	profile_lint(w->arena, w->catalogue, text, strlen(text), &found);
	return found;
}

static struct profile_lint lint(struct world *w, const char *json)
{
	return lint_text(w, world_json(w, json));
}

static void assert_mistake(const struct profile_lint *found, const char *pointer,
			   const char *expected)
{
	for (size_t i = 0; i < found->count; i++)
		if (strcmp(found->mistakes[i].pointer, pointer) == 0 &&
		    strstr(found->mistakes[i].expected, expected))
			return;
	fail_msg("no mistake at '%s' that says '%s'", pointer, expected);
}

static void the_built_in_one_has_none(void **state)
{
	struct world *w = world_new();

	(void)state;
	assert_int_equal(lint_text(w, world_file(w, "templates/profiles/jumpcloud-mtp.json")).count,
			 0);
	world_free(w);
}

static void all_of_them_are_told(void **state)
{
	static const struct {
		const char *pointer, *expected;
	} wanted[] = {
		{ "/id", "found \"Not an id\"" },
		{ "/version", "a string that is not empty, found 3" },
		{ "/colour", "no such key here; known are $schema, id" },
		{ "/title", "found nothing" },
		{ "/vendor", "found nothing" },
		{ "/sources/0/url", "an address" },
		{ "/sources/0/retrieved", "a date as YYYY-MM-DD, found \"soon\"" },
		{ "/requirements/0/severity", "one of high, medium, low, info" },
		{ "/requirements/0/check/permissions/2", "found 'Tickets - Edit' again" },
		{ "/requirements/1/id", "an id of its own, found 'A' again" },
		{ "/requirements/1/remediation/1", "a step" },
		{ "/requirements/1/check/days", "a whole number, found nothing" },
		{ "/requirements/1/check/hours", "no such key here; known are kind, days" },
		{ "/requirements/2", "an object, found 7" },
	};
	struct world *w = world_new();

	(void)state;
	const struct profile_lint found =
		lint(w, "{'id':'Not an id','version':3,'colour':1,'sources':[{'title':'T','url':"
			"'ftp://x','retrieved':'soon'}],'requirements':[{'id':'A','title':'T',"
			"'severity':'fatal','mandatory':true,'rationale':'R','reference':'',"
			"'remediation':['S'],'check':{'kind':'permission-family','permissions':["
			"'Tickets - Edit','Tickets - Fold','tickets edit']}},{'id':'A','title':'T',"
			"'severity':'low','mandatory':true,'rationale':'R','reference':'',"
			"'remediation':['S',7],'check':{'kind':'token-expiry','hours':2}},7]}");
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_mistake(&found, wanted[i].pointer, wanted[i].expected);
	assert_int_equal(found.count, COUNT_OF(wanted));
	assert_int_equal(found.warning_count, 1);
	assert_string_equal(found.warnings[0].pointer, "/requirements/0/check/permissions/1");
	world_free(w);
}

/* A vendor's page can be written down as it stands: what it names is not refused. */
static void a_name_that_nobody_knows_is_a_warning(void **state)
{
	struct world *w = world_new();
	const size_t known = w->catalogue->count;

	(void)state;
	const struct profile_lint found = lint(
		w,
		"{'id':'x','version':'1','title':'T','vendor':'V','sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],"
		"'requirements':[{'id':'A','title':'T','severity':'low','mandatory':true,"
		"'rationale':'R','reference':'','remediation':['S'],'check':{'kind':'permission',"
		"'permission':'Tickets - Eddit'}},{'id':'B','title':'T','severity':'low',"
		"'mandatory':true,'rationale':'R','reference':'','remediation':['S'],'check':{"
		"'kind':'permission-family','permissions':['Tickets - Edit','Timers - Fold it']"
		"}}]}");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.warning_count, 2);
	assert_string_equal(found.warnings[0].pointer, "/requirements/0/check/permission");
	assert_non_null(strstr(found.warnings[0].expected, "(did you mean 'Tickets - Edit'?)"));
	assert_string_equal(found.warnings[1].pointer, "/requirements/1/check/permissions/1");
	assert_null(strstr(found.warnings[1].expected, "did you mean"));
	assert_int_equal(w->catalogue->count, known + 2);
	assert_string_equal(w->catalogue->permissions[known + 1].family, "Timers");
	world_free(w);
}

/* Two requirements without an id do not share one. */
static void what_is_missing_is_told_once(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile_lint found = lint(
		w,
		"{'id':'x','version':'1','title':'T','vendor':'V','sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],"
		"'requirements':[{},{}]}");
	size_t ids = 0;
	for (size_t i = 0; i < found.count; i++)
		ids += strstr(found.mistakes[i].pointer, "/id") != NULL;
	assert_int_equal(ids, 2);
	world_free(w);
}

static void what_cannot_be_read_is_one_mistake(void **state)
{
	static const char *const cases[][2] = {
		{ "", "JSON, found text that is not JSON: line 1, column 1" },
		{ "{'id':'x',\n'id':'y'}", "JSON, found text that holds the key 'id' twice" },
		{ "{} x", "is not JSON: line 1, column 4" },
	};
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct profile_lint found = lint(w, cases[i][0]);
		assert_int_equal(found.count, 1);
		assert_mistake(&found, "", cases[i][1]);
	}
	world_free(w);
}

/* A key is taken away, one at a time: lint and an audit agree each time. */
static void it_agrees_with_what_an_audit_accepts(void **state)
{
	static const char *const keys[] = { "id",	   "title",	 "group",     "severity",
					    "mandatory",   "documented", "rationale", "reference",
					    "remediation", "check",	 "where" };
	struct world *w = world_new();
	const char *file = world_file(w, "templates/profiles/jumpcloud-mtp.json");
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct error err = { .message = "" };
		struct profile *profile = NULL;
		const char *text = world_without(w, file, "requirements/3", keys[i]);
		const struct profile_lint found = lint_text(w, text);
		int result = profile_read(w->arena, w->catalogue, "x", text, strlen(text), &profile,
					  &err);
		assert_int_equal(found.count > 0, result != 0);
		refused += found.count > 0;
	}
	assert_int_equal(refused, 8);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_built_in_one_has_none),
		cmocka_unit_test(all_of_them_are_told),
		cmocka_unit_test(a_name_that_nobody_knows_is_a_warning),
		cmocka_unit_test(what_is_missing_is_told_once),
		cmocka_unit_test(what_cannot_be_read_is_one_mistake),
		cmocka_unit_test(it_agrees_with_what_an_audit_accepts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
