#include <stdlib.h>
#include <string.h>

#include "audit/compare/history.h"
#include "audit/compare/history_parts.h"
#include "audit/core/error.h"
#include "audit/core/text.h"

static int in_order(const void *a, const void *b)
{
	const struct history_audit *x = a, *y = b;
	const int by_profile = strcmp(x->profile_id, y->profile_id);

	if (by_profile)
		return by_profile;
	if (x->assessed_at != y->assessed_at)
		return x->assessed_at < y->assessed_at ? -1 : 1;
	const int by_id = strcmp(x->report_id, y->report_id);
	return by_id ? by_id : strcmp(x->name, y->name);
}

bool history_says_the_same(const struct history_audit *a, const struct history_audit *b)
{
	if (a->assessed_at != b->assessed_at || a->verdict != b->verdict ||
	    a->finding_count != b->finding_count || strcmp(a->profile_id, b->profile_id) != 0 ||
	    strcmp(a->profile_version, b->profile_version) != 0 ||
	    memcmp(&a->counts, &b->counts, sizeof a->counts) != 0)
		return false;
	for (size_t i = 0; i < a->finding_count; i++) {
		const struct history_finding *x = &a->findings[i], *y = &b->findings[i];
		if (strcmp(x->id, y->id) != 0 || x->verdict != y->verdict || x->waived != y->waived)
			return false;
	}
	return true;
}

/* Sets `again` if the audit is one of the first `count`. */
static int look_for(const struct history_list *list, size_t count,
		    const struct history_audit *audit, bool *again, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct history_audit *other = &list->items[i];
		const bool same = history_says_the_same(other, audit);
		if (!same && strcmp(other->report_id, audit->report_id) == 0)
			return error_set(err, "'%s' and '%s' are both report %s, and differ",
					 other->name, audit->name, audit->report_id);
		*again = *again || same;
	}
	return 0;
}

int history_order(struct history_list *list, struct error *err)
{
	const size_t count = list->count;
	size_t kept = 0;

	for (size_t i = 1; i < count; i++)
		if (!text_equal_ignoring_case(list->items[i].subdomain, list->items[0].subdomain))
			return error_set(err, "'%s': is about the account '%s', not '%s'",
					 list->items[i].name, list->items[i].subdomain,
					 list->items[0].subdomain);
	if (count)
		qsort(list->items, count, sizeof *list->items, in_order);
	for (size_t i = 0; i < count; i++) {
		bool again = false;
		if (look_for(list, kept, &list->items[i], &again, err) != 0)
			return -1;
		if (!again)
			list->items[kept++] = list->items[i];
	}
	list->repeated += count - kept;
	list->count = kept;
	return 0;
}
