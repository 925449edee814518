#include "audit/model/verdict.h"

#include <stddef.h>

#include "audit/core/array.h"

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
	_Static_assert(COUNT_OF(table) == VERDICT_COUNT, "every verdict counts");

	return waived ? table[verdict].waived : table[verdict].plain;
}

/* A waiver covers what was seen; what is unknown beside it stays unknown. */
static bool hides_unknown(const struct judged *finding)
{
	for (size_t i = 0; finding->waived && i < finding->observation_count; i++)
		if (finding->observations[i].verdict == VERDICT_UNKNOWN)
			return true;
	return false;
}

void whole_add(struct whole *whole, const struct judged *finding)
{
	enum overall overall = verdict_overall(finding->verdict, finding->waived);

	whole->counts.of[finding->verdict]++;
	whole->counts.waived += finding->waived;
	if (!finding->mandatory)
		return;
	if (hides_unknown(finding))
		overall = overall_combine(overall, OVERALL_INCONCLUSIVE);
	whole->verdict = whole->proven ? overall_combine(whole->verdict, overall) : overall;
	whole->proven = true;
}

struct whole whole_of_audit(const struct audit *audit)
{
	struct whole whole = { .proven = false };

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		whole_add(&whole,
			  &(struct judged){ .verdict = finding->verdict,
					    .mandatory = finding->requirement->mandatory,
					    .waived = finding->waiver != NULL,
					    .observations = finding->observations,
					    .observation_count = finding->observation_count });
	}
	return whole;
}
