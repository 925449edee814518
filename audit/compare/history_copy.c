#include "audit/compare/history_copy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audit/compare/history_parts.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/json/record.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/results/list.h"
#include "audit/results/parts.h"

static void write_head(struct json_writer *w, const struct history_audit *audit)
{
	json_string(w, "schema", HISTORY_COPY_SCHEMA);
	json_string(w, "report_id", audit->report_id);
	json_string(w, "subdomain", audit->subdomain);
	json_string(w, "profile", audit->profile_id);
	json_string(w, "profile_version", audit->profile_version);
	json_time(w, "assessed_at", audit->assessed_at);
	json_string(w, "verdict", overall_name(audit->verdict));
}

static void write_counts(struct json_writer *w, const struct counts *counts)
{
	json_object(w, "counts");
	for (int i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name((enum verdict)i), (int64_t)counts->of[i]);
	json_integer(w, "waived", (int64_t)counts->waived);
	json_end(w);
}

static void write_findings(struct json_writer *w, const struct history_audit *audit)
{
	json_array(w, "findings");
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct history_finding *finding = &audit->findings[i];
		json_object(w, NULL);
		json_string(w, "id", finding->id);
		json_string(w, "title", finding->title);
		json_string(w, "verdict", verdict_name(finding->verdict));
		json_boolean(w, "waived", finding->waived);
		json_end(w);
	}
	json_end(w);
}

int history_copy_text(struct arena *arena, const struct history_audit *audit, const char **out,
		      struct error *err)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	struct json_writer w;

	if (!stream)
		return error_set(err, "copy of a report: %s", strerror(errno));
	json_writer_init(&w, stream, false);
	json_object(&w, NULL);
	write_head(&w, audit);
	write_counts(&w, &audit->counts);
	write_findings(&w, audit);
	json_end(&w);
	const int result = fclose(stream);
	if (result == 0)
		*out = arena_strdup(arena, text);
	free(text);
	return result == 0 ? 0 : error_set(err, "copy of a report: %s", strerror(errno));
}

static int read_head(const struct json_reader *reader, const cJSON *root, struct history_audit *out)
{
	static const struct json_field fields[] = {
		JSON_FIELD(history_audit, "report_id", JSON_TEXT, report_id),
		JSON_FIELD(history_audit, "subdomain", JSON_TEXT, subdomain),
		JSON_FIELD(history_audit, "profile", JSON_TEXT, profile_id),
		JSON_FIELD(history_audit, "profile_version", JSON_TEXT, profile_version),
		JSON_FIELD(history_audit, "assessed_at", JSON_MOMENT, assessed_at),
		JSON_FIELD_WORD(history_audit, "verdict", verdict, overall),
	};
	static const struct json_field schema = { .key = "schema", .type = JSON_TEXT };
	const struct json_place at = { .key = "schema" };
	const char *found = "";

	if (json_record(reader, root, NULL, &schema, 1, &found) != 0)
		return -1;
	if (strcmp(found, HISTORY_COPY_SCHEMA) != 0)
		return json_mistake(reader, &at, "\"" HISTORY_COPY_SCHEMA "\"",
				    json_get(root, "schema"));
	return json_record(reader, root, NULL, fields, sizeof fields / sizeof *fields, out);
}

static int read_findings(const struct json_reader *reader, const cJSON *root,
			 struct history_audit *out)
{
	static const struct json_field fields[] = {
		JSON_FIELD(history_finding, "id", JSON_TEXT, id),
		JSON_FIELD(history_finding, "title", JSON_TEXT, title),
		JSON_FIELD_WORD(history_finding, "verdict", verdict, verdict),
		JSON_FIELD(history_finding, "waived", JSON_BOOLEAN, waived),
	};
	static const struct results_items list = { "findings", fields,
						   sizeof fields / sizeof *fields,
						   sizeof(struct history_finding), NULL };

	out->findings = results_list(reader, root, NULL, &list, &out->finding_count);
	if (!out->findings)
		return -1;
	return results_distinct(reader, list.key, out->findings, out->finding_count, list.size);
}

int history_copy_read(struct arena *arena, const char *name, const char *text, size_t length,
		      struct history_audit *out, struct error *err)
{
	const struct json_reader reader = { arena, err };
	struct history_audit audit = { .name = name };
	cJSON *root = json_parse(text, length, err);

	if (!root)
		return -1;
	int result = read_head(&reader, root, &audit);
	if (result == 0)
		result = results_counts(&reader, root, &audit.counts);
	if (result == 0)
		result = read_findings(&reader, root, &audit);
	cJSON_Delete(root);
	if (result == 0)
		result = history_check_counts(&audit, err);
	if (result == 0)
		*out = audit;
	return result;
}
