/* The file of a fleet: read strictly, each account with the defaults beneath it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/command/commands.h"
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/option/fleet_file.h"
#include "tests/unit/fixture_folder.h"

#define ONE "{\"name\": \"A\", \"subdomain\": \"a\", \"token-file\": \"a.token\"}"

/* A file of one account with that member. */
#define WITH(member)                                                                               \
	"{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\", "                 \
	"\"token-file\": \"t\", " member "}]}"

static int open_text(struct fixture_folder *folder, const char *text, struct fleet_file *file)
{
	fixture_folder_write(folder, "fleet.json", text);
	return fleet_file_open(file, folder->arena, fixture_folder_file(folder, "fleet.json"),
			       &audit_command, &folder->err);
}

static const char *in(struct fixture_folder *folder, const char *name)
{
	return fixture_folder_file(folder, name);
}

static void an_account_says_what_the_defaults_do_not(void **state)
{
	struct fixture_folder *folder = *state;
	struct fleet_file file;

	assert_int_equal(
		open_text(folder,
			  "{\"out\": \"reports\", \"defaults\": {\"token-command\": \"pass x\", "
			  "\"waivers\": \"all.json\", \"fail-on\": \"never\"},\n"
			  "\"accounts\": [" ONE ", {\"name\": \"Bü & Sohn\", \"subdomain\": \"b\","
			  " \"waivers\": \"b.json\", \"time-budget\": 60}]}",
			  &file),
		0);
	assert_int_equal(file.count, 2);
	assert_int_equal(file.rate, 180);
	assert_int_equal(file.in_flight, 8);
	assert_string_equal(file.out, in(folder, "reports"));
	assert_string_equal(file.accounts[1].name, "Bü & Sohn");
	assert_string_equal(file.accounts[1].subdomain, "b");

	const struct options first = fleet_file_options(&file, folder->arena, 0);
	const struct options second = fleet_file_options(&file, folder->arena, 1);
	assert_string_equal(options_text(&first, "token-file"), in(folder, "a.token"));
	assert_null(options_text(&first, "token-command")); /* they exclude each other */
	assert_string_equal(options_text(&first, "waivers"), in(folder, "all.json"));
	assert_string_equal(options_text(&first, "subdomain"), "a");
	assert_string_equal(options_text(&second, "token-command"), "pass x");
	assert_string_equal(options_text(&second, "waivers"), in(folder, "b.json"));
	assert_string_equal(options_text(&second, "fail-on"), "never");
	fleet_file_close(&file);
}

static void every_mistake_has_its_place(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{ "{\"accounts\": [" ONE "]}", "at '/out': expected a string that is not empty" },
		{ "{\"out\": \"o\", \"accounts\": []}", "at '/accounts': expected 1 to" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"rates\": 9}",
		  "at '/rates': expected no such key here" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"rate\": 100001}",
		  "at '/rate': expected a whole number from 0 to 100000, found 100001" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"accounts-in-flight\": 0}",
		  "at '/accounts-in-flight': expected a whole number from 1 to 64" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE ", " ONE "]}",
		  "at '/accounts/1/name': expected a name no other account has, found \"A\"" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"../x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\"}]}",
		  "at '/accounts/0/name': expected a name fit for a folder" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"overview.pdf\", \"subdomain\": "
		  "\"a\", \"token-file\": \"t\"}]}",
		  "at '/accounts/0/name': expected a name fit for a folder" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"Manifest.json\", \"subdomain\": "
		  "\"a\", \"token-file\": \"t\"}]}",
		  "at '/accounts/0/name': expected a name fit for a folder" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"evidence\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\"}]}",
		  "at '/accounts/0/name': expected a name fit for a folder" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\", \"token-command\": \"c\"}]}",
		  "at '/accounts/0': expected token-file or token-command, found both" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"token-file\": \"t\"}]}",
		  "at '/accounts/0/subdomain': expected a string that is not empty" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\"}]}",
		  "at '/accounts/0': expected token-file or token-command, found neither" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"-\"}]}",
		  "at '/accounts/0/token-file': expected a file, found \"-\"" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\", \"rate\": 1}]}",
		  "at '/accounts/0/rate': expected no such key here" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\", \"keep\": 0}]}",
		  "at '/accounts/0/keep': expected a whole number from 1 to 100000, found '0'" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE
		  ", {\"name\": \"x\", \"subdomain\": \"a\", "
		  "\"token-file\": \"t\", \"format\": \"abc\"}]}",
		  "at '/accounts/1/format': expected a list of xlsx, pdf, " },
		{ WITH("\"paper\": \"a5\""),
		  "at '/accounts/0/paper': expected a4 or letter, found" },
		{ WITH("\"csv-separator\": \"::\""),
		  "at '/accounts/0/csv-separator': expected ',', ';' or tab, found '::'" },
		{ WITH("\"edition\": \"mine\""),
		  "at '/accounts/0/edition': expected internal or " },
		{ WITH("\"mode\": \"777\""),
		  "at '/accounts/0/mode': expected 640 (the group reads)" },
		{ WITH("\"fail-on\": \"x\""), "at '/accounts/0/fail-on': expected inconclusive, " },
		{ WITH("\"base-url\": \"ftp://x\""),
		  "at '/accounts/0/base-url': expected https://" },
		{ WITH("\"mtp-provider\": \"a/b\""),
		  "at '/accounts/0/mtp-provider': expected an id" },
		{ WITH("\"mtp-base-url\": \"x\""),
		  "at '/accounts/0/mtp-base-url': expected https" },
		{ WITH("\"format\": 7"), "at '/accounts/0/format': expected a string" },
		{ "{\"out\": \"o\", \"accounts\": [{\"name\": \"x\", \"subdomain\": \"a b\", "
		  "\"token-file\": \"t\"}]}",
		  "at '/accounts/0/subdomain': expected a name of letters, digits and hyphens" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"defaults\": {\"format\": \"abc\"}}",
		  "at '/defaults/format': expected a list of xlsx, pdf, " },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"defaults\": {\"subdomain\": \"a\"}}",
		  "at '/defaults/subdomain': expected no such key here" },
		{ "{\"out\": \"o\", \"accounts\": [" ONE "], \"defaults\": {\"keep\": 0}}",
		  "at '/defaults/keep': expected a whole number from 1 to 100000, found '0'" },
		{ "[]", "expected an object" },
		{ "{\"out\": \"o\",", "fleet.json" },
	};
	struct fixture_folder *folder = *state;
	struct fleet_file file;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(open_text(folder, cases[i].text, &file), -1);
		if (!strstr(folder->err.message, cases[i].told))
			fail_msg("%s\nsays: %s", cases[i].text, folder->err.message);
	}
}

/* A mistake in what is beneath all of them is one, not one for each. */
static void a_mistake_in_the_defaults_is_told_once(void **state)
{
	struct fixture_folder *folder = *state;
	struct fleet_file file;

	assert_int_equal(open_text(folder,
				   "{\"out\": \"o\", \"defaults\": {\"keep\": 0}, \"accounts\": ["
				   "{\"name\": \"x\", \"subdomain\": \"x\", \"token-file\": \"t\"},"
				   "{\"name\": \"y\", \"subdomain\": \"y\", \"token-file\": \"t\"}"
				   "]}",
				   &file),
			 -1);
	assert_null(strstr(folder->err.message, "more)"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, fixture_folder_make, fixture_folder_remove)
	const struct CMUnitTest tests[] = {
		CASE(an_account_says_what_the_defaults_do_not),
		CASE(every_mistake_has_its_place),
		CASE(a_mistake_in_the_defaults_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
