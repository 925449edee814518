#include "audit/results/results.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/json/record.h"
#include "audit/core/json/stream.h"
#include "audit/core/mem.h"
#include "audit/results/parts.h"

static int read_head(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field head[] = {
		JSON_FIELD(results, "schema", JSON_TEXT, schema),
		JSON_FIELD(results, "report_id", JSON_TEXT, report_id),
		JSON_FIELD(results, "tool_version", JSON_TEXT, tool_version),
		JSON_FIELD(results, "started_at", JSON_MOMENT, started_at),
		JSON_FIELD(results, "finished_at", JSON_MOMENT, finished_at),
		JSON_FIELD_OPTIONAL(results, "assessed_at", JSON_MOMENT, assessed_at),
		JSON_FIELD_OPTIONAL(results, "edition", JSON_TEXT, edition),
		JSON_FIELD_OPTIONAL(results, "only_customer", JSON_ID, only_customer),
		JSON_FIELD_WORD(results, "verdict", verdict, overall),
	};
	const struct json_place schema = { .key = "schema" };

	if (json_record(reader, root, NULL, head, sizeof head / sizeof *head, out) != 0)
		return -1;
	if (strcmp(out->schema, RESULTS_SCHEMA) != 0)
		return json_mistake(reader, &schema, "\"" RESULTS_SCHEMA "\"",
				    json_get(root, "schema"));
	if (!json_get(root, "assessed_at"))
		out->assessed_at = out->finished_at;
	return 0;
}

int results_counts(const struct json_reader *reader, const cJSON *root, struct counts *out)
{
	const struct json_place at = { .key = "counts" };
	const cJSON *counts = json_object_member(reader, root, NULL, "counts");
	const struct json_field waived = { .key = "waived", .type = JSON_COUNT };
	int64_t number = 0;

	if (!counts || json_record(reader, counts, &at, &waived, 1, &number) != 0)
		return -1;
	out->waived = (size_t)number;
	for (int i = 0; i < VERDICT_COUNT; i++) {
		const struct json_field field = { .key = verdict_name((enum verdict)i),
						  .type = JSON_COUNT };
		if (json_record(reader, counts, &at, &field, 1, &number) != 0)
			return -1;
		out->of[i] = (size_t)number;
	}
	return 0;
}

static int read_parts(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	if (read_head(reader, root, out) != 0 || results_counts(reader, root, &out->counts) != 0)
		return -1;
	for (const struct results_part *part = results_parts; part->read; part++)
		if (part->read(reader, root, out) != 0)
			return -1;
	return 0;
}

/* The lists that may be long, and where they go. */
static int read_long_lists(const struct json_reader *reader, const char *bytes, size_t length,
			   struct results_rows rows[3], struct results *out)
{
	const struct json_stream streams[] = {
		{ RESULTS_CUSTOMERS, results_issues.key, results_rows_add, &rows[0] },
		{ RESULTS_CUSTOMERS, results_customers.key, results_rows_add, &rows[1] },
		{ RESULTS_CHANGES, results_moves.key, results_rows_add, &rows[2] },
	};
	cJSON *root = json_parse_stream(bytes, length, streams, sizeof streams / sizeof *streams,
					reader->err);

	if (!root)
		return -1;
	int result = read_parts(reader, root, out);
	out->issues = results_rows_take(&rows[0], &out->issue_count);
	if (json_get(json_get(root, RESULTS_CUSTOMERS), results_customers.key))
		out->rows = results_rows_take(&rows[1], &out->row_count);
	out->moves = results_rows_take(&rows[2], &out->move_count);
	cJSON_Delete(root);
	return result;
}

int results_read(struct arena *arena, const char *bytes, size_t length, struct results **out,
		 struct error *err)
{
	const struct json_reader reader = { arena, err };
	const struct json_place customers = { .key = RESULTS_CUSTOMERS };
	const struct json_place changes = { .key = RESULTS_CHANGES };
	struct results *results = arena_alloc(arena, sizeof *results);
	struct results_rows rows[] = {
		{ .reader = &reader, .list = &results_issues, .outer = &customers },
		{ .reader = &reader, .list = &results_customers, .outer = &customers },
		{ .reader = &reader, .list = &results_moves, .outer = &changes },
	};
	int result = read_long_lists(&reader, bytes, length, rows, results);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		results_rows_release(&rows[i]);
	if (result == 0)
		*out = results;
	return result;
}
