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
		.observed = "not attested",
		.source = "no API shows it",
	};

	finding_decide(finding, VERDICT_MANUAL, PROOF_NONE, summary);
	finding_conclude(e->arena, finding, &observation);
}

void check_attestation(struct evaluation *e, struct finding *finding)
{
	checks_ask_a_person(
		e, finding,
		"Syncro's API does not show this; a person has to look it up and attest it.",
		"confirmed by a person");
}
