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

#define NUMBER(value, word)                                                                        \
	{                                                                                          \
		JSON_FIELD(counts, word, JSON_COUNT, of[VERDICT_##value])                          \
	}
static const struct json_field counts_fields[] = {
	NUMBER(UNKNOWN, "unknown"),
	NUMBER(PASS, "pass"),
	NUMBER(FAIL, "fail"),
	NUMBER(MANUAL, "manual"),
	NUMBER(NOTAPPLICABLE, "notapplicable"),
	NUMBER(INFORMATIONAL, "informational"),
	{ JSON_FIELD(counts, "waived", JSON_COUNT, waived) },
};
static const struct json_record counts = JSON_RECORD(counts, counts_fields);

static const struct json_field finding_fields[] = {
	{ JSON_FIELD(history_finding, "id", JSON_TEXT, id) },
	{ JSON_FIELD(history_finding, "title", JSON_TEXT, title) },
	{ JSON_FIELD_WORD(history_finding, "verdict", verdict, verdict) },
	{ JSON_FIELD(history_finding, "waived", JSON_BOOLEAN, waived) },
};
static const struct json_record finding = JSON_RECORD(history_finding, finding_fields);

struct copy {
	const char *schema;
	struct history_audit audit;
};

static const struct json_field copy_fields[] = {
	{ JSON_FIELD(copy, "schema", JSON_TEXT, schema) },
	{ JSON_FIELD(copy, "report_id", JSON_TEXT, audit.report_id) },
	{ JSON_FIELD(copy, "subdomain", JSON_TEXT, audit.subdomain) },
	{ JSON_FIELD(copy, "profile", JSON_TEXT, audit.profile_id) },
	{ JSON_FIELD(copy, "profile_version", JSON_TEXT, audit.profile_version) },
	{ JSON_FIELD(copy, "assessed_at", JSON_MOMENT, audit.assessed_at) },
	{ JSON_FIELD_WORD(copy, "verdict", audit.verdict, overall) },
	{ JSON_FIELD(copy, "counts", JSON_OBJECT, audit.counts), .record = &counts },
	{ JSON_FIELD_LIST(copy, "findings", audit.findings, audit.finding_count),
	  .record = &finding, .distinct = true },
};
static const struct json_record copy_record = JSON_RECORD(copy, copy_fields);

int history_copy_text(struct arena *arena, const struct history_audit *audit, const char **out,
		      struct error *err)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	const struct copy copy = { HISTORY_COPY_SCHEMA, *audit };
	struct json_writer w;

	if (!stream)
		return error_set(err, "copy of a report: %s", strerror(errno));
	json_writer_init(&w, stream, false);
	json_record_write(&w, NULL, &copy_record, &copy);
	const int result = fclose(stream);
	if (result == 0)
		*out = arena_strdup(arena, text);
	free(text);
	return result == 0 ? 0 : error_set(err, "copy of a report: %s", strerror(errno));
}

int history_copy_read(struct arena *arena, const char *name, const char *text, size_t length,
		      struct history_audit *out, struct error *err)
{
	const struct json_reader reader = { arena, err };
	struct copy copy = { .audit = { .name = name } };
	cJSON *root = json_parse(text, length, err);

	if (!root)
		return -1;
	int result = json_schema(&reader, root, HISTORY_COPY_SCHEMA);
	if (result == 0)
		result = json_record_read(&reader, root, NULL, &copy_record, &copy);
	cJSON_Delete(root);
	if (result == 0)
		result = history_check_counts(&copy.audit, err);
	if (result == 0)
		*out = copy.audit;
	return result;
}
