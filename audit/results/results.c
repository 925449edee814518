#include "audit/results/results.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/json/stream.h"
#include "audit/core/mem.h"
#include "audit/results/internal.h"

/* A list that may be long, item by item. */
struct rows {
	const struct json_reader *reader;
	struct json_place at;
	const struct json_record *record;
	char *items; /* from xmalloc, until they are taken */
	size_t count, capacity;
	size_t (*moved)[MOVEMENT_COUNT]; /* of what changed, which is counted only */
};

static int add_row(void *context, const cJSON *item, size_t index)
{
	struct rows *rows = context;
	const struct json_place place = { .outer = &rows->at, .index = index };
	const size_t size = rows->record->size;

	rows->items = array_reserve(rows->items, rows->count, &rows->capacity, size);
	char *out = memset(rows->items + rows->count * size, 0, size);
	if (json_record_read(rows->reader, item, &place, rows->record, out) != 0)
		return -1;
	rows->count++;
	return 0;
}

static int count_row(void *context, const cJSON *item, size_t index)
{
	struct rows *rows = context;
	const struct json_place place = { .outer = &rows->at, .index = index };
	struct comparison_row row = { .id = 0 };

	if (json_record_read(rows->reader, item, &place, rows->record, &row) != 0)
		return -1;
	rows->moved[row.kind][row.movement]++;
	return 0;
}

static void *taken(const struct rows *rows, size_t *count)
{
	*count = rows->count;
	return arena_copy(rows->reader->arena, rows->items, rows->count * rows->record->size);
}

/* What the table cannot say. */
static void complete(const cJSON *root, struct results *out)
{
	if (!json_get(root, "assessed_at"))
		out->assessed_at = out->finished_at;
	for (size_t i = 0; i < out->finding_count; i++)
		for (size_t k = 0; k < out->findings[i].observation_count; k++) {
			struct observation *observation = &out->findings[i].observations[k];
			if (!observation->object)
				observation->object = observation->subject;
		}
}

int results_read(struct arena *arena, const char *bytes, size_t length, struct results **out,
		 struct error *err)
{
	const struct json_reader reader = { arena, err };
	const struct json_place customers = { .key = RESULTS_CUSTOMERS },
				changes = { .key = RESULTS_CHANGES };
	size_t moved[COMPARED_COUNT][MOVEMENT_COUNT] = { { 0 } };
	struct rows issues = { .reader = &reader,
			       .at = { &customers, RESULTS_ISSUES, 0 },
			       .record = &results_issue_record };
	struct rows list = { .reader = &reader,
			     .at = { &customers, RESULTS_LIST, 0 },
			     .record = &results_customer_record };
	struct rows rows = { .reader = &reader,
			     .at = { &changes, RESULTS_ROWS, 0 },
			     .record = &results_row_record,
			     .moved = moved };
	const struct json_stream streams[] = {
		{ RESULTS_CUSTOMERS, RESULTS_ISSUES, add_row, &issues },
		{ RESULTS_CUSTOMERS, RESULTS_LIST, add_row, &list },
		{ RESULTS_CHANGES, RESULTS_ROWS, count_row, &rows },
	};
	struct results *results = arena_alloc(arena, sizeof *results);
	cJSON *root = json_parse_stream(bytes, length, streams, COUNT_OF(streams), err);
	int result = -1;

	if (!root || json_schema(&reader, root, RESULTS_SCHEMA) != 0 ||
	    json_record_read(&reader, root, NULL, &results_record, results) != 0)
		goto done;
	complete(root, results);
	results->issues = taken(&issues, &results->issue_count);
	if (results->rows)
		results->rows = taken(&list, &results->row_count);
	if (results->changes)
		memcpy(results->changes->moved, moved, sizeof moved);
	*out = results;
	result = 0;
done:
	cJSON_Delete(root);
	free(issues.items);
	free(list.items);
	return result;
}
