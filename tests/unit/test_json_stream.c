/* A document read item by item says the same, and refuses the same, as one read whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/json/stream.h"
#include "audit/core/mem.h"

static const char document[] =
	"{ \"a\": [1, {\"list\": [0]}], \"list\": [true],\n"
	"  \"people\": {\"count\": 3, \"list\": [ {\"id\": 1, \"x\": \"\\u00e9\"} , 2.5e3,\n"
	"    [\"deep\", {\"list\": []}] ], \"more\": {\"list\": [7]}, \"none\": [] },\n"
	"  \"others\": {\"list\": {\"no\": \"array\"}}, \"z\": null }  \n";

/* Puts every item back where it was handed over from. */
static int put_back(void *context, const cJSON *item, size_t index)
{
	cJSON *array = context;

	assert_int_equal(cJSON_GetArraySize(array), index);
	cJSON_AddItemToArray(array, cJSON_Duplicate(item, 1));
	return 0;
}

/* The tree with its streamed lists filled in again, or NULL. */
static cJSON *streamed(const char *bytes, size_t length, struct error *err)
{
	cJSON *list = cJSON_CreateArray(), *none = cJSON_CreateArray();
	const struct json_stream streams[] = {
		{ "people", "list", put_back, list },
		{ "people", "none", put_back, none },
		{ "others", "list", put_back, none },
	};
	cJSON *root = json_parse_stream(bytes, length, streams, 3, err);
	cJSON *people = cJSON_GetObjectItemCaseSensitive(root, "people");

	if (people && cJSON_HasObjectItem(people, "list"))
		cJSON_ReplaceItemInObjectCaseSensitive(people, "list", cJSON_Duplicate(list, 1));
	cJSON_Delete(list);
	cJSON_Delete(none);
	return root;
}

static void assert_same(const char *bytes, size_t length)
{
	char *copy = xmalloc(length); /* no NUL behind it: reading on is seen */
	struct error err = { .message = "" };

	memcpy(copy, bytes, length);
	cJSON *whole = json_parse(bytes, length, &err);
	cJSON *parts = streamed(copy, length, &err);
	if (cJSON_IsObject(whole))
		assert_true(cJSON_Compare(whole, parts, true));
	else
		assert_null(parts);
	cJSON_Delete(whole);
	cJSON_Delete(parts);
	free(copy);
}

static void it_is_what_it_is_when_read_whole(void **state)
{
	struct error err = { .message = "" };
	cJSON *root = streamed(document, strlen(document), &err);

	(void)state;
	assert_non_null(root);
	assert_int_equal(cJSON_GetArraySize(json_get(json_get(root, "people"), "list")), 3);
	cJSON_Delete(root);
	assert_same(document, strlen(document));
}

static void a_byte_order_mark_is_for_the_beginning_only(void **state)
{
	static const char first[] = "\xEF\xBB\xBF{\"people\": {\"list\": [1]}}";
	static const char inside[] = "{\"people\": {\"list\": [\xEF\xBB\xBF"
				     "1]}}";

	(void)state;
	assert_same(first, strlen(first));
	assert_same(inside, strlen(inside));
}

static void what_ends_early_is_refused_wherever_it_ends(void **state)
{
	(void)state;
	for (size_t length = 0; length < strlen(document); length++)
		assert_same(document, length);
}

static void one_wrong_byte_is_treated_alike_wherever_it_stands(void **state)
{
	static const char bytes[] = "\"{}[],:\\x0 \n\x01\x80";
	char *copy = xstrdup(document);
	const size_t length = strlen(document);

	(void)state;
	for (size_t i = 0; i < length; i++)
		for (size_t k = 0; k < sizeof bytes - 1; k++) {
			copy[i] = bytes[k];
			assert_same(copy, length);
			copy[i] = document[i];
		}
	free(copy);
}

static void the_lists_are_not_kept(void **state)
{
	const struct json_stream none = { "people", "list", put_back, cJSON_CreateArray() };
	struct error err = { .message = "" };
	cJSON *root = json_parse_stream(document, strlen(document), &none, 1, &err);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(json_get(json_get(root, "people"), "list")), 0);
	assert_int_equal(cJSON_GetArraySize(none.context), 3);
	cJSON_Delete(none.context);
	cJSON_Delete(root);
}

static void a_list_may_stand_in_the_root(void **state)
{
	static const char text[] = "{\"list\": [1, 2], \"a\": {\"list\": [3]}}";
	const struct json_stream list = { "", "list", put_back, cJSON_CreateArray() };
	struct error err = { .message = "" };
	cJSON *root = json_parse_stream(text, strlen(text), &list, 1, &err);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(json_get(root, "list")), 0);
	assert_int_equal(cJSON_GetArraySize(list.context), 2);
	assert_int_equal(cJSON_GetArraySize(json_get(json_get(root, "a"), "list")), 1);
	cJSON_Delete(list.context);
	cJSON_Delete(root);
}

static int refuse_second(void *context, const cJSON *item, size_t index)
{
	(void)item;
	return index == 1 ? error_set(context, "not this one") : 0;
}

static void who_takes_an_item_may_refuse_it(void **state)
{
	struct error err = { .message = "" };
	const struct json_stream stream = { "people", "list", refuse_second, &err };

	(void)state;
	assert_null(json_parse_stream(document, strlen(document), &stream, 1, &err));
	assert_string_equal(err.message, "not this one");
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "[1]", "is not JSON: line 1, column 1" },
		{ "{\"people\": {\"list\": [1,\n 2 3]}}", "is not JSON: line 2, column 4" },
		{ "{\"people\": {\"list\": [{\"a\":1,\"a\":2}]}}", "holds the key 'a' twice" },
		{ "{\"people\": {\"list\": [], \"list\": []}}", "holds the key 'list' twice" },
		{ "{\"people\": {\"list\": [1], \"list\": [2]}}", "holds the key 'list' twice" },
		{ "{\"people\": {\"list\": [1]}, \"people\": {\"list\": [2]}}",
		  "holds the key 'people' twice" },
		{ "{\"people\": {}, \"people\": {}}", "holds the key 'people' twice" },
		{ "{\"people\": {\"list\": [\"\\u0000\"]}}", "holds a \\u0000" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		assert_null(streamed(cases[i].text, strlen(cases[i].text), &err));
		assert_string_equal(err.message, cases[i].message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_what_it_is_when_read_whole),
		cmocka_unit_test(a_byte_order_mark_is_for_the_beginning_only),
		cmocka_unit_test(what_ends_early_is_refused_wherever_it_ends),
		cmocka_unit_test(one_wrong_byte_is_treated_alike_wherever_it_stands),
		cmocka_unit_test(the_lists_are_not_kept),
		cmocka_unit_test(a_list_may_stand_in_the_root),
		cmocka_unit_test(who_takes_an_item_may_refuse_it),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
