#include "audit/compare/regression.h"

static enum regression regression_of(const struct compared_finding *finding)
{
	const bool failed = finding->was && finding->before == VERDICT_FAIL;
	const bool passed = finding->was && finding->before == VERDICT_PASS;
	const bool fails = finding->after == VERDICT_FAIL && !finding->waived_after;
	/* No waiver covers an unknown. */
	const bool open = finding->after == VERDICT_UNKNOWN ||
			  (finding->after == VERDICT_MANUAL && !finding->waived_after);

	if (!finding->is)
		return REGRESSION_NONE;
	if (fails && (!failed || finding->waived_before))
		return REGRESSION_FAILED;
	return passed && open ? REGRESSION_UNCHECKED : REGRESSION_NONE;
}

enum regression regression_since(const struct comparison *comparison)
{
	enum regression worst = REGRESSION_NONE;

	if (*comparison->incomparable || comparison_is_backwards(comparison))
		return REGRESSION_NOT_COMPARABLE;
	for (size_t i = 0; i < comparison->finding_count; i++) {
		const enum regression found = regression_of(&comparison->findings[i]);
		worst = found > worst ? found : worst;
	}
	return worst;
}
