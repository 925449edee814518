#include "audit/model/verdict.h"

#include <stddef.h>

/* The higher one wins. */
static const unsigned char weight[] = {
	[VERDICT_INFORMATIONAL] = 0, [VERDICT_NOTAPPLICABLE] = 1, [VERDICT_PASS] = 2,
	[VERDICT_MANUAL] = 3,	     [VERDICT_UNKNOWN] = 4,	  [VERDICT_FAIL] = 5,
};
_Static_assert(sizeof weight == VERDICT_COUNT, "every verdict has a weight");

static const unsigned char overall_weight[] = {
	[OVERALL_READY] = 0,
	[OVERALL_INCONCLUSIVE] = 1,
	[OVERALL_NOT_READY] = 2,
};
_Static_assert(sizeof overall_weight == OVERALL_COUNT, "every outcome has a weight");

enum verdict verdict_combine(enum verdict a, enum verdict b)
{
	return weight[a] >= weight[b] ? a : b;
}

enum overall overall_combine(enum overall a, enum overall b)
{
	return overall_weight[a] >= overall_weight[b] ? a : b;
}

enum overall verdict_overall(enum verdict verdict, bool waived)
{
	static const struct {
		enum overall plain;
		enum overall waived;
	} table[] = {
		[VERDICT_UNKNOWN] = { OVERALL_INCONCLUSIVE, OVERALL_INCONCLUSIVE },
		[VERDICT_PASS] = { OVERALL_READY, OVERALL_READY },
		[VERDICT_FAIL] = { OVERALL_NOT_READY, OVERALL_READY },
		[VERDICT_MANUAL] = { OVERALL_INCONCLUSIVE, OVERALL_READY },
		[VERDICT_NOTAPPLICABLE] = { OVERALL_READY, OVERALL_READY },
		/* Something mandatory that is only told of was not shown to be met. */
		[VERDICT_INFORMATIONAL] = { OVERALL_INCONCLUSIVE, OVERALL_INCONCLUSIVE },
	};
	_Static_assert(sizeof table / sizeof *table == VERDICT_COUNT, "every verdict counts");

	return waived ? table[verdict].waived : table[verdict].plain;
}

/* A waiver covers what was seen; what is unknown beside it stays unknown. */
static bool hides_unknown(const struct finding *finding)
{
	for (size_t i = 0; finding->waiver && i < finding->observation_count; i++)
		if (finding->observations[i].verdict == VERDICT_UNKNOWN)
			return true;
	return false;
}

enum overall verdict_of_audit(const struct audit *audit)
{
	enum overall result = OVERALL_READY;
	size_t mandatory = 0;

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		if (!finding->requirement->mandatory)
			continue;
		mandatory++;
		result = overall_combine(
			result, verdict_overall(finding->verdict, finding->waiver != NULL));
		if (hides_unknown(finding))
			result = overall_combine(result, OVERALL_INCONCLUSIVE);
	}
	return mandatory ? result : OVERALL_INCONCLUSIVE;
}
