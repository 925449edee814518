#include "report/overview/overview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"

/* Mandatory work first, and what mends before what is looked at again or confirmed. */
static int rank_of(const struct overview_job *job)
{
	return (job->mandatory ? 0 : JOB_KINDS) + (int)job->kind;
}

/* What one person does in one go, whichever profile asks for it. */
static bool is_same(const struct overview_job *job, const struct view_job *other)
{
	return job->kind == other->kind && job->parts[0].job->reason == other->reason &&
	       strcmp(job->title, other->title) == 0 && strcmp(job->who, other->who) == 0;
}

static struct overview_job *job_like(struct overview *overview, size_t most,
				     const struct view_job *job)
{
	for (size_t i = 0; i < overview->job_count; i++)
		if (is_same(&overview->jobs[i], job))
			return &overview->jobs[i];
	struct overview_job *made = &overview->jobs[overview->job_count];
	*made = (struct overview_job){ .kind = job->kind,
				       .title = job->title,
				       .who = job->who,
				       .when = job->when,
				       .mandatory = job->mandatory,
				       .closes = "",
				       .assigned = "",
				       .order = overview->job_count++ };
	made->parts = arena_array(overview->arena, most, sizeof *made->parts);
	return made;
}

/* What each profile's sheet says; the same words once. */
static void add_assigned(struct overview *overview, struct overview_job *made,
			 const struct view_job *job)
{
	for (size_t i = 0; i < made->part_count; i++)
		if (strcmp(made->parts[i].job->assigned, job->assigned) == 0)
			return;
	if (*job->assigned)
		made->assigned = arena_printf(overview->arena, "%s%s%s", made->assigned,
					      *made->assigned ? "; " : "", job->assigned);
}

static void add_job(struct overview *overview, size_t most, size_t profile,
		    const struct view_job *job)
{
	struct overview_job *made = job_like(overview, most, job);
	const char *ids = view_job_closes(overview->arena, job);
	const size_t last = made->part_count;
	const char *between = !last ? "" : made->parts[last - 1].profile == profile ? ", " : "; ";

	if (job->mandatory && !made->mandatory) {
		made->mandatory = true;
		made->when = job->when;
	}
	made->closes = arena_printf(overview->arena, "%s%s%s", made->closes, between, ids);
	add_assigned(overview, made, job);
	made->parts[made->part_count++] =
		(struct overview_part){ .profile = profile, .job = job, .closes = ids };
}

static int by_rank(const void *a, const void *b)
{
	const struct overview_job *x = a, *y = b;
	const int difference = rank_of(x) - rank_of(y);

	/* What serves more of them first; else as the profiles have them. */
	if (difference || x->part_count != y->part_count)
		return difference ? difference : (x->part_count < y->part_count ? 1 : -1);
	return x->order < y->order ? -1 : 1;
}

static void add_jobs(struct overview *overview)
{
	size_t most = 0;

	for (size_t i = 0; i < overview->count; i++)
		most += overview->views[i]->job_count;
	overview->jobs = arena_array(overview->arena, most, sizeof *overview->jobs);
	for (size_t i = 0; i < overview->count; i++)
		for (size_t j = 0; j < overview->views[i]->job_count; j++)
			add_job(overview, most, i, &overview->views[i]->jobs[j]);
	if (overview->job_count)
		qsort(overview->jobs, overview->job_count, sizeof *overview->jobs, by_rank);
}

static struct overview_date *date_like(struct overview *overview, const struct view_date *date)
{
	for (size_t i = 0; i < overview->date_count; i++) {
		const struct view_date *other = overview->dates[i].date;
		if (other->at == date->at && other->kind == date->kind &&
		    strcmp(other->what, date->what) == 0)
			return &overview->dates[i];
	}
	struct overview_date *made = &overview->dates[overview->date_count];
	*made = (struct overview_date){ .date = date, .order = overview->date_count };
	made->profiles = arena_array(overview->arena, overview->count, sizeof *made->profiles);
	overview->date_count++;
	return made;
}

static int by_day(const void *a, const void *b)
{
	const struct overview_date *x = a, *y = b;

	if (x->date->at != y->date->at)
		return x->date->at < y->date->at ? -1 : 1;
	if (x->date->kind != y->date->kind)
		return x->date->kind < y->date->kind ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static void add_dates(struct overview *overview)
{
	size_t most = 0;

	for (size_t i = 0; i < overview->count; i++)
		most += overview->views[i]->date_count;
	overview->dates = arena_array(overview->arena, most, sizeof *overview->dates);
	for (size_t i = 0; i < overview->count; i++)
		for (size_t j = 0; j < overview->views[i]->date_count; j++) {
			struct overview_date *made =
				date_like(overview, &overview->views[i]->dates[j]);
			made->profiles[made->profile_count++] = i;
		}
	if (overview->date_count)
		qsort(overview->dates, overview->date_count, sizeof *overview->dates, by_day);
}

static void add_verdict(struct overview *overview)
{
	TABLE(const char *const, words, OVERALL_COUNT, [OVERALL_READY] = "ready",
	      [OVERALL_NOT_READY] = "not ready", [OVERALL_INCONCLUSIVE] = "not confirmed yet");
	static const enum overall order[] = { OVERALL_READY, OVERALL_NOT_READY,
					      OVERALL_INCONCLUSIVE };
	const char *told = "";

	for (size_t i = 0; i < overview->count; i++)
		overview->of[overview->views[i]->audit->verdict]++;
	overview->verdict = overview->of[OVERALL_NOT_READY]	 ? OVERALL_NOT_READY
			    : overview->of[OVERALL_INCONCLUSIVE] ? OVERALL_INCONCLUSIVE
								 : OVERALL_READY;
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		const size_t number = overview->of[order[i]];
		if (number)
			told = arena_printf(overview->arena, "%s%s%zu %s", told, *told ? ", " : "",
					    number, words[order[i]]);
	}
	overview->title =
		arena_printf(overview->arena, "Overview of %zu integrations", overview->count);
	overview->sentence =
		arena_printf(overview->arena, "Of %zu integrations: %s.", overview->count, told);
	overview->advice = arena_printf(
		overview->arena,
		"Each integration should have a token of its own: this audit looked at one token "
		"shared by %zu, and what one of them needs, the others can use too.",
		overview->count);
}

struct overview *overview_new(const struct audit *const *audits, size_t count,
			      const char *report_id)
{
	struct arena *arena = arena_new();
	struct overview *overview = arena_alloc(arena, sizeof *overview);

	*overview = (struct overview){ .arena = arena, .count = count };
	(void)snprintf(overview->report_id, sizeof overview->report_id, "%s", report_id);
	overview->views = arena_array(arena, count, sizeof *overview->views);
	for (size_t i = 0; i < count; i++)
		overview->views[i] = view_new(audits[i]);
	add_verdict(overview);
	add_jobs(overview);
	add_dates(overview);
	return overview;
}

void overview_free(struct overview *overview)
{
	if (!overview)
		return;
	for (size_t i = 0; i < overview->count; i++)
		view_free(overview->views[i]);
	arena_free(overview->arena);
}

static const char *name_of(const struct overview *overview, size_t profile)
{
	return overview->views[profile]->audit->profile->vendor;
}

size_t overview_serves(const struct overview_job *job)
{
	size_t count = 0;

	for (size_t i = 0; i < job->part_count; i++)
		count += !i || job->parts[i].profile != job->parts[i - 1].profile;
	return count;
}

const char *overview_served(const struct overview *overview, const struct overview_job *job)
{
	const char *text = "";

	for (size_t i = 0; i < job->part_count; i++)
		if (!i || job->parts[i].profile != job->parts[i - 1].profile)
			text = arena_printf(overview->arena, "%s%s%s", text, *text ? ", " : "",
					    name_of(overview, job->parts[i].profile));
	return text;
}

const char *overview_dated(const struct overview *overview, const struct overview_date *date)
{
	const char *text = "";

	for (size_t i = 0; i < date->profile_count; i++)
		text = arena_printf(overview->arena, "%s%s%s", text, *text ? ", " : "",
				    name_of(overview, date->profiles[i]));
	return text;
}
