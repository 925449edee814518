/* Profiles: the built-in one, the defaults, and what is refused. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static int read_profile(struct world *w, const char *json, struct error *err)
{
	struct profile *profile = NULL;
	const char *text = world_json(w, json);
	int result =
		profile_read(w->arena, w->catalogue, "x.json", text, strlen(text), &profile, err);

	assert_true((profile == NULL) == (result != 0));
	if (profile)
		w->audit.profile = profile;
	return result;
}

static void refuses(struct world *w, const char *json, const char *message)
{
	struct error err = { .message = "" };

	assert_int_equal(read_profile(w, json, &err), -1);
	if (!strstr(err.message, message))
		fail_msg("'%s' does not hold '%s'", err.message, message);
}

#define HEAD "{'id':'x','version':'1','title':'T','vendor':'V'"
#define WITH(requirement)                                                                                                 \
	HEAD ",'sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],'requirements':[" requirement \
	     "]}"
#define REQUIREMENT(id, check)                                                                     \
	"{'id':'" id "','title':'T','severity':'low','mandatory':true,'rationale':'R',"            \
	"'reference':'','remediation':['S'],'check':" check "}"

static void the_built_in_one_names_its_requirements(void **state)
{
	static const char *const ids[] = {
		"JC-1.1", "JC-2.1", "JC-2.2", "JC-2.3", "JC-3.1", "JC-3.2", "JC-3.3",
		"JC-3.4", "JC-3.5", "JC-4.1", "JC-4.2", "JC-4.3", "JC-4.4", "JC-5.1",
		"JC-5.2", "JC-5.3", "JC-5.4", "JC-5.5", "JC-6.1", "JC-6.2", "JC-6.3",
		"JC-7.1", "JC-7.2", "JC-7.3", "JC-7.4", "JC-7.5", "JC-7.6",
	};
	static const char mandatory[] = "111011111111110000000000000";
	struct world *w = world_new();
	const struct profile *profile = w->audit.profile;

	(void)state;
	assert_string_equal(profile->id, "jumpcloud-mtp");
	assert_int_equal(profile->requirement_count, COUNT_OF(ids));
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		const struct requirement *requirement = &profile->requirements[i];
		assert_string_equal(requirement->id, ids[i]);
		assert_int_equal(requirement->mandatory, mandatory[i] == '1');
		assert_true(requirement->remediation_count >= 2);
		assert_true(*requirement->where && *requirement->documented &&
			    *requirement->rationale);
		assert_memory_equal(requirement->reference, "https://", 8);
	}
	assert_int_equal(profile->requirements[18].check.at_least, 2);
	assert_int_equal(profile->requirements[18].check.at_most, 5);
	assert_int_equal(profile->requirements[3].check.days, 30);
	assert_int_equal(profile->requirements[24].check.at_most, 3);
	for (size_t i = 21; i < 26; i++) {
		assert_int_equal(profile->requirements[i].severity, SEVERITY_INFO);
		assert_string_equal(profile->requirements[i].group, "Worth knowing");
	}
	assert_int_equal(profile->requirements[11].check.permission_count, 17);
	assert_string_equal(profile->sources[0].retrieved, "2026-11-24");
	world_free(w);
}

static void what_is_left_out_has_a_default(void **state)
{
	struct world *w = world_new();
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(read_profile(w, WITH(REQUIREMENT("A-1", "{'kind':'token-valid'}")), &err),
			 0);
	const struct profile *profile = w->audit.profile;
	assert_string_equal(profile->integration, "V");
	assert_string_equal(profile->description, "T");
	assert_string_equal(profile->requirements[0].group, "Requirements");
	assert_string_equal(profile->requirements[0].documented, "T");
	assert_string_equal(profile->requirements[0].where, "");
	assert_int_equal(profile->requirements[0].severity, SEVERITY_LOW);
	assert_int_equal(profile->requirements[0].check.at_most, INT64_MAX);
	assert_int_equal(strlen(profile->sha256), 64);
	world_free(w);
}

static void ids_have_63_characters_at_most(void **state)
{
	char id[80];

	(void)state;
	struct world *w = world_new();
	for (size_t length = 62; length <= 65; length++) {
		struct error err = { .message = "" };
		memset(id, 'A', sizeof id);
		id[length] = '\0';
		const char *json = arena_printf(
			w->arena, WITH(REQUIREMENT("%s", "{'kind':'token-valid'}")), id);
		assert_int_equal(read_profile(w, json, &err), length <= 63 ? 0 : -1);
	}
	world_free(w);
}

static void permissions_are_found_by_any_spelling(void **state)
{
	struct world *w = world_new();
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(
		read_profile(w,
			     WITH(REQUIREMENT("A-1", "{'kind':'permission-family','complete':true,"
						     "'permissions':['Customer - De-Duplicate',"
						     "'tickets edit']}")),
			     &err),
		0);
	const struct check *check = &w->audit.profile->requirements[0].check;
	assert_int_equal(check->permission_count, 2);
	assert_int_equal(check->permissions[0], world_permission(w, "Customers - De Duplicate"));
	assert_true(check->complete);
	world_free(w);
}

static const char *const mistakes[][2] = {
	{ WITH("{'id':'A','title':'T','severity':'low','mandatory':true,'reference':'',"
	       "'remediation':['S'],'check':{'kind':'token-valid'}}"),
	  "at '/requirements/0/rationale': expected a string that is not empty, found nothing" },
	{ WITH("{'id':'A','title':'T','severity':'low','mandatory':true,'rationale':'R',"
	       "'remediation':['S'],'check':{'kind':'token-valid'}}"),
	  "at '/requirements/0/reference': expected a string, found nothing" },
	{ "[1]", "x.json: at '': expected an object" },
	{ "{", "x.json: is not JSON" },
	{ HEAD ",'sources':[],'requirements':[]}", "at '/sources': expected at least one page" },
	{ HEAD ",'sources':[]}", "at '/requirements': expected an array, found nothing" },
	{ WITH(""), "at '/requirements': expected at least one requirement" },
	{ HEAD ",'sources':[{'title':'T','url':'ftp://x','retrieved':'2026-01-01'}],"
	       "'requirements':[]}",
	  "at '/sources/0/url': expected an address" },
	{ HEAD ",'sources':[{'title':'T','url':'https://x','retrieved':'soon'}],"
	       "'requirements':[]}",
	  "at '/sources/0/retrieved': expected a date" },
	{ "{'id':'X y','version':'1','title':'T','vendor':'V','sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],'requirements':["
	  "]}",
	  "at '/id': expected lower-case letters, digits and hyphens" },
	{ WITH(REQUIREMENT("-A", "{'kind':'token-valid'}")),
	  "at '/requirements/0/id': expected letters" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-valid'}") "," REQUIREMENT(
		  "A", "{'kind':'token-valid'}")),
	  "at '/requirements/1/id': expected an id of its own" },
	{ WITH(REQUIREMENT("A", "7")), "at '/requirements/0/check': expected an object" },
	{ WITH(REQUIREMENT("A", "{}")), "at '/requirements/0/check/kind': expected one of" },
	{ WITH(REQUIREMENT("A", "{'kind':'horoscope'}")),
	  "at '/requirements/0/check/kind': expected one of token-valid" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-valid','days':3}")),
	  "at '/requirements/0/check/days': expected no such key here; known are kind" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry'}")),
	  "at '/requirements/0/check/days': expected a whole number, found nothing" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry','days':40000}")),
	  "at '/requirements/0/check/days': expected at most 36500 days" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry','days':30,'open_ended':true}")),
	  "at '/requirements/0/check/days': expected days or open_ended, found both" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry','open_ended':false}")),
	  "at '/requirements/0/check/open_ended': expected true, or days instead" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry','open_ended':7}")),
	  "at '/requirements/0/check/open_ended': expected true or false" },
	{ WITH(REQUIREMENT("A", "{'kind':'warn-few-customers'}")),
	  "at '/requirements/0/check/at_most': expected a whole number, found nothing" },
	{ WITH(REQUIREMENT("A", "{'kind':'warn-single-admin'}")),
	  "at '/requirements/0/mandatory': expected false, because a check of the kind "
	  "warn-single-admin only warns" },
	{ WITH(REQUIREMENT("A", "{'kind':'global-admins','at_least':3,'at_most':2}")),
	  "at '/requirements/0/check/at_most': expected a number not below at_least" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission','permission':'Tickets - Edit',"
				"'of':'token','global_admin_suffices':true}")),
	  "at '/requirements/0/check/of': expected user, because of global_admin_suffices" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission','permission':'Tickets - Edit','of':'me'}")),
	  "at '/requirements/0/check/of': expected one of token, user" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family'}")),
	  "at '/requirements/0/check/permissions': expected an array, found nothing" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family','family':'Custmers'}")),
	  "at '/requirements/0/check/family': expected the family of a permission of the "
	  "catalogue, found \"Custmers\" (did you mean 'Customers'?)" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family','family':'Customers',"
				"'permissions':['Tickets - Edit']}")),
	  "at '/requirements/0/check/permissions': expected permissions or family, found both" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-owner'}")),
	  "at '/requirements/0/check': expected global_admin, dedicated or both, found neither" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-owner','dedicated':false}")),
	  "at '/requirements/0/check/dedicated': expected true, or nothing" },
	{ WITH(REQUIREMENT("A", "{'kind':'email-exists','address':'nobody'}")),
	  "at '/requirements/0/check/address': expected an e-mail address, found \"nobody\"" },
	{ WITH(REQUIREMENT("A", "{'kind':'email-exists','address':'@'}")),
	  "at '/requirements/0/check/address': expected an e-mail address, found \"@\"" },
	{ WITH(REQUIREMENT("A", "{'kind':'email-exists','address':'Bo <b@x.example>'}")),
	  "expected an e-mail address, found \"Bo <b@x.example>\"" },
	{ WITH(REQUIREMENT("A", "{'kind':'email-exists','address':'a@x.example, b@x.example'}")),
	  "expected an e-mail address, found \"a@x.example, b@x.example\"" },
	{ WITH(REQUIREMENT("A", "{'kind':'custom-field','on':'ticket','name':'N'}")),
	  "at '/requirements/0/check/on': expected one of customer, contact" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-vald'}")), "(did you mean 'token-valid'?)" },
	{ WITH(REQUIREMENT("A", "{'kind':'token-expiry','days':30,'openended':true}")),
	  "known are kind, days, open_ended (did you mean 'open_ended'?)" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family','permissions':[]}")),
	  "at '/requirements/0/check/permissions': expected at least one permission" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family','permissions':[7]}")),
	  "at '/requirements/0/check/permissions/0': expected the name" },
	{ WITH(REQUIREMENT("A", "{'kind':'permission-family','permissions':"
				"['Tickets - Edit','tickets edit']}")),
	  "at '/requirements/0/check/permissions/1': expected each permission once" },
	{ WITH("{'id':'A','title':'T','severity':'fatal','mandatory':true,'rationale':'R',"
	       "'reference':'see book','remediation':['',7],'check':{'kind':'token-valid'}"
	       "}"),
	  "at '/requirements/0/severity': expected one of high, medium, low, info, found "
	  "\"fatal\" (and 3 more)" },
	{ WITH("{'id':'A','title':'T','severity':'low','mandatory':true,'rationale':'R',"
	       "'reference':'','remediation':[7],'check':{'kind':'token-valid'}}"),
	  "at '/requirements/0/remediation/0': expected a step" },
	{ WITH("{'id':'A','title':'T','severity':'low','mandatory':true,'rationale':'R',"
	       "'reference':'','remediation':[],'check':{'kind':'token-valid'}}"),
	  "at '/requirements/0/remediation': expected at least one step, found none" },
	{ WITH("{'id':'A','title':'T','severity':7,'mandatory':true,'rationale':'R',"
	       "'reference':'','remediation':['S'],'check':{'kind':'token-valid'}}"),
	  "at '/requirements/0/severity': expected a string" },
};

static void mistakes_are_told_with_their_place(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(mistakes); i++)
		refuses(w, mistakes[i][0], mistakes[i][1]);
	world_free(w);
}

static void every_key_is_needed(void **state)
{
	static const struct {
		const char *path;
		const char *keys[8];
	} cases[] = {
		{ "", { "id", "version", "title", "vendor", "sources", "requirements" } },
		{ "sources/0", { "title", "url", "retrieved" } },
		{ "requirements/0",
		  { "id", "title", "severity", "mandatory", "rationale", "reference", "remediation",
		    "check" } },
	};

	(void)state;
	struct world *w = world_new();
	const char *file = world_file(w, "templates/profiles/jumpcloud-mtp.json");
	for (size_t i = 0; i < COUNT_OF(cases) * 8; i++) {
		struct error err = { .message = "" };
		struct profile *profile = NULL;
		const char *path = cases[i % 3].path, *key = cases[i % 3].keys[i / 3];
		if (!key)
			continue;
		const char *text = world_without(w, file, path, key);
		assert_key_missing(profile_read(w->arena, w->catalogue, "x.json", text,
						strlen(text), &profile, &err),
				   err, path, key);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_built_in_one_names_its_requirements),
		cmocka_unit_test(what_is_left_out_has_a_default),
		cmocka_unit_test(ids_have_63_characters_at_most),
		cmocka_unit_test(permissions_are_found_by_any_spelling),
		cmocka_unit_test(every_key_is_needed),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
