#include "audit/rules/check/waiver_apply.h"

#include <stdlib.h>
#include <string.h>

#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/standing.h"

static struct finding *finding_of(const struct audit *audit, const char *id)
{
	for (size_t i = 0; i < audit->finding_count; i++)
		if (strcmp(audit->findings[i].requirement->id, id) == 0)
			return &audit->findings[i];
	return NULL;
}

static bool can_be_waived(enum verdict verdict)
{
	return verdict == VERDICT_FAIL || verdict == VERDICT_MANUAL;
}

static bool names(const struct waiver *waiver, const struct observation *observation)
{
	return strcmp(waiver->object, observation->object) == 0 ||
	       strcmp(waiver->object, observation->subject) == 0;
}

/* Whether a waiver's object is there, and whether it is something to be waived. */
struct match {
	bool found;
	bool waivable;
};

static struct match match_observations(const struct waiver *waiver, const struct finding *finding)
{
	struct match match = { false, false };

	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (!names(waiver, observation))
			continue;
		match.found = true;
		match.waivable = match.waivable || can_be_waived(observation->verdict);
	}
	return match;
}

/* The id behind "customer:"; 0 if the object is something else. */
static int64_t customer_id(const char *object)
{
	static const char prefix[] = "customer:";
	char *end = NULL;

	if (strncmp(object, prefix, sizeof prefix - 1) != 0)
		return 0;
	object += sizeof prefix - 1;
	if (*object < '1' || *object > '9')
		return 0;
	long long id = strtoll(object, &end, 10);
	return *end ? 0 : id;
}

struct issue_key {
	enum issue_kind kind;
	int64_t id;
};

/* In the order of audit->issues: by kind, then customer id. */
static int compare_issue(const void *key, const void *item)
{
	const struct issue_key *wanted = key;
	const struct customer_issue *issue = item;

	if (wanted->kind != issue->kind)
		return wanted->kind < issue->kind ? -1 : 1;
	return (wanted->id > issue->customer->id) - (wanted->id < issue->customer->id);
}

static struct customer_issue *find_issue(const struct audit *audit, unsigned kind, int64_t id)
{
	const struct issue_key key = { (enum issue_kind)kind, id };

	return audit->issue_count ? bsearch(&key, audit->issues, audit->issue_count,
					    sizeof *audit->issues, compare_issue)
				  : NULL;
}

/* A customer may have an issue under this requirement: that is an object too. */
static struct match match_issues(const struct audit *audit, const struct waiver *waiver,
				 const struct finding *finding)
{
	struct match match = { false, false };
	int64_t id = customer_id(waiver->object);

	for (unsigned kind = 0; id && kind < ISSUE_COUNT; kind++) {
		struct customer_issue *issue = find_issue(audit, kind, id);
		if (!issue || issue->requirement != finding->requirement)
			continue;
		match.found = match.waivable = true;
		issue->waived = issue->waived || standing_counts(waiver->standing);
	}
	return match;
}

static bool is_well(enum verdict verdict)
{
	return verdict == VERDICT_PASS || verdict == VERDICT_NOTAPPLICABLE;
}

/* All that it names was looked at and is well; of a customer whose issue is gone that takes a
 * requirement that is met, for a slip of the pen names nothing either. */
static bool is_object_well(const struct audit *audit, const struct waiver *waiver,
			   const struct finding *finding)
{
	bool found = account_customer(audit->account, customer_id(waiver->object)) != NULL &&
		     is_well(finding->verdict);

	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (!names(waiver, observation))
			continue;
		if (!is_well(observation->verdict))
			return false;
		found = true;
	}
	return found;
}

static void apply_object(const struct audit *audit, struct waiver *waiver,
			 const struct finding *finding)
{
	struct match observed = match_observations(waiver, finding);
	struct match issue = match_issues(audit, waiver, finding);

	waiver->unneeded = standing_counts(waiver->standing) && !issue.found &&
			   is_object_well(audit, waiver, finding);

	/* Under a finding that is unknown nobody can say that the object is not there. */
	if (!observed.found && !issue.found && standing_counts(waiver->standing) &&
	    finding->verdict != VERDICT_UNKNOWN)
		waiver->standing = STANDING_UNMATCHED;
	waiver->effective = standing_counts(waiver->standing) && can_be_waived(finding->verdict) &&
			    (observed.waivable || issue.waivable);
}

static void apply_whole(const struct audit *audit, struct waiver *waiver, struct finding *finding)
{
	waiver->effective = standing_counts(waiver->standing) && can_be_waived(finding->verdict);
	waiver->unneeded = standing_counts(waiver->standing) && is_well(finding->verdict);
	if (!waiver->effective)
		return;
	if (!finding->waiver)
		finding->waiver = waiver;
	for (size_t i = 0; i < audit->issue_count; i++)
		if (audit->issues[i].requirement == finding->requirement)
			audit->issues[i].waived = true;
}

static const struct waiver *waiver_of(const struct audit *audit, const struct finding *finding,
				      const struct observation *observation)
{
	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		if (waiver->effective && *waiver->object &&
		    strcmp(waiver->requirement, finding->requirement->id) == 0 &&
		    names(waiver, observation))
			return waiver;
	}
	return NULL;
}

/* How many customers have an issue under this requirement, and none is left open. */
static bool all_issues_waived(const struct audit *audit, const struct finding *finding)
{
	size_t count = 0;

	for (size_t i = 0; i < audit->issue_count; i++) {
		if (audit->issues[i].requirement != finding->requirement)
			continue;
		if (!audit->issues[i].waived)
			return false;
		count++;
	}
	return count > 0;
}

/* The first of those that cover a finding together. */
static const struct waiver *first_of(const struct audit *audit, const struct finding *finding)
{
	const struct waiver *first = NULL;

	for (size_t i = 0; i < audit->waiver_count && !first; i++)
		if (audit->waivers[i].effective &&
		    strcmp(audit->waivers[i].requirement, finding->requirement->id) == 0)
			first = &audit->waivers[i];
	return first;
}

static bool is_covered(const struct audit *audit, const struct finding *finding,
		       const struct observation *observation)
{
	if (!can_be_waived(observation->verdict))
		return observation->verdict != VERDICT_UNKNOWN;
	return waiver_of(audit, finding, observation) ||
	       (strcmp(observation->object, OBSERVATION_CUSTOMERS) == 0 &&
		all_issues_waived(audit, finding));
}

/* Every object has its own waiver: then the finding is covered by them together. */
static void cover_by_objects(const struct audit *audit, struct finding *finding)
{
	if (finding->waiver || !can_be_waived(finding->verdict) || !finding->observation_count)
		return;
	for (size_t i = 0; i < finding->observation_count; i++)
		if (!is_covered(audit, finding, &finding->observations[i]))
			return;
	finding->waiver = first_of(audit, finding);
}

void waiver_apply(struct evaluation *e)
{
	struct audit *audit = e->audit;

	for (size_t i = 0; i < audit->waiver_count; i++) {
		struct waiver *waiver = &audit->waivers[i];
		struct finding *finding = finding_of(audit, waiver->requirement);
		waiver->effective = waiver->unneeded = false;
		waiver->standing = finding ? standing_at(waiver->ends_at, audit->assessed_at)
					   : STANDING_UNMATCHED;
		if (finding && *waiver->object)
			apply_object(audit, waiver, finding);
		else if (finding)
			apply_whole(audit, waiver, finding);
	}
	for (size_t i = 0; i < audit->finding_count; i++)
		cover_by_objects(audit, &audit->findings[i]);
}
