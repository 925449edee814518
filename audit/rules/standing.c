#include "audit/rules/standing.h"

#include "audit/core/clock.h"
#include "audit/model/audit.h"

enum standing standing_at(int64_t ends_at, int64_t now)
{
	if (now > ends_at)
		return STANDING_EXPIRED;
	if (ends_at - now <= AUDIT_EXPIRING_DAYS * CLOCK_DAY_MS)
		return STANDING_EXPIRING;
	return STANDING_IN_FORCE;
}

bool standing_counts(enum standing standing)
{
	return standing == STANDING_IN_FORCE || standing == STANDING_EXPIRING;
}
