/* What several accounts share: jobs and dates. */
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/fleet/internal.h"

/* The accounts come one after the other. */
static void add_member(struct fleet_member **members, size_t *count, size_t *capacity,
		       size_t *accounts, const struct fleet_member *member)
{
	if (!*count || (*members)[*count - 1].account != member->account)
		++*accounts;
	ARRAY_RESERVE(*members, *count, *capacity);
	(*members)[(*count)++] = *member;
}

static bool is_same(const struct fleet_job *job, const struct fleet_task *task)
{
	return job->kind == task->kind && job->reason == task->reason &&
	       strcmp(job->title, task->title) == 0 && strcmp(job->who, task->who) == 0;
}

static struct fleet_job *job_like(struct fleet_overview *fleet, size_t *capacity,
				  const struct fleet_task *task)
{
	for (size_t i = 0; i < fleet->job_count; i++)
		if (is_same(&fleet->jobs[i], task))
			return &fleet->jobs[i];
	ARRAY_RESERVE(fleet->jobs, fleet->job_count, *capacity);
	struct fleet_job *made = &fleet->jobs[fleet->job_count++];
	*made = (struct fleet_job){ .kind = task->kind,
				    .reason = task->reason,
				    .title = task->title,
				    .who = task->who,
				    .when = task->when };
	return made;
}

static void add_task(struct fleet_overview *fleet, size_t *capacity,
		     const struct fleet_member *member)
{
	struct fleet_job *job = job_like(fleet, capacity, member->task);

	if (member->task->mandatory && !job->mandatory) {
		job->mandatory = true;
		job->when = member->task->when;
	}
	add_member(&job->members, &job->member_count, &job->capacity, &job->accounts, member);
}

static int rank_of(const struct fleet_job *job)
{
	return (job->mandatory ? 0 : JOB_KINDS) + (int)job->kind;
}

static int by_rank(const void *a, const void *b)
{
	const struct fleet_job *x = a, *y = b;
	const int difference = rank_of(x) - rank_of(y);

	if (difference)
		return difference;
	if (x->accounts != y->accounts)
		return x->accounts > y->accounts ? -1 : 1;
	const int title = strcmp(x->title, y->title);
	if (title)
		return title;
	return x->reason != y->reason ? (int)x->reason - (int)y->reason : strcmp(x->who, y->who);
}

void fleet_add_jobs(struct fleet_overview *fleet)
{
	size_t capacity = 0;

	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++) {
			const struct fleet_report *report = fleet->rows[i].reports[r];
			for (size_t t = 0; t < report->task_count; t++)
				add_task(fleet, &capacity,
					 &(struct fleet_member){ i, report, &report->tasks[t] });
		}
	if (fleet->job_count)
		qsort(fleet->jobs, fleet->job_count, sizeof *fleet->jobs, by_rank);
}

static struct fleet_date *date_like(struct fleet_overview *fleet, size_t *capacity,
				    const struct view_date *date)
{
	for (size_t i = 0; i < fleet->date_count; i++) {
		const struct fleet_date *other = &fleet->dates[i];
		if (other->at == date->at && other->kind == date->kind &&
		    strcmp(other->what, date->what) == 0)
			return &fleet->dates[i];
	}
	ARRAY_RESERVE(fleet->dates, fleet->date_count, *capacity);
	struct fleet_date *made = &fleet->dates[fleet->date_count++];
	*made = (struct fleet_date){ .kind = date->kind,
				     .day = date->day,
				     .what = date->what,
				     .at = date->at,
				     .past = date->at < fleet->about.made_at };
	return made;
}

static int by_day(const void *a, const void *b)
{
	const struct fleet_date *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->kind != y->kind ? (int)x->kind - (int)y->kind : strcmp(x->what, y->what);
}

void fleet_add_dates(struct fleet_overview *fleet)
{
	size_t capacity = 0;

	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++) {
			const struct fleet_report *report = fleet->rows[i].reports[r];
			for (size_t d = 0; d < report->date_count; d++) {
				struct fleet_date *date =
					date_like(fleet, &capacity, &report->dates[d]);
				add_member(&date->members, &date->member_count, &date->capacity,
					   &date->accounts,
					   &(struct fleet_member){ i, report, NULL });
			}
		}
	if (fleet->date_count)
		qsort(fleet->dates, fleet->date_count, sizeof *fleet->dates, by_day);
}

const char *fleet_names(const struct fleet_overview *fleet, const struct fleet_member *members,
			size_t count)
{
	const char **names = arena_array(fleet->arena, count, sizeof *names);
	size_t named = 0;

	for (size_t i = 0; i < count; i++)
		if (!i || members[i].account != members[i - 1].account)
			names[named++] = fleet->rows[members[i].account].name;
	return text_join(fleet->arena, names, named);
}
