#include "audit/rules/stand_in.h"

#include "audit/rules/evaluation.h"

bool stand_in_is_possible(enum reason reason)
{
	return reason == REASON_SERVER_ERROR || reason == REASON_MALFORMED;
}

bool stand_in_for_permission(const struct attested_permissions *token, size_t permission,
			     enum reason met)
{
	for (size_t i = 0; i < token->stand_in_count; i++)
		if (token->stand_ins[i].permission == permission)
			return token->stand_ins[i].reason == met && stand_in_is_possible(met);
	return false;
}

/* A check that reads a list may name one of several faults: none may be of another kind. */
static bool was_nothing_else_lost(const struct evaluation *e, enum reason met)
{
	const struct account *account = e->account;

	for (unsigned i = 0; i < SOURCE_COUNT; i++) {
		const struct source *source = &account->sources[i];
		if (i != SOURCE_DETAILS && !source->complete && evaluation_gap(e, source) != met)
			return false;
	}
	for (size_t i = 0; i < account->user_count; i++) {
		enum reason lost = evaluation_lost(&account->users[i]);
		if (lost && lost != met)
			return false;
	}
	return true;
}

bool stand_in_for_finding(const struct evaluation *e, const struct finding *finding,
			  const struct attestation *attestation)
{
	const enum reason met = finding->reason;

	if (finding->verdict != VERDICT_UNKNOWN || e->blocked || !stand_in_is_possible(met) ||
	    attestation->stands_in_for != met)
		return false;
	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (observation->verdict == VERDICT_UNKNOWN && observation->reason != met)
			return false;
	}
	return was_nothing_else_lost(e, met);
}
