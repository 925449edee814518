/*
 * json_record - JSON objects read into structs by a table of fields: each key that is
 * named must be there and of its type, others are left alone. The first mistake is
 * told with its place as a JSON Pointer.
 */
#ifndef CORE_JSON_RECORD_H
#define CORE_JSON_RECORD_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* Where an item stands: links of a chain on the stack, from the innermost out. */
struct json_place {
	const struct json_place *outer; /* NULL: the root is outside */
	const char *key;		/* NULL: an array's item */
	size_t index;
};

enum json_type {
	JSON_TEXT,    /* const char *, cleaned */
	JSON_BOOLEAN, /* bool */
	JSON_MAYBE,   /* enum tri: true, false or null */
	JSON_COUNT,   /* int64_t, 0 to 2^53 */
	JSON_ID,      /* int64_t, 1 to 2^53; null is 0 */
	JSON_MOMENT,  /* int64_t, ms; written as in 2026-11-24T08:15:00Z */
	JSON_WORD,    /* an enum; `from_name` knows its words */
	JSON_PRESENT, /* bool: an object is there, false for null */
};

struct json_field {
	const char *key;
	size_t offset;
	int (*from_name)(const char *word);
	enum json_type type;
	bool optional; /* zero if it is not there */
};

/* Fields of a `struct record`. */
#define JSON_FIELD(record, word, kind, member)                                                     \
	{                                                                                          \
		.key = (word), .type = (kind), .offset = offsetof(struct record, member)           \
	}
#define JSON_FIELD_OPTIONAL(record, word, kind, member)                                            \
	{                                                                                          \
		.key = (word), .type = (kind), .offset = offsetof(struct record, member),          \
		.optional = true                                                                   \
	}
#define JSON_FIELD_WORD(record, word, member, names)                                               \
	{                                                                                          \
		.key = (word), .type = JSON_WORD, .offset = offsetof(struct record, member),       \
		.from_name = names##_from_name                                                     \
	}

struct json_reader {
	struct arena *arena; /* for texts and lists */
	struct error *err;
};

int json_mistake(const struct json_reader *reader, const struct json_place *at,
		 const char *expected, const cJSON *found);
/* `out` may be filled in part when it fails. */
int json_record(const struct json_reader *reader, const cJSON *item, const struct json_place *at,
		const struct json_field *fields, size_t count, void *out);
/* The member if it is an array or object, as asked; NULL and the mistake if not. */
const cJSON *json_list_member(const struct json_reader *reader, const cJSON *object,
			      const struct json_place *at, const char *key);
const cJSON *json_object_member(const struct json_reader *reader, const cJSON *object,
				const struct json_place *at, const char *key);

#endif
