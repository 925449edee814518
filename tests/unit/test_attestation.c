/* Attestation files: what is read, what counts as absent, what is refused. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void refuses(struct world *w, const char *json, const char *message)
{
	struct error err = { .message = "" };
	const struct attested_permissions *before = w->audit.token;
	const char *text = world_json(w, json);

	assert_int_equal(attestation_read(w->arena, &w->audit, "a.json", text, strlen(text), &err),
			 -1);
	if (!strstr(err.message, message))
		fail_msg("'%s' does not hold '%s'", err.message, message);
	assert_ptr_equal(w->audit.token, before); /* untouched on failure */
}

static void everything_is_read(void **state)
{
	int64_t end = 0;

	(void)state;
	struct world *w = world_new();
	world_attest(
		w, "{'$schema':'x','attestations':[{'requirement':'JC-1.1','verdict':'fail',"
		   "'statement':'No role.','where':'there','evidence':'shot.png'," WORLD_SIGNED
		   "}],'token':{'name':'T','expires_on':'2027-01-31','permissions':["
		   "'Tickets – Edit','Tickets - Edit','Tickets - Fold'],"
		   "'complete':true,'where':'there'," WORLD_SIGNED "},'security_groups':[{"
		   "'name':'G','access_type':'Select Customers','permissions':[]," WORLD_SIGNED
		   "}],'customers':{'total':24,'where':'there','evidence':'shot.png'," WORLD_SIGNED
		   "}}");
	assert_int_equal(w->audit.attestation_count, 1);
	const struct attestation *entry = &w->audit.attestations[0];
	assert_int_equal(entry->verdict, VERDICT_FAIL);
	assert_string_equal(entry->statement, "No role.");
	assert_string_equal(entry->attested_by, "Ann");
	assert_string_equal(entry->evidence, "shot.png");
	assert_int_equal(clock_parse_date("2027-10-31", &end), 0);
	assert_int_equal(entry->ends_at, end);
	const struct attested_permissions *token = w->audit.token;
	assert_true(token->expires && token->complete);
	assert_int_equal(clock_parse_date("2027-01-31", &end), 0);
	assert_int_equal(token->expires_at, end);
	assert_int_equal(token->permission_count, 1);
	assert_int_equal(token->permissions[0], world_permission(w, "Tickets - Edit"));
	assert_int_equal(token->unknown_count, 1);
	assert_string_equal(token->unknown_permissions[0], "Tickets - Fold");
	assert_int_equal(w->audit.group_attested_count, 1);
	assert_string_equal(w->audit.groups_attested[0].access_type, "Select Customers");
	assert_false(w->audit.groups_attested[0].complete);
	const struct attested_total *total = w->audit.customers_attested;
	assert_int_equal(total->total, 24);
	assert_string_equal(total->attested_by, "Ann");
	assert_string_equal(total->evidence, "shot.png");
	assert_int_equal(total->ends_at, entry->ends_at);
	world_free(w);
}

static void what_is_not_filled_in_is_absent(void **state)
{
	static const char *const files[] = {
		"{}",
		"{'attestations':[{'requirement':'JC-1.1','verdict':null,'statement':'',"
		"'attested_by':'','attested_on':'','valid_until':'','where':'there'}]}",
		"{'attestations':[{'requirement':'JC-1.1','verdict':null,'statement':null,"
		"'attested_by':'Ann','attested_on':null,'valid_until':'soon'}]}",
		"{'token':{'name':'','expires_on':'','permissions':[],'attested_by':'',"
		"'attested_on':'','valid_until':''}}",
		"{'token':{'name':'T','expires_on':null,'permissions':['Tickets - Edit'],"
		"'attested_by':null,'attested_on':'','valid_until':null}}",
		"{'security_groups':[{'name':'G','access_type':'','permissions':[],"
		"'attested_by':'','attested_on':'','valid_until':''}]}",
		"{'customers':{'total':null,'attested_by':'','attested_on':'','valid_until':''}}",
		"{'customers':{'total':24,'where':'there','attested_by':null,'attested_on':'',"
		"'valid_until':null}}",
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		world_attest(w, files[i]);
		assert_int_equal(w->audit.attestation_count, 0);
		assert_null(w->audit.token);
		assert_int_equal(w->audit.group_attested_count, 0);
		assert_null(w->audit.customers_attested);
	}
	world_free(w);
}

#define ENTRY(members) "{'attestations':[{'requirement':'A'," members "}]}"
#define TOTAL(members) "{'customers':{" members "}}"
#define TOKEN(members) "{'token':{'name':'T'," members "}}"

static void mistakes_are_told_with_their_place(void **state)
{
	static const char *const cases[][2] = {
		{ "[]", "a.json: at '': expected an object" },
		{ "{", "a.json: is not JSON" },
		{ "{'attestation':[]}", "at '/attestation': expected no such key here" },
		{ "{'attestations':[7]}", "at '/attestations/0': expected an object" },
		{ "{'attestations':[{'verdict':'pass','statement':'S'," WORLD_SIGNED "}]}",
		  "at '/attestations/0/requirement': expected a string that is not empty, found "
		  "nothing" },
		{ ENTRY("'statement':'S'," WORLD_SIGNED),
		  "at '/attestations/0/verdict': expected a value, found nothing" },
		{ ENTRY("'verdict':'maybe','statement':'S'," WORLD_SIGNED),
		  "at '/attestations/0/verdict': expected one of pass, fail, found \"maybe\"" },
		{ ENTRY("'verdict':'unknown','statement':'S'," WORLD_SIGNED),
		  "expected one of pass, fail" },
		{ ENTRY("'verdict':7,'statement':'S'," WORLD_SIGNED),
		  "expected one of pass, fail" },
		{ ENTRY("'verdict':'pass','statement':''," WORLD_SIGNED),
		  "at '/attestations/0/statement': expected a string with a letter or a digit in it" },
		{ ENTRY("'verdict':'pass','statement':'S','attested_by':'A',"
			"'attested_on':'2026-02-30','valid_until':'2027-01-01'"),
		  "at '/attestations/0/attested_on': expected a date as YYYY-MM-DD that is not in "
		  "the future, found \"2026-02-30\"" },
		{ ENTRY("'verdict':'pass','statement':'S','attested_by':'A',"
			"'attested_on':'2999-01-01','valid_until':'2999-01-02'"),
		  "at '/attestations/0/attested_on': expected a date as YYYY-MM-DD that is not in "
		  "the future, found \"2999-01-01\"" },
		{ TOKEN("'expires_on':null,'permissions':[],'attested_by':'Ann',"
			"'attested_on':'2999-01-01','valid_until':'2999-01-02'"),
		  "at '/token/attested_on': expected a date as YYYY-MM-DD that is not in the "
		  "future" },
		{ ENTRY("'verdict':'pass','statement':'S','attested_by':'\\u0007 \\u200b\\u3000',"
			"'attested_on':'2026-01-02','valid_until':'2027-01-01'"),
		  "at '/attestations/0/attested_by': expected a string with a letter or a digit in it" },
		{ ENTRY("'verdict':'pass','statement':'S','attested_by':'-',"
			"'attested_on':'2026-01-02','valid_until':'2027-01-01'"),
		  "at '/attestations/0/attested_by': expected a string with a letter or a digit in "
		  "it, found \"-\"" },
		{ ENTRY("'verdict':'pass','statement':'S','attested_by':'A',"
			"'attested_on':'2026-01-02','valid_until':'2026-01-01'"),
		  "at '/attestations/0/valid_until': expected a date not before attested_on "
		  "(2026-01-02), found \"2026-01-01\"" },
		{ ENTRY("'verdict':null,'statement':''"),
		  "at '/attestations/0/attested_by': expected a value, found nothing" },
		{ ENTRY("'verdict':null,'statement':'','attested_by':'','attested_on':'',"
			"'valid_until':'','mood':''"),
		  "at '/attestations/0/mood': expected no such key here" },
		{ TOKEN("'expires_on':'','permissions':[]," WORLD_SIGNED),
		  "at '/token/expires_on': expected a date as YYYY-MM-DD, or null, found \"\"" },
		{ TOKEN("'expires_on':null,'permissions':[7]," WORLD_SIGNED),
		  "at '/token/permissions/0': expected the name of a permission" },
		{ TOKEN("'expires_on':null,'permissions':['']," WORLD_SIGNED),
		  "at '/token/permissions/0': expected the name of a permission" },
		{ TOKEN("'expires_on':null,'permissions':{}," WORLD_SIGNED),
		  "at '/token/permissions': expected an array" },
		{ TOKEN("'expires_on':null,'permissions':[],'attested_by':'Ann','attested_on':'',"
			"'valid_until':''"),
		  "at '/token/attested_on': expected a date" },
		{ "{'token':{'attested_by':'','attested_on':'','valid_until':''}}",
		  "at '/token/name': expected a value, found nothing" },
		{ "{'security_groups':[{'name':'G','access_type':'A','permissions':[]," WORLD_SIGNED
		  "},{'name':'G','access_type':'A','permissions':[]," WORLD_SIGNED "}]}",
		  "at '/security_groups/1/name': expected each group once, found 'G' again" },
		{ "{'security_groups':[{'attested_by':'','attested_on':'','valid_until':''}]}",
		  "at '/security_groups/0/name': expected a value, found nothing" },
		{ TOTAL("'total':null," WORLD_SIGNED), "at '/customers/total': expected " },
		{ TOTAL("'total':-1," WORLD_SIGNED), "at '/customers/total': expected " },
		{ TOTAL("'total':2.5," WORLD_SIGNED), "at '/customers/total': expected " },
		{ TOTAL("'total':'24'," WORLD_SIGNED), "at '/customers/total': expected " },
		{ TOTAL("'total':24,'active':23," WORLD_SIGNED),
		  "at '/customers/active': expected no such key here" },
		{ TOTAL("'total':24,'attested_by':' ','attested_on':'2026-01-02',"
			"'valid_until':'2027-01-01'"),
		  "at '/customers/attested_by': expected a string with a letter or a digit in it" },
		{ TOTAL("'total':24,'attested_by':'Ann','attested_on':'2999-01-01',"
			"'valid_until':'2999-01-02'"),
		  "at '/customers/attested_on': expected a date as YYYY-MM-DD that is not in the "
		  "future" },
		{ TOTAL("'total':24,'attested_by':'Ann','attested_on':'2026-01-02',"
			"'valid_until':'2026-01-01'"),
		  "at '/customers/valid_until': expected a date not before attested_on" },
		{ "{'customers':[]}", "at '/customers': expected an object" },
		{ "{'token':{},'token':{}}", "a.json: holds the key 'token' twice" },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		refuses(w, cases[i][0], cases[i][1]);
	world_free(w);
}

static void every_key_is_needed(void **state)
{
	static const struct {
		const char *path;
		const char *keys[6];
	} cases[] = {
		{ "attestations/0",
		  { "requirement", "statement", "attested_by", "attested_on", "valid_until" } },
		{ "token",
		  { "name", "expires_on", "permissions", "attested_by", "attested_on",
		    "valid_until" } },
		{ "security_groups/0",
		  { "name", "access_type", "permissions", "attested_by", "attested_on",
		    "valid_until" } },
		{ "customers", { "total", "attested_by", "attested_on", "valid_until" } },
	};
	static const char *const files[] = {
		"{'attestations':[{'requirement':'A','verdict':'pass','statement':'S'," WORLD_SIGNED
		"}],'token':{'name':'T','expires_on':null,'permissions':[]," WORLD_SIGNED
		"},'security_groups':[{'name':'G','access_type':'A','permissions':[]," WORLD_SIGNED
		"}],'customers':{'total':1," WORLD_SIGNED "}}",
		"{'attestations':[{'requirement':'A','verdict':null,'statement':'',"
		"'attested_by':'','attested_on':'','valid_until':''}],'token':{'name':'',"
		"'expires_on':'','permissions':[],'attested_by':'','attested_on':'',"
		"'valid_until':''},'security_groups':[{'name':'','access_type':'',"
		"'permissions':[],'attested_by':'','attested_on':'','valid_until':''}],"
		"'customers':{'total':null,'attested_by':'','attested_on':'','valid_until':''}}",
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(files) * COUNT_OF(cases) * 6; i++) {
		const char *file = files[i % 2], *path = cases[i / 2 % COUNT_OF(cases)].path;
		const char *key = cases[i / 2 % COUNT_OF(cases)].keys[i / 2 / COUNT_OF(cases)];
		struct error err = { .message = "" };
		if (!key)
			continue;
		const char *text = world_without(w, world_json(w, file), path, key);
		assert_key_missing(
			attestation_read(w->arena, &w->audit, "a.json", text, strlen(text), &err),
			err, path, key);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read),
		cmocka_unit_test(what_is_not_filled_in_is_absent),
		cmocka_unit_test(every_key_is_needed),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
