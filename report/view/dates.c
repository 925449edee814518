#include "report/view/dates.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/audit.h"
#include "audit/model/work.h"
#include "report/view/view.h"

struct entry {
	enum view_date_kind kind;
	const char *day;
	int64_t at;
	const char *name;
	size_t order; /* as it was given, among those of one day */
};

struct entries {
	struct arena *arena;
	const struct audit *audit;
	struct entry *items;
	size_t count;
};

static void add(struct entries *entries, enum view_date_kind kind, enum standing standing,
		const char *day, int64_t at, const char *name)
{
	if (standing == STANDING_UNMATCHED || !*day ||
	    at - entries->audit->assessed_at > VIEW_DATES_DAYS * CLOCK_DAY_MS)
		return;
	entries->items[entries->count] = (struct entry){
		.kind = kind, .day = day, .at = at, .name = name, .order = entries->count
	};
	entries->count++;
}

static void add_waivers(struct entries *entries)
{
	const struct audit *audit = entries->audit;

	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		const char *name = waiver->requirement;
		if (waiver->unneeded)
			continue;
		if (*waiver->object)
			name = arena_printf(entries->arena, "%s (%s)", name,
					    view_waiver_object(entries->arena, audit, waiver));
		add(entries, DATE_WAIVER, waiver->standing, waiver->expires_on, waiver->ends_at,
		    name);
	}
}

static void add_attested(struct entries *entries)
{
	const struct audit *audit = entries->audit;
	const struct attested_permissions *token = audit->token;
	const struct attested_total *total = audit->customers_attested;

	if (token)
		add(entries, DATE_ATTESTATION, token->standing, token->valid_until, token->ends_at,
		    "the token");
	for (size_t i = 0; i < audit->group_attested_count; i++) {
		const struct attested_permissions *group = &audit->groups_attested[i];
		add(entries, DATE_ATTESTATION, group->standing, group->valid_until, group->ends_at,
		    arena_printf(entries->arena, "the group %s", group->name));
	}
	if (total)
		add(entries, DATE_ATTESTATION, total->standing, total->valid_until, total->ends_at,
		    "the number of customers");
}

static void add_attestations(struct entries *entries)
{
	const struct audit *audit = entries->audit;

	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		if (attestation->verdict != VERDICT_UNKNOWN)
			add(entries, DATE_ATTESTATION, attestation->standing,
			    attestation->valid_until, attestation->ends_at,
			    attestation->requirement);
	}
}

/* What is still to be done by a day that people wrote; what they marked as fixed has none. */
static const struct work_row *due(const struct audit *audit, size_t index)
{
	const struct finding *finding = &audit->findings[index];
	const struct work_row *row = work_find(audit->work, finding->requirement->id);
	int64_t ignored;

	return row && row->state != WORK_FIXED && view_asks(finding) &&
			       clock_parse_date(row->due, &ignored) == 0
		       ? row
		       : NULL;
}

/* Of several in a row by one person the last one names who: "JC-2.2, JC-2.3 (Ann Lee)". */
static bool is_followed(const struct audit *audit, size_t index, const struct work_row *row)
{
	for (size_t i = index + 1; i < audit->finding_count; i++) {
		const struct work_row *next = due(audit, i);
		if (next && strcmp(next->due, row->due) == 0)
			return strcmp(next->owner, row->owner) == 0;
	}
	return false;
}

static void add_work(struct entries *entries)
{
	const struct audit *audit = entries->audit;

	for (size_t i = 0; audit->work && i < audit->finding_count; i++) {
		const struct work_row *row = due(audit, i);
		int64_t at;
		if (!row || clock_parse_date(row->due, &at) != 0)
			continue;
		add(entries, DATE_WORK, STANDING_IN_FORCE, row->due, at,
		    *row->owner && !is_followed(audit, i, row)
			    ? arena_printf(entries->arena, "%s (%s)", row->requirement,
					   view_work_owner(entries->arena, row))
			    : row->requirement);
	}
}

/* What a person said of a token that is gone, perhaps, tells nothing of today's. */
static void add_token(struct entries *entries)
{
	const struct attested_permissions *token = entries->audit->token;

	if (token && token->expires && token->standing != STANDING_EXPIRED)
		add(entries, DATE_TOKEN, token->standing, token->expires_on, token->expires_at, "");
}

static int by_day(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static const char *what(struct arena *arena, const struct view_date *date, bool several)
{
	static const struct {
		const char *one, *many;
		const char *end[2][2]; /* past, several */
	} words[DATE_KINDS] = {
		[DATE_TOKEN] = { "Token", "Token", { { "expires" }, { "expired" } } },
		[DATE_WAIVER] = { "Exception for ",
				  "Exceptions for ",
				  { { "ends", "end" }, { "ended", "ended" } } },
		[DATE_ATTESTATION] = { "Confirmation of ",
				       "Confirmations of ",
				       { { "ends", "end" }, { "ended", "ended" } } },
		[DATE_WORK] = { "Work on ",
				"Work on ",
				{ { "is due", "is due" }, { "was due", "was due" } } },
	};

	return arena_printf(arena, "%s%s %s",
			    several ? words[date->kind].many : words[date->kind].one, date->names,
			    words[date->kind].end[date->past][several]);
}

/* Those of one kind and day, from `first` on; returns how many. */
static size_t make(const struct entries *entries, size_t first, struct view_date *date)
{
	const struct entry *entry = &entries->items[first];
	struct str names = STR_INIT(STR_LINE);
	size_t count = 0;

	for (; first + count < entries->count && entry[count].at == entry->at &&
	       entry[count].kind == entry->kind;
	     count++)
		str_printf(&names, "%s%s", count ? ", " : "", entry[count].name);
	*date = (struct view_date){ .kind = entry->kind,
				    .day = entry->day,
				    .at = entry->at,
				    .past = entry->at < entries->audit->assessed_at,
				    .names = str_keep(&names, entries->arena) };
	date->what = what(entries->arena, date, count > 1);
	return count;
}

const struct view_date *view_dates(struct arena *arena, const struct audit *audit, size_t *count)
{
	const size_t most = 3 + audit->waiver_count + audit->attestation_count +
			    audit->group_attested_count + audit->finding_count;
	struct entries entries = { .arena = arena,
				   .audit = audit,
				   .items = arena_array(arena, most, sizeof *entries.items) };
	struct view_date *dates = arena_array(arena, most, sizeof *dates);
	size_t made = 0;

	add_token(&entries);
	add_waivers(&entries);
	add_attestations(&entries);
	add_attested(&entries);
	add_work(&entries);
	qsort(entries.items, entries.count, sizeof *entries.items, by_day);
	for (size_t i = 0; i < entries.count; made++)
		i += make(&entries, i, &dates[made]);
	*count = made;
	return dates;
}
