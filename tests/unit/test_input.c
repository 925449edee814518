/* Files written by people: every mistake has a place and an expectation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"

static const struct input_field fields[] = {
	{ "id", INPUT_TEXT, true },	   { "note", INPUT_STRING, false },
	{ "ends", INPUT_DATE, false },	   { "until", INPUT_DATE_OR_NULL, false },
	{ "count", INPUT_INTEGER, false }, { "on", INPUT_BOOLEAN, false },
	{ "list", INPUT_ARRAY, false },	   { "map", INPUT_OBJECT, false },
	{ "any", INPUT_ANY, false },
};

static void check(const char *text, const char *message)
{
	struct input in;
	struct error err = { .message = "" };

	if (input_open(&in, "file.json", text, strlen(text), &err) == 0) {
		input_object(&in, in.root, "", fields, COUNT_OF(fields));
		assert_int_equal(input_close(&in, &err), *message ? -1 : 0);
	}
	assert_string_equal(err.message, message);
}

static void names_file_place_and_expectation(void **state)
{
	(void)state;
	check("{\"id\":\"a\"}", "");
	check("{\"id\":\"a\",\"note\":\"\",\"ends\":\"2026-11-24\",\"until\":null,\"count\":3,"
	      "\"on\":false,\"list\":[],\"map\":{},\"any\":null}",
	      "");
	check("[]", "file.json: at '': expected an object, found an array");
	check("{}", "file.json: at '/id': expected a string that is not empty, found nothing");
	check("{\"id\":\" \"}",
	      "file.json: at '/id': expected a string that is not empty, found \" \"");
	check("{\"id\":\"a\",\"ends\":\"2026-02-30\"}",
	      "file.json: at '/ends': expected a date as YYYY-MM-DD, found \"2026-02-30\"");
	check("{\"id\":\"a\",\"until\":5}",
	      "file.json: at '/until': expected a date as YYYY-MM-DD, or null, found 5");
	check("{\"id\":\"a\",\"count\":1.5,\"on\":1}",
	      "file.json: at '/count': expected a whole number, found 1.5 (and 1 more)");
	check("{\"id\":\"a\",\"count\":\"3\"}",
	      "file.json: at '/count': expected a whole number, found \"3\"");
	check("{\"id\":\"a\",\"a/b~c\":1}",
	      "file.json: at '/a~1b~0c': expected no such key here; known are id, note, ends, "
	      "until, count, on, list, map, any");
	check("{\"id\":\"a\",\"id\":\"b\"}", "file.json: holds the key 'id' twice");
	check("{\"id\":\"a\"", "file.json: is not JSON: line 1, column 9");
}

static void nested_places_and_choices(void **state)
{
	static const char *const names[] = { "pass", "fail" };
	struct input in;
	struct error err = { .message = "" };
	const char *text = "{\"list\":[\"pass\",\"maybe\"]}";

	(void)state;
	assert_int_equal(input_open(&in, "f", text, strlen(text), &err), 0);
	const cJSON *list = input_member(in.root, "list", INPUT_ARRAY);
	assert_null(input_member(in.root, "list", INPUT_OBJECT));
	const char *at = input_at(&in, "", "list");
	assert_int_equal(input_choice(&in, cJSON_GetArrayItem(list, 0), input_at_index(&in, at, 0),
				      names, 2),
			 0);
	assert_int_equal(input_choice(&in, cJSON_GetArrayItem(list, 1), input_at_index(&in, at, 1),
				      names, 2),
			 -1);
	assert_int_equal(input_close(&in, &err), -1);
	assert_string_equal(err.message,
			    "f: at '/list/1': expected one of pass, fail, found \"maybe\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_file_place_and_expectation),
		cmocka_unit_test(nested_places_and_choices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
