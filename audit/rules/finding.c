#include "audit/rules/finding.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"

void finding_decide(struct finding *finding, enum verdict verdict, enum proof proof,
		    const char *summary)
{
	finding->verdict = verdict;
	finding->reason = REASON_NONE;
	finding->proof = proof;
	finding->summary = summary;
}

void finding_unknown(struct finding *finding, enum reason reason, const char *summary)
{
	finding_decide(finding, VERDICT_UNKNOWN, PROOF_NONE, summary);
	finding->reason = reason;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

void finding_observe(struct arena *arena, struct finding *finding,
		     const struct observation *observation)
{
	size_t count = finding->observation_count;

	/* Room is made at every power of two: there is no field for a capacity. */
	if ((count & (count - 1)) == 0) {
		struct observation *more = arena_array(arena, count ? 2 * count : 1, sizeof *more);
		if (count)
			memcpy(more, finding->observations, count * sizeof *more);
		finding->observations = more;
	}
	struct observation *added = &finding->observations[finding->observation_count++];
	*added = *observation;
	added->object = or_empty(added->object);
	added->subject = or_empty(added->subject);
	added->expected = or_empty(added->expected);
	added->observed = or_empty(added->observed);
	added->source = or_empty(added->source);
}

void finding_conclude(struct arena *arena, struct finding *finding,
		      const struct observation *observation)
{
	struct observation whole = *observation;

	whole.verdict = finding->verdict;
	whole.proof = finding->proof;
	whole.reason = finding->reason;
	finding_observe(arena, finding, &whole);
}

void finding_add(struct arena *arena, struct finding *finding, const char *sentence)
{
	if (*sentence)
		finding->summary = arena_printf(arena, "%s%s%s", finding->summary,
						*finding->summary ? " " : "", sentence);
}

const char *finding_caveat(enum proof proof)
{
	WORDS(caveats, PROOF_COUNT, [PROOF_NONE] = "",
	      [PROOF_ATTESTED] = "Confirmed by a person, not tested.",
	      [PROOF_DECLARED] = "Reported by Syncro, not tested; it is unclear whether for the "
				 "token or for its owner.",
	      [PROOF_INFERRED] = "Implied by Syncro's answer, which holds if Syncro checks "
				 "permissions first.",
	      [PROOF_PROBED] = "");

	return caveats[proof];
}
