#include "audit/results/list.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"

static int read_item(const struct json_reader *reader, const cJSON *item,
		     const struct json_place *at, const struct results_items *list, void *out)
{
	if (json_record(reader, item, at, list->fields, list->field_count, out) != 0)
		return -1;
	return list->each ? list->each(reader, item, at, out) : 0;
}

int results_rows_add(void *context, const cJSON *item, size_t index)
{
	struct results_rows *rows = context;
	const struct json_place at = { .outer = rows->outer, .key = rows->list->key };
	const struct json_place place = { .outer = &at, .index = index };

	rows->rows = array_reserve(rows->rows, rows->count, &rows->capacity, rows->list->size);
	char *out = rows->rows + rows->count * rows->list->size;
	memset(out, 0, rows->list->size);
	if (read_item(rows->reader, item, &place, rows->list, out) != 0)
		return -1;
	rows->count++;
	return 0;
}

void *results_rows_take(struct results_rows *rows, size_t *count)
{
	*count = rows->count;
	return arena_copy(rows->reader->arena, rows->rows, rows->count * rows->list->size);
}

void results_rows_release(struct results_rows *rows)
{
	free(rows->rows);
	rows->rows = NULL;
}

void *results_list(const struct json_reader *reader, const cJSON *object,
		   const struct json_place *outer, const struct results_items *list, size_t *count)
{
	struct json_place at = { .outer = outer, .key = list->key };
	struct json_place place = { .outer = &at };
	const cJSON *array = json_list_member(reader, object, outer, list->key);
	const cJSON *item;

	if (!array)
		return NULL;
	*count = (size_t)cJSON_GetArraySize(array);
	char *items = arena_array(reader->arena, *count, list->size);
	cJSON_ArrayForEach(item, array)
	{
		void *out = items + place.index * list->size;
		if (read_item(reader, item, &place, list, out) != 0)
			return NULL;
		place.index++;
	}
	return items;
}

int results_texts(const struct json_reader *reader, const cJSON *object,
		  const struct json_place *at, const char *key, const char ***texts, size_t *count)
{
	const struct json_place list = { .outer = at, .key = key };
	struct json_place place = { .outer = &list };
	const cJSON *array = json_list_member(reader, object, at, key), *item;

	if (!array)
		return -1;
	*texts = arena_array(reader->arena, (size_t)cJSON_GetArraySize(array), sizeof **texts);
	cJSON_ArrayForEach(item, array)
	{
		if (!cJSON_IsString(item))
			return json_mistake(reader, &place, "a string", item);
		(*texts)[place.index++] = json_text(reader->arena, item);
	}
	*count = place.index;
	return 0;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int results_distinct(const struct json_reader *reader, const char *key, const void *items,
		     size_t count, size_t size)
{
	const struct json_place at = { .key = key };
	const char **names = arena_array(reader->arena, count, sizeof *names);

	for (size_t i = 0; i < count; i++)
		names[i] = *(const char *const *)((const char *)items + i * size);
	if (count)
		qsort(names, count, sizeof *names, compare_texts);
	for (size_t i = 1; i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0) {
			const cJSON twice = { .type = cJSON_String,
					      .valuestring = (char *)names[i] };
			return json_mistake(reader, &at, "every one once", &twice);
		}
	return 0;
}
