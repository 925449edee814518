/* One table reads and writes a record: what is written is read again, and only that. */
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
#include "audit/core/json/record.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/core/tri.h"

enum colour { COLOUR_RED, COLOUR_BLUE, COLOUR_COUNT };

static const char *colour_name(enum colour value)
{
	return value == COLOUR_RED ? "red" : "blue";
}

static int colour_from_name(const char *word)
{
	return strcmp(word, "red") == 0 ? COLOUR_RED : strcmp(word, "blue") == 0 ? COLOUR_BLUE : -1;
}

struct part {
	const char *name;
	int64_t id;
};

struct thing {
	const char *text, *note;
	bool yes;
	enum tri maybe;
	size_t number;
	int64_t nobody, moment;
	enum colour colour, other;
	bool has_other, has_part;
	const char **texts;
	size_t text_count;
	int64_t *ids;
	size_t id_count;
	struct part *parts;
	size_t part_count;
	struct part within;
	const struct part *part, *left_out, *none;
	const char *told;
};

static const struct json_field part_fields[] = {
	{ JSON_FIELD(part, "name", JSON_TEXT, name) },
	{ JSON_FIELD(part, "id", JSON_ID, id) },
};
static const struct json_record part = JSON_RECORD(part, part_fields);
static const struct json_field text = { .type = JSON_TEXT };
static const struct json_field owner = { .type = JSON_ID, .expected = "an owner's id" };

static void make_part(const void *thing, size_t index, void *made)
{
	(void)thing;
	*(struct part *)made = (struct part){ index ? "second" : "first", (int64_t)index + 1 };
}

static const struct json_field thing_fields[] = {
	{ JSON_FIELD(thing, "text", JSON_TEXT, text) },
	{ JSON_FIELD(thing, "note", JSON_TEXT, note), .use = JSON_OPTIONAL },
	{ JSON_FIELD(thing, "yes", JSON_BOOLEAN, yes) },
	{ JSON_FIELD(thing, "maybe", JSON_MAYBE, maybe) },
	{ JSON_FIELD(thing, "number", JSON_COUNT, number) },
	{ JSON_FIELD(thing, "nobody", JSON_ID_OR_NULL, nobody) },
	{ JSON_FIELD(thing, "moment", JSON_MOMENT, moment) },
	{ JSON_FIELD_WORD(thing, "colour", colour, colour) },
	{ JSON_FIELD_WORD_IF(thing, "other", other, has_other, colour) },
	{ JSON_FIELD_LIST(thing, "texts", texts, text_count), .item = &text },
	{ JSON_FIELD_LIST(thing, "ids", ids, id_count), .item = &owner },
	{ JSON_FIELD_LIST(thing, "parts", parts, part_count), .record = &part, .distinct = true,
	  .make = make_part },
	{ JSON_FIELD(thing, "within", JSON_OBJECT, within), .record = &part },
	{ JSON_FIELD(thing, "part", JSON_PRESENT, has_part) },
	{ JSON_FIELD(thing, "part", JSON_LINK, part), .record = &part },
	{ JSON_FIELD(thing, "left_out", JSON_LINK, left_out), .record = &part,
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD(thing, "none", JSON_LINK_OR_NULL, none), .record = &part },
	{ JSON_FIELD(thing, "told", JSON_TEXT, told), .use = JSON_UNREAD },
};
static const struct json_record thing_record = JSON_RECORD(thing, thing_fields);

static const char document[] =
	"{\"text\": \"a\", \"yes\": true, \"maybe\": false, \"number\": 7, \"nobody\": null, "
	"\"moment\": \"2026-11-24T08:15:00Z\", \"colour\": \"blue\", \"other\": null, "
	"\"texts\": [\"x\", \"\"], \"ids\": [3, 9], "
	"\"parts\": [{\"name\": \"first\", \"id\": 1}, {\"name\": \"second\", \"id\": 2}], "
	"\"within\": {\"name\": \"in\", \"id\": 5}, \"part\": {\"name\": \"on\", \"id\": 6}, "
	"\"none\": null, \"told\": \"b\"}\n";

static char *written(const struct thing *thing)
{
	char *out = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&out, &size);
	struct json_writer w;

	json_writer_init(&w, stream, false);
	json_record_write(&w, NULL, &thing_record, thing);
	(void)fclose(stream);
	return out;
}

static int read_text(struct arena *arena, const char *bytes, struct thing *out, struct error *err)
{
	const struct json_reader reader = { arena, err };
	cJSON *root = json_parse(bytes, strlen(bytes), err);

	*out = (struct thing){ .number = 0 };
	assert_non_null(root);
	int result = json_record_read(&reader, root, NULL, &thing_record, out);
	cJSON_Delete(root);
	return result;
}

static void what_is_written_is_read_again(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct thing thing;

	(void)state;
	if (read_text(arena, document, &thing, &err) != 0)
		fail_msg("%s", err.message);
	assert_true(thing.yes && thing.maybe == TRI_NO && thing.number == 7 && !thing.nobody);
	assert_int_equal(thing.colour, COLOUR_BLUE);
	assert_false(thing.has_other);
	assert_true(thing.has_part);
	assert_int_equal(thing.text_count, 2);
	assert_int_equal(thing.ids[1], 9);
	assert_int_equal(thing.parts[1].id, 2);
	assert_string_equal(thing.within.name, "in");
	assert_string_equal(thing.part->name, "on");
	assert_true(!thing.note && !thing.left_out && !thing.none);
	thing.told = "b";
	char *again = written(&thing);
	assert_string_equal(again, document);
	free(again);
	arena_free(arena);
}

static void what_is_zero_has_its_own_words(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	const struct part one = { "p", 1 };
	struct thing thing, changed;

	(void)state;
	assert_int_equal(read_text(arena, document, &thing, &err), 0);
	thing.note = "n";
	thing.maybe = TRI_UNKNOWN;
	thing.nobody = 4;
	thing.has_other = true;
	thing.left_out = thing.none = &one;
	char *text_of = written(&thing);
	assert_non_null(strstr(text_of, "\"maybe\": null, "));
	assert_non_null(strstr(text_of, "\"nobody\": 4, "));
	assert_non_null(strstr(text_of, "\"other\": \"red\", "));
	assert_int_equal(read_text(arena, text_of, &changed, &err), 0);
	assert_string_equal(changed.note, "n");
	assert_int_equal(changed.maybe, TRI_UNKNOWN);
	assert_int_equal(changed.nobody, 4);
	assert_true(changed.has_other && changed.other == COLOUR_RED);
	assert_string_equal(changed.left_out->name, "p");
	assert_int_equal(changed.none->id, 1);
	assert_null(changed.told);
	free(text_of);
	arena_free(arena);
}

/* A list of which nothing is kept reads as one that is. */
static void a_list_may_be_made_as_it_is_written(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct thing thing;

	(void)state;
	assert_int_equal(read_text(arena, document, &thing, &err), 0);
	thing.told = "b";
	thing.parts = NULL;
	char *made = written(&thing);
	assert_string_equal(made, document);
	free(made);
	arena_free(arena);
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *from, *to, *message;
	} cases[] = {
		{ "\"text\": \"a\"", "\"text\": 1", "at '/text': expected a string, found 1" },
		{ "\"text\"", "\"next\"", "at '/text': expected a string, found nothing" },
		{ "true", "\"true\"", "at '/yes': expected true or false" },
		{ "\"maybe\": false", "\"maybe\": 0", "at '/maybe': expected true, false or null" },
		{ ": 7", ": 7.5", "at '/number': expected a whole number, found 7.5" },
		{ "\"nobody\": null", "\"nobody\": 0", "at '/nobody': expected a whole number" },
		{ "T08", " 08", "at '/moment': expected a time" },
		{ "\"blue\"", "\"green\"", "at '/colour': expected one of the words for it" },
		{ "\"other\": null", "\"other\": 1", "at '/other': expected one of the words" },
		{ "[\"x\"", "[null", "at '/texts/0': expected a string, found null" },
		{ "[3, 9]", "{}", "at '/ids': expected an array, found an object" },
		{ "9]", "null]", "at '/ids/1': expected an owner's id, found null" },
		{ "\"id\": 2", "\"id\": 0", "at '/parts/1/id': expected a whole number above 0" },
		{ "second", "first", "at '/parts': expected every one once, found \"first\"" },
		{ "{\"name\": \"in\", \"id\": 5}", "[]", "at '/within': expected an object" },
		{ "\"id\": 5", "\"no\": 5", "at '/within/id': expected" },
		{ "{\"name\": \"on\", \"id\": 6}", "6", "at '/part': expected an object or null" },
		{ "{\"name\": \"on\", \"id\": 6}", "null", "at '/part': expected an object" },
		{ "\"none\": null", "\"none\": 1", "at '/none': expected an object or null" },
		{ "\"none\"", "\"nine\"", "at '/none': expected an object or null, found nothing" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		struct thing thing;
		const char *at = strstr(document, cases[i].from);
		assert_non_null(at);
		const char *odd = arena_printf(arena, "%.*s%s%s", (int)(at - document), document,
					       cases[i].to, at + strlen(cases[i].from));
		assert_int_equal(read_text(arena, odd, &thing, &err), -1);
		if (!strstr(err.message, cases[i].message))
			fail_msg("%s: %s", cases[i].to, err.message);
	}
	arena_free(arena);
}

static void what_is_written_for_others_is_not_looked_at(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct thing thing;
	const char *odd = arena_printf(arena, "%.*s\"told\": 3}",
				       (int)(strstr(document, "\"told\"") - document), document);

	(void)state;
	assert_int_equal(read_text(arena, odd, &thing, &err), 0);
	assert_null(thing.told);
	arena_free(arena);
}

static void a_schema_is_the_one_that_is_asked_for(void **state)
{
	static const char *const cases[][2] = {
		{ "{\"schema\": \"it/1\"}", "" },
		{ "{\"schema\": \"it/2\"}", "at '/schema': expected \"it/1\", found \"it/2\"" },
		{ "{}", "at '/schema': expected a string, found nothing" },
		{ "[]", "at '': expected an object, found an array" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		const struct json_reader reader = { NULL, &err };
		cJSON *root = json_parse(cases[i][0], strlen(cases[i][0]), &err);
		assert_int_equal(json_schema(&reader, root, "it/1"), i ? -1 : 0);
		assert_string_equal(err.message, cases[i][1]);
		cJSON_Delete(root);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(what_is_zero_has_its_own_words),
		cmocka_unit_test(a_list_may_be_made_as_it_is_written),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(what_is_written_for_others_is_not_looked_at),
		cmocka_unit_test(a_schema_is_the_one_that_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
