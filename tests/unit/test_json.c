/* What the strict reader refuses that cJSON alone would let pass. */
#include <inttypes.h>
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
#include "audit/core/json/json.h"
#include "audit/core/mem.h"

static void refuses_what_is_not_one_clean_json_value(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "", "is not JSON" },
		{ "{\"a\":1} x", "is not JSON: line 1, column 9" },
		{ "{\n \"a\": }", "line 2" },
		{ "[1,]", "is not JSON" },
		{ "[1, ", "is not JSON: line 1, column 4" },
		{ "{\"a\":1", "is not JSON: line 1, column 6" },
		{ "1\n2", "is not JSON: line 2, column 1" },
		{ "\"\xff\"", "is not valid UTF-8" },
		{ "\"\xed\xa0\x80\"", "is not valid UTF-8" },
		{ "\"a\\u0000b\"", "holds a \\u0000" },
		{ "\"\\ud800\"", "is not JSON" },
		{ "{\"a\":1,\"a\":1}", "holds the key 'a' twice" },
		{ "[{\"x\":{\"b\":0,\"c\":0,\"b\":1}}]", "holds the key 'b' twice" },
		{ "[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2,\"a\":3}]", "holds the key 'a' twice" },
		{ "[{\"b\":1},{\"a\":1,\"b\":2,\"b\":3}]", "holds the key 'b' twice" },
		{ "[{\"a\":1,\"a\":2},{\"a\":1,\"a\":2}]", "holds the key 'a' twice" },
		{ "{\"x\":{\"a\":1},\"y\":{\"a\":1,\"a\":1}}", "holds the key 'a' twice" },
		{ "[{\"r\":{\"a\":1,\"b\":2}},{\"r\":{\"a\":1,\"b\":2,\"a\":3}}]",
		  "holds the key 'a' twice" },
		{ "{\"x\":{},\"y\":{\"a\":1,\"a\":1}}", "holds the key 'a' twice" },
		{ "{\"a\":\"\\u0000\",\"b\"", "holds a \\u0000" },
		{ "[\"\\\\u0000\",\"\\\\\\u0000\"]", "holds a \\u0000" },
		{ "<html>", "is not JSON" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		assert_null(json_parse(cases[i].text, strlen(cases[i].text), &err));
		if (!strstr(err.message, cases[i].message))
			fail_msg("'%s' gave '%s', expected '%s'", cases[i].text, err.message,
				 cases[i].message);
	}
}

static void accepts_an_escaped_backslash_before_u0000(void **state)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse("\"\\\\u0000\"", 9, &err);

	(void)state;
	assert_non_null(root);
	assert_string_equal(root->valuestring, "\\u0000");
	cJSON_Delete(root);
}

static void reads_no_further_than_it_is_told(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		double value;
	} cases[] = { { "123", 2, 12 }, { "1]", 1, 1 }, { " 7 \n]", 4, 7 }, { "1.5e1", 3, 1.5 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		char *bytes = xmalloc(cases[i].length);
		memcpy(bytes, cases[i].text, cases[i].length);
		cJSON *root = json_parse(bytes, cases[i].length, &err);
		assert_true(cJSON_IsNumber(root) && root->valuedouble == cases[i].value);
		cJSON_Delete(root);
		free(bytes);
	}
}

static void allows_64_levels_and_no_more(void **state)
{
	static const int levels[] = { JSON_DEPTH, JSON_DEPTH + 1, 500, 5000, 1000000 };
	static const char pairs[][2] = { "[]", "[x", "{}" };
	char *text = xmalloc(2000000);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(levels) * COUNT_OF(pairs); i++) {
		const size_t depth = (size_t)levels[i / COUNT_OF(pairs)];
		const char *pair = pairs[i % COUNT_OF(pairs)];
		struct error err = { .message = "" };
		memset(text, pair[0], depth);
		memset(text + depth, pair[1], depth);
		cJSON *root = json_parse(text, 2 * depth, &err);
		assert_int_equal(root != NULL, depth == JSON_DEPTH && pair[1] == ']');
		if (depth > JSON_DEPTH)
			assert_string_equal(err.message, "is nested deeper than 64 levels");
		cJSON_Delete(root);
	}
	free(text);
}

static void gives_many_members_as_one_by_one(void **state)
{
	static const char *const texts[] = {
		"{\"a\":1,\"b\":2,\"c\":3}",
		"{\"c\":1,\"x\":0,\"b\":2,\"a\":3}",
		"{\"b\":null}",
		"{\"A\":1,\"\":2,\"ab\":3}",
		"{}",
		"[1,2,3]",
		"\"a\"",
	};
	static const char *const keys[] = { "a", "b", "c", "d" };
	const cJSON *found[COUNT_OF(keys)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct error err = { .message = "" };
		cJSON *root = json_parse(texts[i], strlen(texts[i]), &err);
		assert_non_null(root);
		json_members(root, keys, COUNT_OF(keys), found);
		for (size_t k = 0; k < COUNT_OF(keys); k++)
			assert_ptr_equal(found[k], json_get(root, keys[k]));
		cJSON_Delete(root);
	}
	json_members(NULL, keys, COUNT_OF(keys), found);
	assert_null(found[0]);
}

static void finds_a_key_twice_among_thousands(void **state)
{
	char *text = xmalloc(200000);
	size_t length = 0;
	struct error err = { .message = "" };

	(void)state;
	text[length++] = '{';
	for (int i = 0; i < 5000; i++)
		length += (size_t)snprintf(text + length, 32, "\"k%d\":%d,", i, i);
	length += (size_t)snprintf(text + length, 32, "\"k17\":0}");
	assert_null(json_parse(text, length, &err));
	assert_string_equal(err.message, "holds the key 'k17' twice");
	free(text);
}

static void ids_are_whole_positive_and_exact(void **state)
{
	static const struct {
		const char *text;
		int64_t id; /* 0 = not an id */
	} cases[] = {
		{ "1", 1 },	 { "\"17\"", 17 },
		{ "0", 0 },	 { "-1", 0 },
		{ "1.5", 0 },	 { "1e999", 0 },
		{ "true", 0 },	 { "null", 0 },
		{ "\"\"", 0 },	 { "\"1x\"", 0 },
		{ "\" 1\"", 0 }, { "9007199254740991", INT64_C(9007199254740991) },
		{ "[1]", 0 },	 { "9007199254740993", 0 },
		{ "\"-1\"", 0 }, { "\"9007199254740993\"", 0 },
		{ "1e3", 1000 }, { "\"99999999999999999999\"", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		int64_t id = 0;
		cJSON *root = json_parse(cases[i].text, strlen(cases[i].text), &err);
		assert_non_null(root);
		bool found = json_id(root, &id);
		cJSON_Delete(root);
		if (found != (cases[i].id != 0) || id != cases[i].id)
			fail_msg("%s gave %" PRId64, cases[i].text, id);
	}
}

static void only_true_and_false_are_known(void **state)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse("[true,false,null,0,\"true\"]", 26, &err);
	static const enum tri expected[] = { TRI_YES, TRI_NO, TRI_UNKNOWN, TRI_UNKNOWN,
					     TRI_UNKNOWN };
	int i = 0;
	const cJSON *item;

	(void)state;
	cJSON_ArrayForEach(item, root) assert_int_equal(json_tri(item), expected[i++]);
	assert_int_equal(json_tri(NULL), TRI_UNKNOWN);
	cJSON_Delete(root);
}

static void getters_mind_case_and_bear_anything(void **state)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse("{\"Id\":1}", 8, &err);

	(void)state;
	assert_null(json_get(root, "id"));
	assert_non_null(json_get(root, "Id"));
	assert_null(json_get(NULL, "id"));
	assert_null(json_get(json_get(root, "Id"), "id"));
	cJSON_Delete(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_what_is_not_one_clean_json_value),
		cmocka_unit_test(accepts_an_escaped_backslash_before_u0000),
		cmocka_unit_test(reads_no_further_than_it_is_told),
		cmocka_unit_test(allows_64_levels_and_no_more),
		cmocka_unit_test(gives_many_members_as_one_by_one),
		cmocka_unit_test(finds_a_key_twice_among_thousands),
		cmocka_unit_test(ids_are_whole_positive_and_exact),
		cmocka_unit_test(only_true_and_false_are_known),
		cmocka_unit_test(getters_mind_case_and_bear_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
