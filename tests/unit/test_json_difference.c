/* Where two JSON trees differ: each place by name, and no more places than there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/json/difference.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static cJSON *parse(const char *text)
{
	struct error err = { .message = "" };
	cJSON *tree = json_parse(text, strlen(text), &err);

	if (!tree)
		fail_msg("%s: %s", text, err.message);
	return tree;
}

static void add_line(void *context, const char *what, const char *expected, const char *found)
{
	str_printf(context, "%s: %s -> %s\n", what, expected ? expected : "nothing",
		   found ? found : "nothing");
}

static void assert_told(const char *expected, const char *found, const char *lines)
{
	struct str told = STR_INIT(STR_BODY);
	cJSON *left = parse(expected), *right = parse(found);
	size_t count = json_differences(left, right, add_line, &told), line_count = 0;

	assert_string_equal(str_text(&told), lines);
	for (const char *at = lines; (at = strchr(at, '\n')); at++)
		line_count++;
	assert_int_equal(count, line_count);
	cJSON_Delete(left);
	cJSON_Delete(right);
	str_release(&told);
}

static void the_same_is_told_as_nothing(void **state)
{
	(void)state;
	assert_told("{\"a\": [1, {\"b\": null}], \"c\": \"x\"}",
		    "{ \"c\": \"x\", \"a\": [1.0, {\"b\": null}] }", "");
	assert_told("[]", "[]", "");
	assert_told("1", "1", "");
}

static void each_kind_of_value_is_told(void **state)
{
	(void)state;
	assert_told("{\"a\": {\"b\": true}}", "{\"a\": {\"b\": false}}", "a b: true -> false\n");
	assert_told("{\"a\": \"x\"}", "{\"a\": \"\"}", "a: x -> \n");
	assert_told("{\"a\": 1}", "{\"a\": \"1\"}", "a: 1 -> 1\n");
	assert_told("{\"a\": null}", "{\"a\": {\"b\": [2]}}", "a: null -> {\"b\":[2]}\n");
	assert_told("{\"a\": []}", "{\"a\": {}}", "a: [] -> {}\n");
	assert_told("1", "2", ": 1 -> 2\n");
}

static void members_that_one_side_lacks_are_told(void **state)
{
	(void)state;
	assert_told("{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"c\": 3}",
		    "c: nothing -> 3\na: 1 -> nothing\n");
	assert_told("{}", "{\"A\": 1}", "A: nothing -> 1\n");
	assert_told("{\"a\": 1}", "{\"A\": 1}", "A: nothing -> 1\na: 1 -> nothing\n");
}

static void items_go_by_what_names_them(void **state)
{
	(void)state;
	assert_told("{\"f\": [{\"id\": \"X-1\", \"v\": 1}, {\"id\": \"X-2\", \"v\": 1}]}",
		    "{\"f\": [{\"id\": \"X-1\", \"v\": 1}, {\"id\": \"X-2\", \"v\": 2}]}",
		    "f X-2 v: 1 -> 2\n");
	assert_told("[{\"id\": 7, \"name\": \"n\", \"v\": 1}]",
		    "[{\"id\": 7, \"name\": \"m\", \"v\": 1}]", "7 name: n -> m\n");
	assert_told("[{\"id\": null, \"name\": \"n\", \"v\": 1}]",
		    "[{\"id\": null, \"name\": \"n\", \"v\": 2}]", "n v: 1 -> 2\n");
	assert_told("[\"a\", \"b\"]", "[\"a\", \"c\"]", "2: b -> c\n");
}

static void one_item_more_or_less_is_one_difference(void **state)
{
	static const char three[] = "[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]";

	(void)state;
	assert_told(three, "[{\"id\": 1}, {\"id\": 3}]", "2: {\"id\":2} -> nothing\n");
	assert_told(three, "[{\"id\": 1}, {\"id\": 9}, {\"id\": 2}, {\"id\": 3}]",
		    "9: nothing -> {\"id\":9}\n");
	assert_told(three, "[{\"id\": 1}, {\"id\": 2}]", "3: {\"id\":3} -> nothing\n");
	assert_told(
		three, "[]",
		"1: {\"id\":1} -> nothing\n2: {\"id\":2} -> nothing\n3: {\"id\":3} -> nothing\n");
	assert_told("[1, 2]", "[1, 2, 3]", "3: nothing -> 3\n");
}

/* Whatever the lists are, all of the items are accounted for and none twice. */
static void items_in_another_order_are_told(void **state)
{
	(void)state;
	assert_told("[{\"id\": 1}, {\"id\": 2}]", "[{\"id\": 2}, {\"id\": 1}]",
		    "2: nothing -> {\"id\":2}\n2: {\"id\":2} -> nothing\n");
	assert_told("[{\"id\": 1}, {\"id\": 1}]", "[{\"id\": 1}]", "1: {\"id\":1} -> nothing\n");
	assert_told("[{\"id\": 1}, 5]", "[5, {\"id\": 1}]", "1: nothing -> 5\n2: 5 -> nothing\n");
}

static void long_values_and_names_are_cut(void **state)
{
	char text[500];
	struct str tree = STR_INIT(STR_LINE), told = STR_INIT(STR_LINE);

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	str_printf(&tree, "{\"%s\": \"%s\"}", text, text);
	cJSON *left = parse(str_text(&tree)), *right = parse("{}");
	assert_int_equal(json_differences(left, right, add_line, &told), 1);
	assert_int_equal(told.length, 80 + strlen(": ... -> nothing\n") + 200);
	cJSON_Delete(left);
	cJSON_Delete(right);
	str_release(&tree);
	str_release(&told);
}

static void the_deepest_tree_is_walked(void **state)
{
	char deep[2 * JSON_DEPTH + 2], other[2 * JSON_DEPTH + 2];
	struct str told = STR_INIT(STR_BODY);

	(void)state;
	memset(deep, '[', JSON_DEPTH);
	memset(deep + JSON_DEPTH + 1, ']', JSON_DEPTH);
	deep[sizeof deep - 1] = '\0';
	memcpy(other, deep, sizeof deep);
	deep[JSON_DEPTH] = '1';
	other[JSON_DEPTH] = '2';
	cJSON *left = parse(deep), *right = parse(other);
	assert_int_equal(json_differences(left, right, add_line, &told), 1);
	assert_non_null(strstr(str_text(&told), "1 1: 1 -> 2\n"));
	cJSON_Delete(left);
	cJSON_Delete(right);
	str_release(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_told_as_nothing),
		cmocka_unit_test(each_kind_of_value_is_told),
		cmocka_unit_test(members_that_one_side_lacks_are_told),
		cmocka_unit_test(items_go_by_what_names_them),
		cmocka_unit_test(one_item_more_or_less_is_one_difference),
		cmocka_unit_test(items_in_another_order_are_told),
		cmocka_unit_test(long_values_and_names_are_cut),
		cmocka_unit_test(the_deepest_tree_is_walked),
	};

	mem_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
