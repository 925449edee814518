/*
 * json_stream - a large document whose longest lists are handed over item by item
 * instead of being kept as a tree. As strict as json_parse.
 */
#ifndef CORE_JSON_STREAM_H
#define CORE_JSON_STREAM_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct error;

/* The array that stands in the root's member `outer`, or where that is "" in the root itself, as
 * the member `key`. */
struct json_stream {
	const char *outer, *key;
	/* -1 ends it; then the callee has set the error. The item is freed afterwards. */
	int (*item)(void *context, const cJSON *item, size_t index);
	void *context;
};

/*
 * The tree, with these arrays empty, for cJSON_Delete; NULL if it is no JSON. Items are
 * handed over before what follows them is looked at.
 */
cJSON *json_parse_stream(const char *bytes, size_t length, const struct json_stream *streams,
			 size_t count, struct error *err);

#endif
