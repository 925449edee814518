#include "audit/core/json/stream.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/json/internal.h"
#include "audit/core/json/json.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct walk {
	const char *bytes, *at, *end;
	const struct json_stream *streams;
	size_t count;
	struct error *err;
};

typedef int on_member(struct walk *walk, cJSON *object, const char *outer, const char *key);

static int broken(const struct walk *walk)
{
	return json_not(walk->bytes, walk->at, walk->err);
}

/* White space is what cJSON takes for it. */
static char peek(struct walk *walk)
{
	while (walk->at < walk->end && (unsigned char)*walk->at <= ' ')
		walk->at++;
	return walk->at < walk->end ? *walk->at : '\0';
}

static bool take(struct walk *walk, char mark)
{
	if (peek(walk) != mark)
		return false;
	walk->at++;
	return true;
}

static bool is_marked(const struct walk *walk)
{
	return walk->end - walk->at >= 3 && memcmp(walk->at, BYTE_ORDER_MARK, 3) == 0;
}

static cJSON *take_value(struct walk *walk)
{
	const char *stop = walk->at;

	/* cJSON leaves it out in front of whatever it is given. */
	if (is_marked(walk))
		return NULL;
	cJSON *value =
		cJSON_ParseWithLengthOpts(walk->at, (size_t)(walk->end - walk->at), &stop, 0);

	walk->at = stop ? stop : walk->at;
	return value;
}

static int add_value(struct walk *walk, cJSON *object, const char *key)
{
	cJSON *value = take_value(walk);

	if (!value)
		return broken(walk);
	cJSON_AddItemToObject(object, key, value);
	return 0;
}

static int walk_items(struct walk *walk, const struct json_stream *stream)
{
	size_t index = 0;

	(void)take(walk, '[');
	if (take(walk, ']'))
		return 0;
	do {
		cJSON *item = take_value(walk);
		int result = item ? json_check_tree(item, walk->err) : broken(walk);
		if (result == 0)
			result = stream->item(stream->context, item, index++);
		cJSON_Delete(item);
		if (result != 0)
			return -1;
	} while (take(walk, ','));
	return take(walk, ']') ? 0 : broken(walk);
}

static int walk_members(struct walk *walk, cJSON *object, const char *outer, on_member *member)
{
	(void)take(walk, '{');
	if (take(walk, '}'))
		return 0;
	do {
		cJSON *key = take_value(walk);
		int result = -1;
		if (cJSON_IsString(key) && take(walk, ':'))
			result = member(walk, object, outer, key->valuestring);
		else
			(void)broken(walk);
		cJSON_Delete(key);
		if (result != 0)
			return -1;
	} while (take(walk, ','));
	return take(walk, '}') ? 0 : broken(walk);
}

/* Nothing is handed over a second time: what comes twice is refused before it is walked. */
static cJSON *add_walked(struct walk *walk, cJSON *object, const char *key, cJSON *empty)
{
	if (json_get(object, key)) {
		cJSON_Delete(empty);
		(void)json_twice(key, walk->err);
		return NULL;
	}
	cJSON_AddItemToObject(object, key, empty);
	return empty;
}

static int inner_member(struct walk *walk, cJSON *object, const char *outer, const char *key)
{
	for (size_t i = 0; i < walk->count; i++) {
		const struct json_stream *stream = &walk->streams[i];
		if (strcmp(stream->outer, outer) == 0 && strcmp(stream->key, key) == 0 &&
		    peek(walk) == '[') {
			if (!add_walked(walk, object, key, cJSON_CreateArray()))
				return -1;
			return walk_items(walk, stream);
		}
	}
	return add_value(walk, object, key);
}

static int root_member(struct walk *walk, cJSON *root, const char *outer, const char *key)
{
	for (size_t i = 0; i < walk->count; i++)
		if (strcmp(walk->streams[i].outer, key) == 0 && peek(walk) == '{') {
			cJSON *object = add_walked(walk, root, key, cJSON_CreateObject());
			return object ? walk_members(walk, object, key, inner_member) : -1;
		}
	return inner_member(walk, root, outer, key);
}

static int walk_all(struct walk *walk, cJSON *root)
{
	if (walk_members(walk, root, "", root_member) != 0)
		return -1;
	(void)peek(walk);
	if (walk->at != walk->end)
		return broken(walk);
	return json_check_tree(root, walk->err);
}

cJSON *json_parse_stream(const char *bytes, size_t length, const struct json_stream *streams,
			 size_t count, struct error *err)
{
	struct walk walk = { bytes, bytes, bytes + length, streams, count, err };

	if (json_scan(bytes, length, err) != 0)
		return NULL;
	if (is_marked(&walk))
		walk.at += strlen(BYTE_ORDER_MARK);
	/* No object: nothing to walk through. */
	if (peek(&walk) != '{') {
		(void)broken(&walk);
		return NULL;
	}
	cJSON *root = cJSON_CreateObject();
	if (walk_all(&walk, root) == 0)
		return root;
	cJSON_Delete(root);
	return NULL;
}
