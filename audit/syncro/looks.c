#include "audit/syncro/looks.h"

#include "audit/core/mem.h"

static enum reason reason_of(const struct intake *intake, const char *path)
{
	const struct intake_other *other = intake_find(intake, "GET", path);

	if (!other)
		return REASON_NOT_REQUESTED;
	if (other->outcome == OUTCOME_OK)
		return REASON_NONE;
	if (other->outcome == OUTCOME_REFUSED)
		return intake_refusals_stand(intake) ? REASON_NO_PERMISSION
						     : REASON_UNAUTHENTICATED;
	enum reason reason = outcome_reason(other->outcome);
	return reason ? reason : REASON_MALFORMED;
}

void looks_assemble(struct intake *intake, struct account *account)
{
	account->look_count = intake->looks ? intake->plan->look_count : 0;
	account->looks = arena_array(intake->arena, account->look_count, sizeof *account->looks);
	for (size_t i = 0; i < account->look_count; i++) {
		account->looks[i] = intake->looks[i];
		account->looks[i].path = intake->plan->looks[i];
		account->looks[i].reason = reason_of(intake, intake->plan->looks[i]);
	}
}
