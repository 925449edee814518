#include "audit/rules/check/attestation_apply.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/address.h"
#include "audit/rules/check/check.h"
#include "audit/rules/check/stand_in_finding.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"
#include "audit/rules/standing.h"

void attestation_standings(struct evaluation *e)
{
	struct audit *audit = e->audit;

	for (size_t i = 0; i < audit->attestation_count; i++) {
		struct attestation *attestation = &audit->attestations[i];
		attestation->used = false;
		attestation->standing =
			address_names(audit->profile, attestation->requirement)
				? standing_at(attestation->ends_at, audit->assessed_at)
				: STANDING_UNMATCHED;
	}
	if (audit->token)
		audit->token->standing = standing_at(audit->token->ends_at, audit->assessed_at);
	if (audit->customers_attested)
		audit->customers_attested->standing =
			standing_at(audit->customers_attested->ends_at, audit->assessed_at);
}

/* Of two that contradict each other the failure counts, whatever their dates; of two that
 * agree, the one that names the fault that was met. */
static bool counts_more(const struct evaluation *e, const struct finding *finding,
			const struct attestation *a, const struct attestation *b)
{
	const bool a_stands = stand_in_for_finding(e, finding, a);

	if (a->verdict != b->verdict)
		return a->verdict == VERDICT_FAIL;
	if (a_stands != stand_in_for_finding(e, finding, b))
		return a_stands;
	return strcmp(a->attested_on, b->attested_on) > 0;
}

static bool speaks_of(const struct attestation *attestation, const struct finding *finding)
{
	return standing_counts(attestation->standing) && attestation->verdict != VERDICT_UNKNOWN &&
	       strcmp(attestation->requirement, finding->requirement->id) == 0;
}

static struct attestation *best_for(const struct evaluation *e, const struct finding *finding)
{
	const struct audit *audit = e->audit;
	struct attestation *best = NULL;

	for (size_t i = 0; i < audit->attestation_count; i++) {
		struct attestation *attestation = &audit->attestations[i];
		if (speaks_of(attestation, finding) &&
		    (!best || counts_more(e, finding, attestation, best)))
			best = attestation;
	}
	return best;
}

static void observe(struct evaluation *e, struct finding *finding,
		    const struct attestation *attestation, enum verdict verdict,
		    const char *expected)
{
	const struct observation observation = {
		.object = "attestation",
		.subject = "Confirmation",
		.expected = expected,
		.observed = *attestation->statement ? attestation->statement
						    : verdict_name(attestation->verdict),
		.source = arena_printf(e->arena, "confirmed by %s, %s", attestation->attested_by,
				       attestation->attested_on),
		.verdict = verdict,
		.proof = PROOF_ATTESTED,
	};

	finding_observe(e->arena, finding, &observation);
}

/* The observation that nobody had attested it is out of date now. */
static void drop_open_observation(struct finding *finding)
{
	size_t kept = 0;

	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (strcmp(observation->object, "attestation") != 0)
			finding->observations[kept++] = *observation;
	}
	finding->observation_count = kept;
}

static void show_contradicting(struct evaluation *e, struct finding *finding,
			       const struct attestation *decisive)
{
	for (size_t i = 0; i < e->audit->attestation_count; i++) {
		const struct attestation *other = &e->audit->attestations[i];
		if (!speaks_of(other, finding) || other->verdict == decisive->verdict)
			continue;
		finding_add(e->arena, finding,
			    arena_printf(e->arena,
					 "Confirmed on %s by %s: it is met. That it is not met "
					 "counts.",
					 naming_day(e->arena, other->attested_on),
					 other->attested_by));
		observe(e, finding, other, VERDICT_INFORMATIONAL,
			"agrees with the other confirmation");
	}
}

static void decide(struct evaluation *e, struct finding *finding, struct attestation *attestation)
{
	const char *met = attestation->verdict == VERDICT_PASS ? "is met" : "is not met";

	attestation->used = true;
	drop_open_observation(finding);
	finding_decide(finding, attestation->verdict, PROOF_ATTESTED,
		       arena_printf(e->arena, "Confirmed on %s by %s: this %s.",
				    naming_day(e->arena, attestation->attested_on),
				    attestation->attested_by, met));
	observe(e, finding, attestation, attestation->verdict, "confirmed by a person");
	show_contradicting(e, finding, attestation);
}

/* Both are said: what a person saw, and that no usable answer came. */
static void stand_in(struct evaluation *e, struct finding *finding, struct attestation *attestation)
{
	const char *fault = reason_text(finding->reason);

	decide(e, finding, attestation);
	finding_add(e->arena, finding,
		    arena_printf(e->arena,
				 "Syncro gave no usable answer (%s); the confirmation stands in "
				 "for it.",
				 fault));
}

/* A person says pass and the evidence says fail, or the other way round. */
static bool contradicts(const struct finding *finding, const struct attestation *attestation)
{
	return (finding->verdict == VERDICT_PASS || finding->verdict == VERDICT_FAIL) &&
	       finding->verdict != attestation->verdict;
}

void attestation_apply(struct evaluation *e)
{
	struct audit *audit = e->audit;

	for (size_t i = 0; i < audit->finding_count; i++) {
		struct finding *finding = &audit->findings[i];
		struct attestation *attestation = best_for(e, finding);
		/* Nobody can meet what judges nothing. */
		if (!attestation || check_warns(&finding->requirement->check))
			continue;
		if (finding->verdict == VERDICT_MANUAL)
			decide(e, finding, attestation);
		else if (stand_in_for_finding(e, finding, attestation))
			stand_in(e, finding, attestation);
		else if (contradicts(finding, attestation))
			observe(e, finding, attestation, VERDICT_INFORMATIONAL,
				"agrees with the evidence, which counts more");
	}
}
