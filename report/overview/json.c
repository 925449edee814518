/* overview.json: see templates/schema/overview.schema.json. */
#include "audit/core/json/writer.h"
#include "report/overview/overview.h"

static void put_counts(struct json_writer *w, const struct counts *counts)
{
	json_object(w, "counts");
	for (int i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name((enum verdict)i), (int64_t)counts->of[i]);
	json_integer(w, "waived", (int64_t)counts->waived);
	json_end(w);
}

static void put_profile(struct json_writer *w, const struct view *view)
{
	const struct audit *audit = view->audit;

	json_object(w, NULL);
	json_string(w, "id", audit->profile->id);
	json_string(w, "version", audit->profile->version);
	json_string(w, "title", audit->profile->title);
	json_string(w, "vendor", audit->profile->vendor);
	json_string(w, "folder", audit->profile->id);
	json_string(w, "report_id", audit->report_id);
	json_string(w, "verdict", overall_name(audit->verdict));
	json_string(w, "sentence", view->sentence);
	put_counts(w, &audit->counts);
	json_integer(w, "jobs", (int64_t)view->job_count);
	json_end(w);
}

static void put_closes(struct json_writer *w, const struct overview *overview,
		       const struct overview_part *part)
{
	for (size_t i = 0; i < part->job->count; i++) {
		json_object(w, NULL);
		json_string(w, "profile", overview->views[part->profile]->audit->profile->id);
		json_string(w, "requirement", part->job->findings[i]->requirement->id);
		json_end(w);
	}
}

static void put_job(struct json_writer *w, const struct overview *overview,
		    const struct overview_job *job)
{
	static const char *const kinds[JOB_KINDS] = {
		[JOB_FIX] = "fix", [JOB_CHECK] = "check", [JOB_CONFIRM] = "confirm"
	};

	json_object(w, NULL);
	json_string(w, "kind", kinds[job->kind]);
	json_string(w, "title", job->title);
	json_string(w, "who", job->who);
	json_string(w, "when", job->when);
	json_boolean(w, "mandatory", job->mandatory);
	if (*job->assigned)
		json_string(w, "assigned", job->assigned);
	json_array(w, "closes");
	for (size_t i = 0; i < job->part_count; i++)
		put_closes(w, overview, &job->parts[i]);
	json_end(w);
	json_end(w);
}

static void put_date(struct json_writer *w, const struct overview *overview,
		     const struct overview_date *date)
{
	json_object(w, NULL);
	json_string(w, "day", date->date->day);
	json_boolean(w, "past", date->date->past);
	json_string(w, "what", date->date->what);
	json_array(w, "profiles");
	for (size_t i = 0; i < date->profile_count; i++)
		json_string(w, NULL, overview->views[date->profiles[i]]->audit->profile->id);
	json_end(w);
	json_end(w);
}

void overview_json_write(FILE *stream, const struct overview *overview)
{
	const struct audit *audit = overview->views[0]->audit;
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_string(&w, "schema", "syncro-audit/overview/1");
	json_string(&w, "report_id", overview->report_id);
	json_string(&w, "tool_version", audit->tool_version);
	json_string(&w, "edition", edition_name(audit->presentation.edition));
	json_string(&w, "subdomain", audit->account->subdomain);
	json_time(&w, "finished_at", audit->account->finished_at);
	json_time(&w, "assessed_at", audit->assessed_at);
	json_string(&w, "verdict", overall_name(overview->verdict));
	json_string(&w, "sentence", overview->sentence);
	json_string(&w, "advice", overview->advice);
	json_array(&w, "profiles");
	for (size_t i = 0; i < overview->count; i++)
		put_profile(&w, overview->views[i]);
	json_end(&w);
	json_array(&w, "jobs");
	for (size_t i = 0; i < overview->job_count; i++)
		put_job(&w, overview, &overview->jobs[i]);
	json_end(&w);
	json_array(&w, "dates");
	for (size_t i = 0; i < overview->date_count; i++)
		put_date(&w, overview, &overview->dates[i]);
	json_end(&w);
	json_end(&w);
}
