/*
 * json_mistake - what is not as expected in a document, told with its place as a JSON
 * Pointer: "at '/users/3/id': expected a whole number above 0, found nothing".
 */
#ifndef CORE_JSON_MISTAKE_H
#define CORE_JSON_MISTAKE_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct arena;
struct error;

/* Where an item stands: links of a chain on the stack, from the innermost out. */
struct json_place {
	const struct json_place *outer; /* NULL: the root is outside */
	const char *key;		/* NULL: an array's item */
	size_t index;
};

struct json_reader {
	struct arena *arena; /* for texts, lists and links */
	struct error *err;
};

int json_mistake(const struct json_reader *reader, const struct json_place *at,
		 const char *expected, const cJSON *found);
/* Whether the root is an object of that "schema". */
int json_schema(const struct json_reader *reader, const cJSON *root, const char *schema);
#endif
