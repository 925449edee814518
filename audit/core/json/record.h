/*
 * json_record - a JSON object and the struct it stands for, by one table of fields: read
 * and written by the same rows, written in their order.
 *
 * Read, each key that is named must be there and of its type, others are left alone.
 */
#ifndef CORE_JSON_RECORD_H
#define CORE_JSON_RECORD_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "audit/core/array.h"
#include "audit/core/json/mistake.h"

struct json_writer;

enum json_type {
	JSON_TEXT,	   /* const char *, cleaned; one that is NULL is left out */
	JSON_BOOLEAN,	   /* bool */
	JSON_MAYBE,	   /* enum tri: true, false or null */
	JSON_COUNT,	   /* size_t, to 2^53 */
	JSON_ID,	   /* int64_t, 1 to 2^53 */
	JSON_ID_OR_NULL,   /* the same; 0 is null */
	JSON_MOMENT,	   /* int64_t, ms; written as in 2026-11-24T08:15:00Z */
	JSON_WORD,	   /* an enum; `name` and `from_name` know its words */
	JSON_WORD_IF,	   /* the same; null where the bool at `also` is false */
	JSON_PRESENT,	   /* bool: an object is there, false for null; not written */
	JSON_LIST,	   /* an array, as long as the size_t at `also` says */
	JSON_OBJECT,	   /* members of the struct itself, or of one within */
	JSON_LINK,	   /* a pointer to a struct; NULL is left out */
	JSON_LINK_OR_NULL, /* the same; NULL is null */
	JSON_TYPE_COUNT
};

enum json_use {
	JSON_FIXED,
	JSON_OPTIONAL, /* zero if it is not there */
	JSON_UNREAD,   /* written for others: not looked at, and zero */
};

struct json_field {
	const char *key;
	enum json_type type;
	enum json_use use;
	size_t offset, also; /* of members */
	const char *(*name)(unsigned value);
	int (*from_name)(const char *word);
	const char *expected;		  /* of a mistake; NULL: as the type says */
	const struct json_record *record; /* of an object, a link or a list of objects */
	const struct json_field *item;	  /* of any other list */
	/* Of a list: bytes of an item, and whether its first member is a name that stands
	 * once. While it is NULL, what is written is made, an item at a time. */
	size_t size;
	bool distinct;
	void (*make)(const void *of, size_t index, void *item);
};

struct json_record {
	const struct json_field *fields;
	size_t count, size; /* of fields; bytes of the struct */
};

/* For the { } of a field of `struct record`; more may follow. */
#define JSON_FIELD(record, word, kind, member)                                                     \
	.key = (word), .type = (kind), .offset = offsetof(struct record, member)
#define JSON_FIELD_WORD(record, word, member, names)                                               \
	JSON_FIELD(record, word, JSON_WORD, member), JSON_WORDS(names)
#define JSON_FIELD_WORD_IF(record, word, member, is_there, names)                                  \
	JSON_FIELD(record, word, JSON_WORD_IF, member), .also = offsetof(struct record, is_there), \
							JSON_WORDS(names)
#define JSON_WORDS(names) .name = names##_name, .from_name = names##_from_name
#define JSON_FIELD_LIST(record, word, member, number)                                              \
	JSON_FIELD(record, word, JSON_LIST, member), .also = offsetof(struct record, number),      \
						     .size = sizeof *((struct record *)0)->member
#define JSON_RECORD(name, table)                                                                   \
	{                                                                                          \
		(table), COUNT_OF(table), sizeof(struct name)                                      \
	}

/* `out` may be filled in part when it fails. */
int json_record_read(const struct json_reader *reader, const cJSON *item,
		     const struct json_place *at, const struct json_record *record, void *out);
/* `key` as in json_object. */
void json_record_write(struct json_writer *w, const char *key, const struct json_record *record,
		       const void *in);

#endif
