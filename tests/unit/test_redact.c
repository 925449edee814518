/* No token, portal key or PDF link gets past, wherever in an answer it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/evidence/redact.h"

#define TOKEN "T0ken-4711-abcdef"
#define DIGITS "471100815"

static const struct {
	const char *token;
	const char *in;
	const char *out; /* NULL: may not be stored at all */
} cases[] = {
	{ TOKEN, "{\"a\":1}", "{\"a\":1}" },
	{ TOKEN, "{\"user_token\":\"x-1\",\"id\":7}", "{\"user_token\":\"[redacted]\",\"id\":7}" },
	{ TOKEN, "{\"USER_TOKEN\":\"x\"}", "{\"USER_TOKEN\":\"[redacted]\"}" },
	{ TOKEN, "{\"apiToken\":\"x\",\"tokens\":1}",
	  "{\"apiToken\":\"[redacted]\",\"tokens\":1}" },
	{ TOKEN, "{\"user_token\":null}", "{\"user_token\":null}" },
	{ TOKEN, "{\"user_token\":42}", "{\"user_token\":\"[redacted]\"}" },
	{ TOKEN, "{\"user_token\":{\"v\":[\"x\"]}}", "{\"user_token\":\"[redacted]\"}" },
	{ TOKEN, "{\"c\":[{\"portal_key\":\"k\"},{\"pdf_url\":\"u\",\"b\":2}]}",
	  "{\"c\":[{\"portal_key\":\"[redacted]\"},{\"pdf_url\":\"[redacted]\",\"b\":2}]}" },
	{ TOKEN, "{\"online_profile_url\":\"http://h/p?portal_key=k\"}",
	  "{\"online_profile_url\":\"[redacted]\"}" },
	{ TOKEN, "{\"notes\":\"see http://h/?x=1&portal_key=81 or so\"}",
	  "{\"notes\":\"[redacted]\"}" },
	{ TOKEN, "{\"notes\":\"http://h/?user_token=abc\"}", "{\"notes\":\"[redacted]\"}" },
	{ TOKEN, "[\"Portal_Key=81\",\"fine\"]", "[\"[redacted]\",\"fine\"]" },
	{ TOKEN, "{\"http://h/?portal_key=81\":1,\"b\":2}", "{\"b\":2}" },
	{ TOKEN, "{\"error\":\"token " TOKEN " is bad\"}", "{\"error\":\"[redacted]\"}" },
	{ TOKEN, "{\"errors\":[\"x\",[\"" TOKEN "\"]]}", "{\"errors\":[\"x\",[\"[redacted]\"]]}" },
	{ TOKEN, "{\"" TOKEN "\":1}", "{}" },
	{ TOKEN, "{\"a\":{\"x" TOKEN "\":{\"b\":1}},\"y\":[{\"" TOKEN "\":1,\"c\":3}]}",
	  "{\"a\":{},\"y\":[{\"c\":3}]}" },
	{ TOKEN, "{\"" TOKEN "1\":1,\"" TOKEN "2\":2,\"b\":[1,2]}", "{\"b\":[1,2]}" },
	{ TOKEN, "\"" TOKEN "\"", "\"[redacted]\"" },
	{ TOKEN, "\"T0ken\\u002d4711-abcdef\"", "\"[redacted]\"" },
	{ DIGITS, "{\"id\":471100815,\"n\":1}", "{\"id\":\"[redacted]\",\"n\":1}" },
	{ DIGITS, "{\"id\":9471100815}", "{\"id\":\"[redacted]\"}" },
	/* An id beyond 2^53 is not rounded into one that could be real. */
	{ TOKEN, "[9007199254740993,1e15,-2000000000000001,1e999]",
	  "[9007199254740992,1000000000000000,-2000000000000001,null]" },
	/* Only the printed text shows it: across a quote and a colon. */
	{ "a\":\"b", "{\"a\":\"b\"}", NULL },
};

static int redacted(const char *token, const char *text, struct str *out)
{
	struct secret secret = { .value = NULL };
	struct error err = { "" };
	cJSON *tree = json_parse(text, strlen(text), &err);
	int result;

	assert_non_null(tree);
	secret_set(&secret, token, strlen(token));
	result = redact_print(tree, &secret, out);
	cJSON_Delete(tree);
	secret_release(&secret);
	return result;
}

static void takes_secrets_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_BODY);
		int result = redacted(cases[i].token, cases[i].in, &out);
		if (!cases[i].out && (result == 0 || out.length > 0))
			fail_msg("%s was stored as %s", cases[i].in, str_text(&out));
		if (cases[i].out && (result != 0 || strcmp(str_text(&out), cases[i].out) != 0))
			fail_msg("%s became %s", cases[i].in, str_text(&out));
		str_release(&out);
	}
}

static void reaches_the_deepest_level(void **state)
{
	struct str text = STR_INIT(STR_BODY), out = STR_INIT(STR_BODY);

	(void)state;
	for (int i = 0; i < JSON_DEPTH / 2; i++)
		str_puts(&text, "[{\"a\":");
	str_puts(&text, "\"" TOKEN "\"");
	for (int i = 0; i < JSON_DEPTH / 2; i++)
		str_puts(&text, "},1]");
	assert_int_equal(redacted(TOKEN, str_text(&text), &out), 0);
	assert_non_null(strstr(str_text(&out), "\"[redacted]\"},1]},1]"));
	assert_null(strstr(str_text(&out), TOKEN));
	str_release(&text);
	str_release(&out);
}

static void takes_out_every_secret_of_the_run(void **state)
{
	static const char in[] =
		"{\"a\":\"" TOKEN "\",\"b\":\"x " DIGITS "\",\"c\":" DIGITS ",\"d\":1}";
	struct secret key = { .value = NULL }, token = { .value = NULL };
	struct str out = STR_INIT(STR_BODY);
	struct error err = { "" };
	cJSON *tree = json_parse(in, sizeof in - 1, &err);

	(void)state;
	secret_set(&key, DIGITS, strlen(DIGITS));
	secret_set(&token, TOKEN, strlen(TOKEN));
	token.next = &key;
	assert_int_equal(redact_print(tree, &token, &out), 0);
	assert_string_equal(str_text(&out), "{\"a\":\"[redacted]\",\"b\":\"[redacted]\","
					    "\"c\":\"[redacted]\",\"d\":1}");
	cJSON_Delete(tree);
	str_release(&out);
	secret_release(&token);
	secret_release(&key);
}

static void what_is_stored_can_be_read_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_BODY);
		struct error err = { "" };
		if (redacted(cases[i].token, cases[i].in, &out) == 0) {
			cJSON *tree = json_parse(str_text(&out), out.length, &err);
			assert_non_null(tree);
			cJSON_Delete(tree);
		}
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_secrets_out),
		cmocka_unit_test(takes_out_every_secret_of_the_run),
		cmocka_unit_test(reaches_the_deepest_level),
		cmocka_unit_test(what_is_stored_can_be_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
