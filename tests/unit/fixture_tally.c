#include "tests/unit/fixture_tally.h"

#include "audit/core/mem.h"
#include "audit/model/fact.h"

void tally_finding(struct tally *tally, struct facts *facts, const char *id, const char *verdict,
		   bool waived)
{
	int known = verdict_from_name(verdict);

	fact_finding(facts, id, verdict, waived);
	if (known >= 0)
		tally->counts.of[known]++;
	tally->counts.waived += waived;
}

void tally_tell(const struct tally *tally, struct facts *facts)
{
	for (int i = 0; i < VERDICT_COUNT; i++)
		fact_count(facts, (enum verdict)i,
			   arena_printf(facts->arena, "%zu", tally->counts.of[i]));
	fact_waived(facts, arena_printf(facts->arena, "%zu", tally->counts.waived));
}
