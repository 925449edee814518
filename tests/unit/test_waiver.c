/* Waiver files: what is read, and what is refused. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define ENTRY                                                                                      \
	"'reason':'R','owner':'O','approved_by':'A','created_on':'2026-01-02',"                    \
	"'expires_on':'2026-12-31'"

static void everything_is_read(void **state)
{
	int64_t end = 0;

	(void)state;
	struct world *w = world_new();
	world_waive(w, "{'$schema':'x','waivers':[{'requirement':'JC-3.5','object':'customer:7',"
		       "'reference':'T-1'," ENTRY "},{'requirement':'JC-3.4'," ENTRY "}]}");
	assert_int_equal(w->audit.waiver_count, 2);
	const struct waiver *waiver = &w->audit.waivers[0];
	assert_string_equal(waiver->requirement, "JC-3.5");
	assert_string_equal(waiver->object, "customer:7");
	assert_string_equal(waiver->reason, "R");
	assert_string_equal(waiver->owner, "O");
	assert_string_equal(waiver->approved_by, "A");
	assert_string_equal(waiver->created_on, "2026-01-02");
	assert_string_equal(waiver->expires_on, "2026-12-31");
	assert_string_equal(waiver->reference, "T-1");
	assert_int_equal(clock_parse_date("2026-12-31", &end), 0);
	assert_int_equal(waiver->ends_at, end);
	assert_string_equal(w->audit.waivers[1].object, "");
	assert_string_equal(w->audit.waivers[1].reference, "");
	world_waive(w, "{'waivers':[]}");
	assert_int_equal(w->audit.waiver_count, 0);
	world_free(w);
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const char *const cases[][2] = {
		{ "[]", "w.json: at '': expected an object" },
		{ "{", "w.json: is not JSON" },
		{ "{}", "at '/waivers': expected an array, found nothing" },
		{ "{'waivers':[7]}", "at '/waivers/0': expected an object" },
		{ "{'waivers':[{" ENTRY "}]}",
		  "at '/waivers/0/requirement': expected a string that is not empty, found" },
		{ "{'waivers':[{'requirement':'A','until':1," ENTRY "}]}",
		  "at '/waivers/0/until': expected no such key here" },
		{ "{'waivers':[{'requirement':'A','object':7," ENTRY "}]}",
		  "at '/waivers/0/object': expected a string, found 7" },
		{ "{'waivers':[{'requirement':'A','reason':'R','owner':'O','approved_by':'A',"
		  "'created_on':'2026-01-02','expires_on':'never'}]}",
		  "at '/waivers/0/expires_on': expected a date as YYYY-MM-DD, found \"never\"" },
		{ "{'waivers':[{'requirement':'A','reason':'R','owner':'O','approved_by':'A',"
		  "'created_on':'2026-01-02','expires_on':'2026-01-01'}]}",
		  "at '/waivers/0/expires_on': expected a date not before created_on (2026-01-02), "
		  "found \"2026-01-01\"" },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		const char *text = world_json(w, cases[i][0]);
		assert_int_equal(
			waiver_read(w->arena, &w->audit, "w.json", text, strlen(text), &err), -1);
		if (!strstr(err.message, cases[i][1]))
			fail_msg("'%s' does not hold '%s'", err.message, cases[i][1]);
		assert_int_equal(w->audit.waiver_count, 0);
	}
	world_free(w);
}

static void every_key_is_needed(void **state)
{
	static const char *const keys[] = { "requirement", "reason",	 "owner",
					    "approved_by", "created_on", "expires_on" };

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct error err = { .message = "" };
		const char *text = world_without(
			w, world_json(w, "{'waivers':[{'requirement':'A'," ENTRY "}]}"),
			"waivers/0", keys[i]);
		assert_key_missing(
			waiver_read(w->arena, &w->audit, "w.json", text, strlen(text), &err), err,
			"waivers/0", keys[i]);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read),
		cmocka_unit_test(every_key_is_needed),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
