#include "audit/rules/token_right.h"

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/stand_in.h"
#include "audit/rules/standing.h"

static bool names(const struct attested_permissions *attested, size_t index)
{
	for (size_t i = 0; i < attested->permission_count; i++)
		if (attested->permissions[i] == index)
			return true;
	return false;
}

static struct answer token_attested(const struct evaluation *e, size_t index)
{
	const struct attested_permissions *token = e->audit->token;
	struct answer answer = { .source = "", .note = "" };

	if (!token || !standing_counts(token->standing))
		return answer;
	if (names(token, index))
		answer.granted = TRI_YES;
	else if (token->complete)
		answer.granted = TRI_NO;
	else
		return answer;
	answer.proof = PROOF_ATTESTED;
	answer.source = arena_printf(e->arena, "confirmed by %s, %s", token->attested_by,
				     token->attested_on);
	answer.note = answer.granted == TRI_YES
			      ? "Confirmed by a person."
			      : "The confirmed list is said to be complete and does not name it.";
	return answer;
}

static bool contradict(const struct answer *a, const struct answer *b)
{
	return a->granted && b->granted && a->granted != b->granted;
}

/* Says beside the stronger answer that a weaker one is of another mind. */
static void note_weaker(const struct evaluation *e, struct answer *answer,
			const struct answer *weaker, const char *who)
{
	const char *stronger = answer->granted == TRI_NO ? "the refusal" : "the test";

	if (!contradict(answer, weaker))
		return;
	if (answer->proof == PROOF_DECLARED)
		stronger = "what Syncro reports";
	answer->note = arena_printf(e->arena, "%s%s%s it as %sgranted, but %s counts.",
				    answer->note, *answer->note ? " " : "", who,
				    weaker->granted == TRI_YES ? "" : "not ", stronger);
}

/* What a person says of a permission of which Syncro tells nothing usable each time. */
static struct answer stand_in(const struct evaluation *e, size_t index, const struct answer *met,
			      const struct answer *attested)
{
	struct answer answer = *attested;

	if (!answer.granted || e->blocked ||
	    !stand_in_for_permission(e->audit->token, index, met->reason))
		return *met;
	if (*met->note)
		answer.note = arena_printf(e->arena, "%s A person's confirmation stands in for it.",
					   met->note);
	else
		answer.note = arena_printf(
			e->arena,
			"%s gave no usable answer (%s); a person's confirmation stands in for it.",
			met->source, reason_text(met->reason));
	return answer;
}

/* Nothing usable: the request met a fault, or Syncro reports what is neither yes nor no, or
 * what a request implies and what Syncro reports contradict each other. */
static struct answer fault_met(const struct right *right, const struct answer *declared)
{
	const struct answer *probed = &right->probed;

	if (probed->granted == TRI_UNKNOWN && probed->reason)
		return *probed;
	if (probed->proof == PROOF_INFERRED && contradict(probed, declared))
		return (struct answer){ .reason = REASON_MALFORMED,
					.source = probed->source,
					.note = "A request implies one thing and Syncro reports "
						"the other." };
	/* Whether they contradict each other cannot be told of a value that is not one. */
	if (probed->granted == TRI_UNKNOWN || probed->proof == PROOF_INFERRED)
		return *declared;
	return (struct answer){ .source = "", .note = "" };
}

struct answer token_right(const struct evaluation *e, size_t index, const struct answer *declared)
{
	const struct answer attested = token_attested(e, index);
	const struct answer met = fault_met(&e->rights[index], declared);
	struct answer answer = e->rights[index].probed;

	if (met.reason)
		return stand_in(e, index, &met, &attested);
	if (answer.granted == TRI_UNKNOWN)
		answer = declared->granted ? *declared : attested;
	if (answer.proof > PROOF_DECLARED)
		note_weaker(e, &answer, declared, "Syncro lists");
	if (answer.proof > PROOF_ATTESTED)
		note_weaker(e, &answer, &attested, "A person confirmed");
	return answer;
}
