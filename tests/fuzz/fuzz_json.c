/*
 * The strict JSON reader: what it accepts and writes again reads the same, through
 * cJSON's printer and through our own writer; numbers that pass for an id are whole.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/difference.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/json/stream.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "tests/fuzz/property.h"

static const struct input_field fields[] = {
	{ "text", INPUT_TEXT, true },	  { "string", INPUT_STRING, false },
	{ "date", INPUT_DATE, false },	  { "maybe", INPUT_DATE_OR_NULL, false },
	{ "flag", INPUT_BOOLEAN, false }, { "number", INPUT_INTEGER, false },
	{ "list", INPUT_ARRAY, false },	  { "object", INPUT_OBJECT, false },
	{ "any", INPUT_ANY, false },
};

struct walk {
	struct arena *arena;
	struct json_writer writer;
	bool printable; /* every number is one that JSON can hold */
	size_t strings;
};

static void check_number(const cJSON *item)
{
	int64_t id = -1, count = -1;
	bool is_id = json_id(item, &id), is_count = json_count(item, &count);

	HOLDS(!is_id || (is_count && id == count && id > 0));
	HOLDS(is_id || id == -1);
	HOLDS(is_count || count == -1);
	HOLDS(!is_count || (count >= 0 && count < INT64_C(9007199254740992)));
	if (is_count && cJSON_IsString(item))
		HOLDS(strtoll(item->valuestring, NULL, 10) == count);
	if (is_count && cJSON_IsNumber(item))
		HOLDS((double)count == item->valuedouble);
}

static void look_at(struct walk *walk, const cJSON *item)
{
	if (item->string) {
		HOLDS(property_is_utf8(item->string, strlen(item->string)));
		json_string(&walk->writer, NULL, item->string);
		walk->strings++;
	}
	if (cJSON_IsString(item)) {
		HOLDS(property_is_utf8(item->valuestring, strlen(item->valuestring)));
		json_string(&walk->writer, NULL, item->valuestring);
		walk->strings++;
	}
	if (cJSON_IsNumber(item) && !isfinite(item->valuedouble))
		walk->printable = false;
	check_number(item);
	HOLDS(property_is_clean(json_text(walk->arena, item)));
}

/* Depth first; the reader promises that it is not deeper than JSON_DEPTH. */
static void visit(struct walk *walk, const cJSON *root)
{
	const cJSON *stack[JSON_DEPTH + 1];
	size_t depth = 0;
	const cJSON *item = root;

	while (item) {
		look_at(walk, item);
		if (item->child) {
			HOLDS(depth < JSON_DEPTH);
			stack[depth++] = item->next;
			item = item->child;
			continue;
		}
		item = item->next;
		while (!item && depth > 0)
			item = stack[--depth];
	}
}

/* Our writer's strings, read again, are those of the tree in the same order. */
static void check_written(const cJSON *root, const char *written, size_t length, size_t strings)
{
	struct error err;
	cJSON *again = json_parse(written, length, &err);

	HOLDS(again && (size_t)cJSON_GetArraySize(again) == strings);
	const cJSON *read = again->child;
	const cJSON *stack[JSON_DEPTH + 1];
	size_t depth = 0;
	const cJSON *item = root;
	while (item) {
		if (item->string) {
			HOLDS(strcmp(read->valuestring, item->string) == 0);
			read = read->next;
		}
		if (cJSON_IsString(item)) {
			HOLDS(strcmp(read->valuestring, item->valuestring) == 0);
			read = read->next;
		}
		if (item->child)
			stack[depth++] = item->next;
		item = item->child ? item->child : item->next;
		while (!item && depth > 0)
			item = stack[--depth];
	}
	HOLDS(!read);
	cJSON_Delete(again);
}

static bool same_number(double a, double b)
{
	/* cJSON 1.7.15 prints at most 17 digits, and fewer where it thinks that they do. */
	return fabs(a - b) <= fmax(fabs(a), fabs(b)) * DBL_EPSILON;
}

static bool same_item(const cJSON *a, const cJSON *b)
{
	bool names =
		a->string && b->string ? strcmp(a->string, b->string) == 0 : a->string == b->string;

	if (!names || (a->type & 0xFF) != (b->type & 0xFF))
		return false;
	if (cJSON_IsString(a))
		return strcmp(a->valuestring, b->valuestring) == 0;
	return !cJSON_IsNumber(a) || same_number(a->valuedouble, b->valuedouble);
}

/* Member by member, in their order. (cJSON_Compare takes 2^depth steps.) */
static bool same_tree(const cJSON *a, const cJSON *b)
{
	const cJSON *stack[2 * JSON_DEPTH + 2];
	size_t depth = 0;

	while (a && b) {
		if (!same_item(a, b) || !a->child != !b->child)
			return false;
		if (a->child) {
			stack[depth++] = a->next;
			stack[depth++] = b->next;
		}
		a = a->child ? a->child : a->next;
		b = b->child ? b->child : b->next;
		while (!a && !b && depth > 0) {
			b = stack[--depth];
			a = stack[--depth];
		}
	}
	return !a && !b;
}

static void check_printed(const cJSON *root)
{
	struct error err;
	char *printed = cJSON_PrintUnformatted(root);
	cJSON *again = printed ? json_parse(printed, strlen(printed), &err) : NULL;

	HOLDS(again && same_tree(root, again));
	cJSON_Delete(again);
	cJSON_free(printed);
}

static void named(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	HOLDS(property_is_utf8(what, strlen(what)));
	HOLDS(expected || found);
}

/* A tree does not differ from itself, and from its first member or item it does. */
static void check_differences(const cJSON *root)
{
	HOLDS(json_differences(root, root, named, NULL) == 0);
	if (root->child)
		HOLDS(json_differences(root, root->child, named, NULL) > 0);
}

static void check_tree(const cJSON *root)
{
	char *written = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&written, &length);
	struct walk walk = { .arena = arena_new(), .printable = true };

	json_writer_init(&walk.writer, stream, false);
	json_array(&walk.writer, NULL);
	visit(&walk, root);
	json_end(&walk.writer);
	(void)fclose(stream);
	check_written(root, written, length, walk.strings);
	if (walk.printable)
		check_printed(root);
	check_differences(root);
	free(written);
	arena_free(walk.arena);
}

static void check_input(const char *bytes, size_t size)
{
	static const char *const choices[] = { "pass", "fail" };
	struct error err = { .message = "" };
	struct input in;

	if (input_open(&in, "x.json", bytes, size, &err) != 0) {
		HOLDS(strncmp(err.message, "x.json: ", 8) == 0);
		HOLDS(property_is_utf8(err.message, strlen(err.message)));
		return;
	}
	bool fine = input_object(&in, in.root, "", fields, COUNT_OF(fields));
	const cJSON *date = input_member(in.root, "date", INPUT_DATE);
	if (date)
		fine = input_choice(&in, date, input_at(&in, "", "date"), choices, 2) >= 0 && fine;
	HOLDS(!fine || input_member(in.root, "text", INPUT_TEXT));
	HOLDS(fine == (in.problem_count == 0));
	for (size_t i = 0; i < in.problem_count; i++)
		HOLDS(property_is_utf8(in.problems[i].pointer, strlen(in.problems[i].pointer)));
	HOLDS((input_close(&in, &err) == 0) == fine);
	HOLDS(property_is_utf8(err.message, strlen(err.message)));
}

static int count_item(void *context, const cJSON *item, size_t index)
{
	size_t *count = context;

	HOLDS(item && index == (*count)++);
	return 0;
}

/* Read item by item it is accepted if it is when read whole, and has as many. */
static void check_stream(const cJSON *whole, const char *bytes, size_t size)
{
	size_t count = 0;
	const struct json_stream stream = { "object", "list", count_item, &count };
	struct error err = { .message = "" };
	cJSON *root = json_parse_stream(bytes, size, &stream, 1, &err);
	const cJSON *list = json_get(json_get(whole, "object"), "list");

	HOLDS((root != NULL) == (cJSON_IsObject(whole) != 0));
	if (root && cJSON_IsArray(list))
		HOLDS(count == (size_t)cJSON_GetArraySize(list));
	cJSON_Delete(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = { .message = "" };
	char *bytes = property_text(data, size);

	mem_init();
	cJSON *root = json_parse(bytes, size, &err);
	if (root)
		check_tree(root);
	else
		HOLDS(*err.message && property_is_utf8(err.message, strlen(err.message)));
	check_stream(root, bytes, size);
	cJSON_Delete(root);
	check_input(bytes, size);
	free(bytes);
	return 0;
}
