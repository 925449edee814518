#include "audit/model/comparison.h"

#include <stddef.h>

#include "audit/core/words.h"

NAMES(compared, enum compared,
      COMPARED_COUNT, [COMPARED_REQUIREMENT] = "finding", [COMPARED_PERMISSION] = "permission",
      [COMPARED_USER] = "user", [COMPARED_GROUP] = "security-group",
      [COMPARED_CUSTOMER] = "customer", [COMPARED_ISSUE] = "customer-issue",
      [COMPARED_WAIVER] = "waiver", [COMPARED_ATTESTATION] = "attestation");
NAMES(drift, enum drift,
      DRIFT_COUNT, [DRIFT_NOT_COMPARABLE] = "not-comparable", [DRIFT_UNCHANGED] = "unchanged",
      [DRIFT_WORSE] = "worse", [DRIFT_LESS_CERTAIN] = "less-certain", [DRIFT_BETTER] = "better",
      [DRIFT_INFORMATION] = "new-information");
NAMES(movement, enum movement, MOVEMENT_COUNT, [MOVEMENT_CHANGED] = "changed",
      [MOVEMENT_ADDED] = "added", [MOVEMENT_REMOVED] = "removed");

bool comparison_is_backwards(const struct comparison *comparison)
{
	return comparison->before.assessed_at > comparison->after.assessed_at;
}

bool comparison_is_empty(const struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->finding_count; i++)
		if (comparison->findings[i].change != CHANGE_NONE)
			return false;
	for (int i = 0; i < COMPARED_COUNT; i++)
		if (*comparison->gaps[i])
			return false;
	return comparison->row_count == 0 && !*comparison->incomparable &&
	       comparison->before.verdict == comparison->after.verdict;
}
