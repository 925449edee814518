#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

void checks_ask_a_person(struct evaluation *e, struct finding *finding, const char *summary,
			 const char *expected)
{
	const struct observation observation = {
		.object = "attestation",
		.subject = finding->requirement->title,
		.expected = expected,
		.observed = "not confirmed",
		.source = "",
	};

	finding_decide(finding, VERDICT_MANUAL, PROOF_NONE, summary);
	finding_conclude(e->arena, finding, &observation);
}

/* Nobody is blamed for what another does not show. */
static const char *who_does_not_show_it(const struct evaluation *e, const struct finding *finding)
{
	const char *vendor = e->audit->profile->vendor;

	switch (finding->requirement->check.not_shown_by) {
	case NOT_SHOWN_BY_SYNCRO:
		return "Syncro's API does not show this";
	case NOT_SHOWN_BY_VENDOR:
		return arena_printf(e->arena, "%s has no API that shows this", vendor);
	case NOT_SHOWN_BY_TOOL:
		return "This audit does not check this";
	case NOT_SHOWN_BY_UNTOLD:
	case NOT_SHOWN_BY_COUNT:
		break;
	}
	return "No API is known to show this";
}

void check_attestation(struct evaluation *e, struct finding *finding)
{
	checks_ask_a_person(e, finding,
			    arena_printf(e->arena, "%s; please look it up and confirm it.",
					 who_does_not_show_it(e, finding)),
			    "confirmed by a person");
}
