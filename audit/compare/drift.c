#include "audit/compare/drift.h"

#define W DRIFT_WORSE
#define L DRIFT_LESS_CERTAIN
#define B DRIFT_BETTER
#define I DRIFT_INFORMATION

/* Before, then now. The same verdict: something else about it differs. */
static const enum drift drifts[VERDICT_COUNT][VERDICT_COUNT] = {
#define NOW(pass, fail, unknown, manual, notapplicable, informational)                             \
	{                                                                                          \
		[VERDICT_PASS] = pass, [VERDICT_FAIL] = fail, [VERDICT_UNKNOWN] = unknown,         \
		[VERDICT_MANUAL] = manual, [VERDICT_NOTAPPLICABLE] = notapplicable,                \
		[VERDICT_INFORMATIONAL] = informational                                            \
	}
	/*                            P  F  U  M  N  I */
	[VERDICT_PASS] = NOW(I, W, L, L, I, I),
	[VERDICT_FAIL] = NOW(B, I, L, I, I, I),
	[VERDICT_UNKNOWN] = NOW(B, W, I, I, I, I),
	[VERDICT_MANUAL] = NOW(B, W, L, I, I, I),
	[VERDICT_NOTAPPLICABLE] = NOW(I, W, L, I, I, I),
	[VERDICT_INFORMATIONAL] = NOW(I, W, L, I, I, I),
#undef NOW
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
