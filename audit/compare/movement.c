#include "audit/compare/movement.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"

static bool has_rows(const struct comparison *comparison, enum compared kind)
{
	for (int movement = 0; movement < MOVEMENT_COUNT; movement++)
		if (comparison->of[kind][movement])
			return true;
	return false;
}

static bool is_incomparable(const struct audit *audit)
{
	const struct comparison *comparison = audit->comparison;

	return !comparison || *comparison->incomparable ||
	       *comparison->gaps[COMPARED_REQUIREMENT] || *comparison->gaps[COMPARED_WAIVER] ||
	       *comparison->gaps[COMPARED_ATTESTATION];
}

static bool verdict_moved(const struct audit *audit)
{
	return audit->comparison->before.verdict != audit->comparison->after.verdict;
}

static bool finding_moved(const struct audit *audit)
{
	const struct comparison *comparison = audit->comparison;

	for (size_t i = 0; i < comparison->finding_count; i++)
		if (comparison->findings[i].change != CHANGE_NONE)
			return true;
	return has_rows(comparison, COMPARED_REQUIREMENT);
}

static bool acceptance_moved(const struct audit *audit)
{
	return has_rows(audit->comparison, COMPARED_WAIVER) ||
	       has_rows(audit->comparison, COMPARED_ATTESTATION);
}

/* A refusal is an answer, and the same one each time. */
static bool is_fault(enum reason reason)
{
	return reason != REASON_NO_PERMISSION && reason != REASON_UNAUTHENTICATED &&
	       reason != REASON_NOT_REQUESTED;
}

static bool left_unchecked(const struct audit *audit)
{
	for (size_t i = 0; i < audit->finding_count; i++)
		if (audit->findings[i].verdict == VERDICT_UNKNOWN &&
		    is_fault(audit->findings[i].reason))
			return true;
	return false;
}

/* What had ended before the baseline was told with it. */
static bool ends_now(const struct audit *audit, int64_t ends_at)
{
	const int64_t now = audit->assessed_at, then = audit->comparison->before.assessed_at;

	return ends_at >= (then < now ? then : now) &&
	       ends_at - now <= AUDIT_EXPIRING_DAYS * CLOCK_DAY_MS;
}

static bool something_expires(const struct audit *audit)
{
	bool ends = false;

	for (size_t i = 0; i < audit->waiver_count; i++)
		ends = ends ||
		       (!audit->waivers[i].unneeded && ends_now(audit, audit->waivers[i].ends_at));
	for (size_t i = 0; i < audit->attestation_count; i++)
		ends = ends || (audit->attestations[i].verdict != VERDICT_UNKNOWN &&
				ends_now(audit, audit->attestations[i].ends_at));
	for (size_t i = 0; i < audit->group_attested_count; i++)
		ends = ends || ends_now(audit, audit->groups_attested[i].ends_at);
	if (audit->customers_attested)
		ends = ends || ends_now(audit, audit->customers_attested->ends_at);
	if (audit->token)
		ends = ends || ends_now(audit, audit->token->ends_at) ||
		       (audit->token->expires && ends_now(audit, audit->token->expires_at));
	return ends;
}

static bool write_accepted(const struct audit *audit)
{
	for (size_t i = 0; i < audit->account->request_count; i++)
		if (audit->account->requests[i].outcome == OUTCOME_OK &&
		    strcmp(audit->account->requests[i].method, "GET") != 0)
			return true;
	return false;
}

enum moved movement_since_baseline(const struct audit *audit)
{
	static const struct {
		enum moved moved;
		bool (*holds)(const struct audit *audit);
	} tests[] = {
		{ MOVED_UNKNOWN, is_incomparable }, { MOVED_VERDICT, verdict_moved },
		{ MOVED_FINDING, finding_moved },   { MOVED_ACCEPTANCE, acceptance_moved },
		{ MOVED_FAULT, left_unchecked },    { MOVED_EXPIRY, something_expires },
		{ MOVED_RECORD, write_accepted },
	};

	for (size_t i = 0; i < COUNT_OF(tests); i++)
		if (tests[i].holds(audit))
			return tests[i].moved;
	return MOVED_NOTHING;
}
