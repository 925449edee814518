/* Every row once all are there: what it comes to, its place, and what is said of the whole. */
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/fleet/internal.h"

static struct fleet_profile *profile_of(struct fleet_overview *fleet, size_t *capacity,
					const struct fleet_report *report)
{
	for (size_t i = 0; i < fleet->profile_count; i++)
		if (strcmp(fleet->profiles[i].id, report->profile_id) == 0)
			return &fleet->profiles[i];
	ARRAY_RESERVE(fleet->profiles, fleet->profile_count, *capacity);
	struct fleet_profile *made = &fleet->profiles[fleet->profile_count++];
	*made = (struct fleet_profile){ .id = report->profile_id,
					.title = report->title,
					.integration = report->integration };
	return made;
}

static int by_use(const void *a, const void *b)
{
	const struct fleet_profile *x = a, *y = b;

	if (x->accounts != y->accounts)
		return x->accounts > y->accounts ? -1 : 1;
	return strcmp(x->id, y->id);
}

static void add_profiles(struct fleet_overview *fleet)
{
	size_t capacity = 0;

	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++) {
			const struct fleet_report *report = fleet->rows[i].reports[r];
			struct fleet_profile *profile = profile_of(fleet, &capacity, report);
			profile->accounts++;
			profile->of[report->verdict]++;
		}
	if (fleet->profile_count)
		qsort(fleet->profiles, fleet->profile_count, sizeof *fleet->profiles, by_use);
}

const struct fleet_report *fleet_report_of(const struct fleet_row *account,
					   const struct fleet_profile *profile)
{
	for (size_t i = 0; i < account->report_count; i++)
		if (strcmp(account->reports[i]->profile_id, profile->id) == 0)
			return account->reports[i];
	return NULL;
}

static void order_reports(const struct fleet_overview *fleet, struct fleet_row *row)
{
	struct fleet_report **ordered =
		xcalloc(row->report_count ? row->report_count : 1, sizeof *ordered);
	size_t count = 0;

	for (size_t i = 0; i < fleet->profile_count; i++)
		for (size_t r = 0; r < row->report_count; r++)
			if (strcmp(row->reports[r]->profile_id, fleet->profiles[i].id) == 0)
				ordered[count++] = row->reports[r];
	free(row->reports);
	row->reports = ordered;
}

/* An account without a report is none that could be read, whatever else is said of it. */
static void judge(struct fleet_overview *fleet, struct fleet_row *row)
{
	row->state = row->report_count ? FLEET_READY : FLEET_NOT_READ;
	for (size_t i = 0; i < row->report_count; i++) {
		const struct fleet_report *report = row->reports[i];
		const enum fleet_state state = fleet_state_of(report->verdict);
		row->state = state < row->state ? state : row->state;
		row->subdomain = report->subdomain;
		fleet->findings += report->finding_count;
		if (!fleet->reports++ || report->assessed_at < fleet->assessed_from)
			fleet->assessed_from = report->assessed_at;
		if (report->assessed_at > fleet->assessed_to)
			fleet->assessed_to = report->assessed_at;
	}
	if (row->older)
		row->note = arena_printf(fleet->arena,
					 "%zu more report%s of this account %s given: "
					 "the newest of each profile counts.",
					 row->older, row->older == 1 ? "" : "s",
					 row->older == 1 ? "was" : "were");
	fleet->older += row->older;
	fleet->of[row->state]++;
	fleet->state = row->state < fleet->state ? row->state : fleet->state;
}

static int by_state(const void *a, const void *b)
{
	const struct fleet_row *x = a, *y = b;

	if (x->state != y->state)
		return (int)x->state - (int)y->state;
	const int name = strcmp(x->name, y->name);
	return name ? name : strcmp(x->trouble, y->trouble);
}

static bool shares_name(const struct fleet_overview *fleet, size_t at)
{
	const struct fleet_row *row = &fleet->rows[at];

	for (size_t i = 0; i < fleet->count && row->report_count; i++)
		if (i != at && fleet->rows[i].report_count &&
		    strcmp(fleet->rows[i].name, row->name) == 0)
			return true;
	return false;
}

/* One name for two accounts: each is told by its own. */
static void tell_apart(struct fleet_overview *fleet)
{
	bool *shared = xcalloc(fleet->count + 1, sizeof *shared);

	for (size_t i = 0; i < fleet->count; i++)
		shared[i] = shares_name(fleet, i);
	for (size_t i = 0; i < fleet->count; i++)
		if (shared[i])
			fleet->rows[i].name =
				arena_printf(fleet->arena, "%s (%s)", fleet->rows[i].name,
					     fleet->rows[i].subdomain);
	free(shared);
}

/* Two names for one account are two rows, and that is said. */
static void note_others(struct fleet_overview *fleet, size_t at)
{
	struct fleet_row *row = &fleet->rows[at];
	const char *first = NULL;
	size_t others = 0;

	for (size_t i = 0; i < fleet->count && row->report_count; i++) {
		const struct fleet_row *other = &fleet->rows[i];
		if (i == at || !other->report_count ||
		    !text_equal_ignoring_case(other->subdomain, row->subdomain))
			continue;
		if (!others++ || strcmp(other->name, first) < 0)
			first = other->name;
	}
	if (others)
		row->note = arena_printf(
			fleet->arena, "%s%sThe same Syncro account as %s%s.", row->note,
			*row->note ? " " : "", first,
			others == 1 ? "" : arena_printf(fleet->arena, " and %zu more", others - 1));
}

void fleet_overview_finish(struct fleet_overview *fleet)
{
	fleet->state = fleet->count ? FLEET_READY : FLEET_NOT_READ;
	add_profiles(fleet);
	for (size_t i = 0; i < fleet->count; i++) {
		order_reports(fleet, &fleet->rows[i]);
		judge(fleet, &fleet->rows[i]);
	}
	tell_apart(fleet);
	for (size_t i = 0; i < fleet->count; i++)
		note_others(fleet, i);
	if (fleet->count)
		qsort(fleet->rows, fleet->count, sizeof *fleet->rows, by_state);
	fleet_add_jobs(fleet);
	fleet_add_dates(fleet);
	fleet_say(fleet);
}
