#include "audit/core/json/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/internal.h"
#include "audit/core/malloc.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

#define LARGEST_INTEGER 9007199254740992.0 /* 2^53: exact in a double */

/* As cJSON_IsObject and the like, which are calls into a library. */
static bool is_a(const cJSON *item, int type)
{
	return (item->type & 0xFF) == type;
}

/*
 * cJSON would cut a string at \u0000 and follow any depth, so both are looked
 * for in the bytes. `i` stands on the opening quote; returns the closing one.
 */
static size_t scan_string(const char *bytes, size_t length, size_t i, bool *nul)
{
	for (i++; i < length && bytes[i] != '"'; i++) {
		if (bytes[i] != '\\')
			continue;
		if (length - i > 5 && memcmp(bytes + i, "\\u0000", 6) == 0)
			*nul = true;
		i++;
	}
	return i;
}

static int check_bytes(const char *bytes, size_t length, struct error *err)
{
	if (!text_is_utf8(bytes, length))
		return error_set(err, "is not valid UTF-8");
	if (memchr(bytes, '\0', length))
		return error_set(err, "holds a NUL byte");
	return 0;
}

static int too_deep(struct error *err)
{
	return error_set(err, "is nested deeper than %d levels", JSON_DEPTH);
}

static int check_marks(const char *bytes, size_t length, struct error *err)
{
	int depth = 0;
	bool nul = false;

	for (size_t i = 0; i < length; i++) {
		char c = bytes[i];
		if (c == '"')
			i = scan_string(bytes, length, i, &nul);
		else if (c == '{' || c == '[')
			depth++;
		else if (c == '}' || c == ']')
			depth--;
		if (depth > JSON_DEPTH)
			return too_deep(err);
	}
	return nul ? error_set(err, "holds a \\u0000") : 0;
}

int json_scan(const char *bytes, size_t length, struct error *err)
{
	return check_bytes(bytes, length, err) != 0 ? -1 : check_marks(bytes, length, err);
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int json_twice(const char *key, struct error *err)
{
	return error_set(err, "holds the key '%.*s' twice", text_cut(key, 80), key);
}

static int check_keys(const cJSON *object, struct error *err)
{
	const char *few[64];
	const char **keys = few;
	size_t count = 0;
	int result = 0;
	const cJSON *member;

	cJSON_ArrayForEach(member, object) count++;
	if (count < 2)
		return 0;
	if (count > COUNT_OF(few))
		keys = xcalloc(count, sizeof *keys);
	count = 0;
	cJSON_ArrayForEach(member, object) keys[count++] = member->string;
	qsort(keys, count, sizeof *keys, compare_keys);
	for (size_t i = 1; i < count && result == 0; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			result = json_twice(keys[i], err);
	if (keys != few)
		free(keys);
	return result;
}

static bool has_keys_of(const cJSON *object, const cJSON *other)
{
	const cJSON *a = object->child, *b = other->child;

	while (a && b && strcmp(a->string, b->string) == 0) {
		a = a->next;
		b = b->next;
	}
	return !a && !b;
}

/* `like` is the last object at this depth whose keys were looked at one by one: in a list of
 * rows most have the same, in the same order. */
static int check_item(const cJSON *item, size_t depth, const cJSON **like, struct error *err)
{
	const bool object = is_a(item, cJSON_Object);

	if ((object || is_a(item, cJSON_Array)) && depth >= JSON_DEPTH)
		return too_deep(err);
	if (!object || (*like && has_keys_of(item, *like)))
		return 0;
	*like = item;
	return check_keys(item, err);
}

/* Depth first with a stack of its own. */
int json_check_tree(const cJSON *root, struct error *err)
{
	const cJSON *like[JSON_DEPTH + 2] = { NULL };
	const cJSON *stack[JSON_DEPTH + 2];
	size_t depth = 0;
	const cJSON *item = root;

	while (item) {
		if (check_item(item, depth, &like[depth], err) != 0)
			return -1;
		if (item->child) {
			stack[depth++] = item->next;
			item = item->child;
			continue;
		}
		item = item->next;
		while (!item && depth > 0)
			item = stack[--depth];
	}
	return 0;
}

static void place(const char *bytes, const char *at, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (; bytes < at; bytes++) {
		*column = *bytes == '\n' ? 1 : *column + 1;
		*line += *bytes == '\n';
	}
}

int json_not(const char *bytes, const char *at, struct error *err)
{
	size_t line, column;

	place(bytes, at, &line, &column);
	return error_set(err, "is not JSON: line %zu, column %zu", line, column);
}

/* Whether it may hold a \\u0000, which must not be taken for one where the backslash is one. */
static bool may_hold_nul(const char *bytes, size_t length)
{
	const char *end = bytes + length;

	for (const char *at = bytes; (at = memchr(at, '\\', (size_t)(end - at))); at++)
		if (end - at > 5 && memcmp(at, "\\u0000", 6) == 0)
			return true;
	return false;
}

/* Of what cJSON takes for white space. */
static const char *skip_white(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at <= ' ')
		at++;
	return at;
}

/* Where nothing is wrong, the bytes need not be gone through a second time. */
static int check_parsed(const char *bytes, size_t length, const cJSON *root, const char *end,
			struct error *err)
{
	const bool whole = root && end == bytes + length;

	if ((!whole || may_hold_nul(bytes, length)) && check_marks(bytes, length, err) != 0)
		return -1;
	return whole ? json_check_tree(root, err) : json_not(bytes, end, err);
}

cJSON *json_parse(const char *bytes, size_t length, struct error *err)
{
	const char *end = bytes;

	if (check_bytes(bytes, length, err) != 0)
		return NULL;
	/* What follows the value is looked at here: cJSON would want to see a NUL behind it. */
	cJSON *root = cJSON_ParseWithLengthOpts(bytes, length, &end, 0);
	if (root)
		end = skip_white(end, bytes + length);
	if (check_parsed(bytes, length, root, end, err) == 0)
		return root;
	cJSON_Delete(root);
	return NULL;
}

char *json_strdup(const char *text)
{
	const size_t size = strlen(text) + 1;
	char *copy = cJSON_malloc(size);

	if (copy)
		return memcpy(copy, text, size);
	malloc_refused();
}

const cJSON *json_get(const cJSON *object, const char *key)
{
	return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

/* The first of the keys, from `next` on and around, that is not found yet and is `key`. */
static size_t find_key(const char *key, const char *const *keys, size_t count, size_t next,
		       const cJSON *const *found)
{
	for (size_t tried = 0; tried < count; tried++, next++) {
		if (next == count)
			next = 0;
		if (*keys[next] == *key && !found[next] && strcmp(keys[next], key) == 0)
			return next;
	}
	return count;
}

/* A set of what texts may begin with. */
static uint64_t first_of(const char *text)
{
	return UINT64_C(1) << ((unsigned char)*text % 64);
}

void json_members(const cJSON *object, const char *const *keys, size_t count, const cJSON **out)
{
	const cJSON *member;
	uint64_t firsts = 0;
	size_t next = 0;

	for (size_t i = 0; i < count; i++) {
		out[i] = NULL;
		firsts |= first_of(keys[i]);
	}
	if (!cJSON_IsObject(object))
		return;
	cJSON_ArrayForEach(member, object)
	{
		if (!(firsts & first_of(member->string)))
			continue;
		const size_t i = find_key(member->string, keys, count, next, out);
		if (i == count)
			continue;
		out[i] = member;
		next = i + 1;
	}
}

static bool digits_only(const char *text)
{
	if (!*text || strlen(text) > 16)
		return false;
	for (; *text; text++)
		if (*text < '0' || *text > '9')
			return false;
	return true;
}

bool json_count(const cJSON *item, int64_t *count)
{
	double value;

	if (cJSON_IsNumber(item))
		value = item->valuedouble;
	else if (cJSON_IsString(item) && digits_only(item->valuestring))
		value = strtod(item->valuestring, NULL);
	else
		return false;
	/* 2^53 itself may be a rounded 2^53 + 1. */
	if (!(value >= 0 && value < LARGEST_INTEGER) || value != floor(value))
		return false;
	*count = (int64_t)value;
	return true;
}

bool json_id(const cJSON *item, int64_t *id)
{
	int64_t value = 0;

	if (!json_count(item, &value) || value == 0)
		return false;
	*id = value;
	return true;
}

enum tri json_tri(const cJSON *item)
{
	return cJSON_IsTrue(item) ? TRI_YES : cJSON_IsFalse(item) ? TRI_NO : TRI_UNKNOWN;
}

const char *json_text(struct arena *arena, const cJSON *item)
{
	if (cJSON_IsString(item))
		return text_clean(arena, item->valuestring);
	if (cJSON_IsNumber(item))
		return arena_printf(arena, "%.15g", item->valuedouble);
	return "";
}
