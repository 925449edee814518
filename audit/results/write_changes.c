#include "audit/results/write_changes.h"

#include "audit/core/json/writer.h"
#include "audit/model/comparison.h"

static void write_baseline(struct json_writer *w, const struct comparison_side *side)
{
	json_object(w, "baseline");
	json_string(w, "report_id", side->report_id);
	json_string(w, "tool_version", side->tool_version);
	json_object(w, "profile");
	json_string(w, "id", side->profile_id);
	json_string(w, "version", side->profile_version);
	json_end(w);
	json_time(w, "assessed_at", side->assessed_at);
	json_string(w, "verdict", overall_name(side->verdict));
	json_end(w);
}

static void write_verdict(struct json_writer *w, const char *key, bool is_there,
			  enum verdict verdict)
{
	if (is_there)
		json_string(w, key, verdict_name(verdict));
	else
		json_null(w, key);
}

static void write_findings(struct json_writer *w, const struct comparison *comparison)
{
	json_object(w, "counts");
	for (int i = 0; i < CHANGE_COUNT; i++)
		json_integer(w, change_name((enum change)i), (int64_t)comparison->of_change[i]);
	json_end(w);
	json_array(w, "findings");
	for (size_t i = 0; i < comparison->finding_count; i++) {
		const struct compared_finding *finding = &comparison->findings[i];
		json_object(w, NULL);
		json_string(w, "id", finding->id);
		json_string(w, "change", change_name(finding->change));
		write_verdict(w, "before", finding->was, finding->before);
		write_verdict(w, "after", finding->is, finding->after);
		json_boolean(w, "waived_before", finding->waived_before);
		json_boolean(w, "waived_after", finding->waived_after);
		json_end(w);
	}
	json_end(w);
}

static void write_row(struct json_writer *w, const struct comparison_row *row)
{
	json_object(w, NULL);
	json_string(w, "kind", compared_name(row->kind));
	json_string(w, "change", movement_name(row->movement));
	if (row->id)
		json_integer(w, "id", row->id);
	else
		json_null(w, "id");
	json_string(w, "key", row->key);
	json_string(w, "name", row->name);
	json_string(w, "what", row->what);
	json_string(w, "before", row->before);
	json_string(w, "after", row->after);
	json_end(w);
}

static void write_gaps(struct json_writer *w, const struct comparison *comparison)
{
	json_array(w, "not_compared");
	for (int i = 0; i < COMPARED_COUNT; i++) {
		if (!*comparison->gaps[i])
			continue;
		json_object(w, NULL);
		json_string(w, "kind", compared_name((enum compared)i));
		json_string(w, "why", comparison->gaps[i]);
		json_end(w);
	}
	json_end(w);
}

void changes_json(struct json_writer *w, const struct comparison *comparison)
{
	if (!comparison) {
		json_null(w, "baseline");
		json_null(w, "changes");
		return;
	}
	write_baseline(w, &comparison->before);
	json_object(w, "changes");
	json_string(w, "not_comparable", comparison->incomparable);
	write_findings(w, comparison);
	json_array(w, "rows");
	for (size_t i = 0; i < comparison->row_count; i++)
		write_row(w, &comparison->rows[i]);
	json_end(w);
	write_gaps(w, comparison);
	json_end(w);
}
