#include "report/fleet/fleet.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/fleet/internal.h"
#include "report/look/wording.h"

struct fleet_overview *fleet_overview_new(const struct fleet_about *about)
{
	struct arena *arena = arena_new();
	struct fleet_overview *fleet = arena_alloc(arena, sizeof *fleet);

	*fleet = (struct fleet_overview){ .arena = arena,
					  .about = *about,
					  .brand = &wording_no_brand };
	fleet->title = fleet->sentence = fleet->moved = fleet->assessed = "";
	return fleet;
}

void fleet_overview_free(struct fleet_overview *fleet)
{
	if (!fleet)
		return;
	for (size_t i = 0; i < fleet->job_count; i++)
		free(fleet->jobs[i].members);
	for (size_t i = 0; i < fleet->date_count; i++)
		free(fleet->dates[i].members);
	free(fleet->jobs);
	free(fleet->dates);
	for (size_t i = 0; i < fleet->count; i++)
		free(fleet->rows[i].reports);
	free(fleet->rows);
	free(fleet->profiles);
	arena_free(fleet->arena);
}

static const char *kept(struct fleet_overview *fleet, const char *text)
{
	return text ? arena_strdup(fleet->arena, text) : NULL;
}

static struct fleet_row *begin(struct fleet_overview *fleet, const struct fleet_from *from)
{
	ARRAY_RESERVE(fleet->rows, fleet->count, fleet->capacity);
	struct fleet_row *row = &fleet->rows[fleet->count++];
	*row = (struct fleet_row){ .name = kept(fleet, from->name),
				   .subdomain = "",
				   .trouble = "",
				   .read_from = kept(fleet, from->read_from),
				   .folder = kept(fleet, from->folder),
				   .note = "" };
	return row;
}

/* One folder that was named twice; what two lists say of one name may be of two accounts. */
static bool is_known(const struct fleet_overview *fleet, const struct fleet_from *from,
		     const char *why)
{
	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_row *row = &fleet->rows[i];
		if (from->read_from && row->read_from &&
		    strcmp(row->read_from, from->read_from) == 0 &&
		    strcmp(row->name, from->name) == 0 && strcmp(row->trouble, why) == 0)
			return true;
	}
	return false;
}

void fleet_add_trouble(struct fleet_overview *fleet, const struct fleet_from *from, const char *why)
{
	if (is_known(fleet, from, why))
		return;
	begin(fleet, from)->trouble = kept(fleet, why);
}

/* Two machines may call two accounts by one name: none of them hides the other. */
static struct fleet_row *account_of(struct fleet_overview *fleet, const struct fleet_from *from,
				    const char *subdomain)
{
	for (size_t i = 0; i < fleet->count; i++) {
		struct fleet_row *row = &fleet->rows[i];
		if (!*row->trouble && strcmp(row->name, from->name) == 0 &&
		    text_equal_ignoring_case(row->subdomain, subdomain))
			return row;
	}
	struct fleet_row *row = begin(fleet, from);
	row->subdomain = kept(fleet, subdomain);
	return row;
}

/* Of one moment, the one that tells more; then any, always the same. */
static bool is_later(const struct fleet_report *report, const struct fleet_report *other)
{
	if (report->assessed_at != other->assessed_at)
		return report->assessed_at > other->assessed_at;
	if (report->finished_at != other->finished_at)
		return report->finished_at > other->finished_at;
	if (report->edition != other->edition)
		return report->edition == EDITION_INTERNAL;
	return strcmp(report->report_id, other->report_id) > 0;
}

void fleet_add_report(struct fleet_overview *fleet, const struct fleet_from *from,
		      const struct results *results, const struct view *view)
{
	struct fleet_report *report = fleet_take(fleet->arena, from, results, view);
	struct fleet_row *row = account_of(fleet, from, report->subdomain);

	for (size_t i = 0; i < row->report_count; i++) {
		if (strcmp(row->reports[i]->profile_id, report->profile_id) != 0)
			continue;
		if (is_later(report, row->reports[i]))
			row->reports[i] = report;
		row->older++;
		return;
	}
	row->reports = xrealloc(row->reports, (row->report_count + 1) * sizeof *row->reports);
	row->reports[row->report_count++] = report;
}
