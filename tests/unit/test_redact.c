/* No token, portal key or PDF link gets past, wherever in an answer it stands. */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/difference.h"
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

static void tell(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	print_message("%s: %s in the tree, %s in what was stored\n", what,
		      expected ? expected : "nothing", found ? found : "nothing");
}

/* What a run takes in now is the tree; a replay will read what was stored. */
static void check_read_again(const char *token, const char *text)
{
	struct secret secret = { .value = NULL };
	struct str out = STR_INIT(STR_BODY), again = STR_INIT(STR_BODY);
	struct error err = { "" };
	cJSON *tree = json_parse(text, strlen(text), &err);

	assert_non_null(tree);
	secret_set(&secret, token, strlen(token));
	if (redact_print(tree, &secret, &out) == 0) {
		cJSON *stored = json_parse(str_text(&out), out.length, &err);
		assert_non_null(stored);
		if (json_differences(tree, stored, tell, NULL))
			fail_msg("%s is read as another one from %s", text, str_text(&out));
		assert_int_equal(redact_print(stored, &secret, &again), 0);
		assert_string_equal(str_text(&again), str_text(&out));
		cJSON_Delete(stored);
	}
	cJSON_Delete(tree);
	secret_release(&secret);
	str_release(&again);
	str_release(&out);
}

static void the_tree_is_what_is_read_of_the_stored_body(void **state)
{
	static const char *const texts[] = {
		"[0,-0,-0.0,1,-1,0.1,0.30000000000000004,1e-320,5e-324,1.7976931348623157e308]",
		"[1e999,-1e999,999999999999999.1,999999999999999,1e15,1e15,123456789012345678]",
		"[9007199254740991,9007199254740992,9007199254740993,4503599627370496.5,1e300]",
		"{\"id\":\"9007199254740993\",\"\":\"\",\"\\u00e9\":\"\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\"}",
		"{\"a\":[[],{},[{}],{\"b\":[]}],\"c\":\"\x7f\\u0001\\u001f\\ufeff\\uffff\"}",
		"\xEF\xBB\xBF{\"marked\":true,\"off\":false,\"n\":null}",
		"-0.5",
		"\"one text\"",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_read_again(cases[i].token, cases[i].in);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		check_read_again(TOKEN, texts[i]);
}

/* Numbers of any digits, and texts of any characters and escapes. */
static void that_holds_for_whatever_is_sent(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[200];
		uint64_t bits = 0;
		double value;
		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		bits = seed ^ (seed >> 29);
		memcpy(&value, &bits, sizeof value);
		if (!isfinite(value))
			value = (double)round / 7;
		(void)snprintf(text, sizeof text,
			       "{\"n\":[%.17g,%.*g,%.*f,%" PRId64
			       "],\"t\":\"\\u%04x\\\\u0000 %c\"}",
			       value, (int)(bits % 17) + 1, value, (int)(bits % 6),
			       (double)(int32_t)bits / 1000, (int64_t)bits >> (bits & 31),
			       (unsigned)(bits % 0xD7FE) + 1, (char)('a' + bits % 26));
		check_read_again(TOKEN, text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_secrets_out),
		cmocka_unit_test(takes_out_every_secret_of_the_run),
		cmocka_unit_test(reaches_the_deepest_level),
		cmocka_unit_test(the_tree_is_what_is_read_of_the_stored_body),
		cmocka_unit_test(that_holds_for_whatever_is_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
