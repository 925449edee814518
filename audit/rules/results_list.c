#include "audit/rules/results_list.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/json.h"
#include "audit/core/mem.h"

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
		if (json_record(reader, item, &place, list->fields, list->field_count, out) != 0 ||
		    (list->each && list->each(reader, item, &place, out) != 0))
			return NULL;
		place.index++;
	}
	return items;
}

int results_texts(const struct json_reader *reader, const cJSON *object,
		      const struct json_place *at, const char *key, const char ***texts,
		      size_t *count)
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
