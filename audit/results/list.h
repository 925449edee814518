/*
 * results_list - the lists of results.json, read into arrays. For results_parts.c and
 * history_copy.c only.
 */
#ifndef RESULTS_LIST_H
#define RESULTS_LIST_H

#include <stddef.h>

#include "audit/core/json/record.h"

/* A list whose items are objects: an array of structs of one size. `each` reads what
 * the table cannot say. */
struct results_items {
	const char *key;
	const struct json_field *fields;
	size_t field_count, size;
	int (*each)(const struct json_reader *reader, const cJSON *item,
		    const struct json_place *at, void *out);
};

/* The same of a list that is handed over item by item (json_stream). */
struct results_rows {
	const struct json_reader *reader;
	const struct results_items *list;
	const struct json_place *outer;
	char *rows; /* from xmalloc, until they are taken */
	size_t count, capacity;
};
int results_rows_add(void *context, const cJSON *item, size_t index);
/* The array, in the reader's arena. */
void *results_rows_take(struct results_rows *rows, size_t *count);
void results_rows_release(struct results_rows *rows);

/* The array, in the reader's arena; NULL after a mistake. */
void *results_list(const struct json_reader *reader, const cJSON *object,
		   const struct json_place *outer, const struct results_items *list, size_t *count);
int results_texts(const struct json_reader *reader, const cJSON *object,
		  const struct json_place *at, const char *key, const char ***texts, size_t *count);
/* A mistake if a name stands twice: the first member of each struct is that name. */
int results_distinct(const struct json_reader *reader, const char *key, const void *items,
		     size_t count, size_t size);

#endif
