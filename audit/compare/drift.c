#include "audit/compare/drift.h"

#define W DRIFT_WORSE
#define L DRIFT_LESS_CERTAIN
#define B DRIFT_BETTER
#define I DRIFT_INFORMATION

/* Before, then now. The same verdict: something else about it differs. */
static const enum drift drifts[VERDICT_COUNT][VERDICT_COUNT] = {
	[VERDICT_PASS] = { [VERDICT_PASS] = I,
			   [VERDICT_FAIL] = W,
			   [VERDICT_UNKNOWN] = L,
			   [VERDICT_MANUAL] = L,
			   [VERDICT_NOTAPPLICABLE] = I,
			   [VERDICT_INFORMATIONAL] = I },
	[VERDICT_FAIL] = { [VERDICT_PASS] = B,
			   [VERDICT_FAIL] = I,
			   [VERDICT_UNKNOWN] = L,
			   [VERDICT_MANUAL] = I,
			   [VERDICT_NOTAPPLICABLE] = I,
			   [VERDICT_INFORMATIONAL] = I },
	[VERDICT_UNKNOWN] = { [VERDICT_PASS] = B,
			      [VERDICT_FAIL] = W,
			      [VERDICT_UNKNOWN] = I,
			      [VERDICT_MANUAL] = I,
			      [VERDICT_NOTAPPLICABLE] = I,
			      [VERDICT_INFORMATIONAL] = I },
	[VERDICT_MANUAL] = { [VERDICT_PASS] = B,
			     [VERDICT_FAIL] = W,
			     [VERDICT_UNKNOWN] = L,
			     [VERDICT_MANUAL] = I,
			     [VERDICT_NOTAPPLICABLE] = I,
			     [VERDICT_INFORMATIONAL] = I },
	[VERDICT_NOTAPPLICABLE] = { [VERDICT_PASS] = I,
				    [VERDICT_FAIL] = W,
				    [VERDICT_UNKNOWN] = L,
				    [VERDICT_MANUAL] = I,
				    [VERDICT_NOTAPPLICABLE] = I,
				    [VERDICT_INFORMATIONAL] = I },
	[VERDICT_INFORMATIONAL] = { [VERDICT_PASS] = I,
				    [VERDICT_FAIL] = W,
				    [VERDICT_UNKNOWN] = L,
				    [VERDICT_MANUAL] = I,
				    [VERDICT_NOTAPPLICABLE] = I,
				    [VERDICT_INFORMATIONAL] = I },
};

enum drift drift_of(const struct compared_finding *finding)
{
	const bool lapsed = finding->waived_before && !finding->waived_after;

	if (finding->change == CHANGE_NOT_COMPARABLE)
		return DRIFT_NOT_COMPARABLE;
	if (finding->change == CHANGE_NONE)
		return DRIFT_UNCHANGED;
	if (!finding->was || !finding->is)
		return DRIFT_INFORMATION;
	if (lapsed && finding->after == VERDICT_FAIL)
		return DRIFT_WORSE;
	if (lapsed && finding->after == VERDICT_MANUAL)
		return DRIFT_LESS_CERTAIN;
	return drifts[finding->before][finding->after];
}
