#include "audit/rules/check/stand_in_finding.h"

#include <stddef.h>

#include "audit/core/array.h"
#include "audit/rules/check/check.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/stand_in.h"

static const struct {
	unsigned reads;
	enum source_id source;
} lists[] = {
	{ READS_USERS, SOURCE_USERS },
	{ READS_CUSTOMERS, SOURCE_CUSTOMERS },
	{ READS_SCHEDULES, SOURCE_SCHEDULES },
};

static bool is_other(enum reason lost, enum reason met)
{
	return lost != REASON_NONE && lost != met;
}

static bool was_other_list_lost(const struct evaluation *e, unsigned reads, enum reason met)
{
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (reads & lists[i].reads &&
		    is_other(evaluation_gap(e, &e->account->sources[lists[i].source]), met))
			return true;
	return false;
}

static bool was_other_record_lost(const struct evaluation *e, unsigned reads, enum reason met)
{
	const struct account *account = e->account;

	if (reads & READS_OWNER && is_other(evaluation_lost(e->owner), met))
		return true;
	for (size_t i = 0; reads & READS_RECORDS && i < account->user_count; i++)
		if (is_other(evaluation_lost(&account->users[i]), met))
			return true;
	return false;
}

/* A check names one of several faults: none that it may suffer from may be of another kind. */
static bool was_anything_else_lost(const struct evaluation *e, const struct finding *finding)
{
	const unsigned reads = check_reads(&finding->requirement->check);

	return was_other_list_lost(e, reads, finding->reason) ||
	       was_other_record_lost(e, reads, finding->reason);
}

static bool was_anything_else_observed(const struct finding *finding)
{
	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (observation->verdict == VERDICT_UNKNOWN &&
		    observation->reason != finding->reason)
			return true;
	}
	return false;
}

bool stand_in_for_finding(const struct evaluation *e, const struct finding *finding,
			  const struct attestation *attestation)
{
	const enum reason met = finding->reason;

	if (finding->verdict != VERDICT_UNKNOWN || e->blocked || !stand_in_is_possible(met) ||
	    attestation->stands_in_for != met)
		return false;
	return !was_anything_else_observed(finding) && !was_anything_else_lost(e, finding);
}
