#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/permission.h"
#include "audit/rules/standing.h"

struct excess {
	size_t refused; /* not needed, looked at, and not there */
	size_t granted;
	size_t unknown;
	size_t declared; /* only /me says so */
	enum proof proof;
	enum reason reason;
};

static void observe(struct evaluation *e, struct finding *finding, size_t index,
		    enum verdict verdict, const char *observed)
{
	const struct answer *answer = &e->rights[index].token;
	const struct permission *permission = &e->audit->catalogue->permissions[index];
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", permission->name),
		.subject = permission->name,
		.expected = "not granted: the vendor does not ask for it",
		.observed = observed,
		.source = answer->source,
		.verdict = verdict,
		.proof = answer->proof,
		.reason = answer->reason,
	};

	finding_observe(e->arena, finding, &observation);
}

static void count_granted(struct evaluation *e, struct finding *finding, struct excess *excess,
			  size_t index)
{
	enum proof proof = e->rights[index].token.proof;

	if (proof == PROOF_DECLARED) {
		excess->declared++;
		observe(e, finding, index, VERDICT_INFORMATIONAL,
			"declared by GET /me, which may speak of the user and not of the token");
		return;
	}
	excess->granted++;
	if (proof > excess->proof)
		excess->proof = proof;
	observe(e, finding, index, VERDICT_FAIL, "granted");
}

static void count_right(struct evaluation *e, struct finding *finding, struct excess *excess,
			size_t index)
{
	const struct right *right = &e->rights[index];

	if (right->needed)
		return;
	if (right->token.granted == TRI_YES)
		count_granted(e, finding, excess, index);
	else if (right->token.granted == TRI_NO)
		excess->refused += right->asked;
	else if (right->asked) {
		excess->unknown++;
		if (!excess->reason)
			excess->reason = right->token.reason;
		observe(e, finding, index, VERDICT_UNKNOWN,
			arena_printf(e->arena, "could not be told: %s",
				     reason_text(right->token.reason)));
	}
}

/* Attested names that the catalogue lacks may belong to a documented family. */
static void observe_unknown_names(struct evaluation *e, struct finding *finding)
{
	const struct attested_permissions *token = e->audit->token;

	if (!token || !standing_counts(token->standing))
		return;
	for (size_t i = 0; i < token->unknown_count; i++) {
		const struct observation observation = {
			.object = arena_printf(e->arena, "permission:%s",
					       token->unknown_permissions[i]),
			.subject = token->unknown_permissions[i],
			.expected = "a permission of the catalogue",
			.observed = "attested as granted, under a name that is not in the "
				    "permission catalogue",
			.source = arena_printf(e->arena, "attestation by %s, %s",
					       token->attested_by, token->attested_on),
			.verdict = VERDICT_INFORMATIONAL,
			.proof = PROOF_ATTESTED,
		};
		finding_observe(e->arena, finding, &observation);
	}
}

static void decide_fail(struct evaluation *e, struct finding *finding, const struct excess *excess)
{
	const char *what =
		evaluation_count(e->arena, excess->granted, "permission that", "permissions that");

	finding_decide(
		finding, VERDICT_FAIL, excess->proof,
		arena_printf(e->arena, "The token carries %s the vendor does not ask for.", what));
	finding_add(e->arena, finding, finding_caveat(excess->proof));
}

static void decide_unknown(struct evaluation *e, struct finding *finding,
			   const struct excess *excess, const char *areas)
{
	finding_unknown(finding, excess->reason,
			arena_printf(e->arena,
				     "In %s the token has nothing beyond the documented, but %s "
				     "could not be looked at: %s.",
				     areas,
				     evaluation_count(e->arena, excess->unknown, "other", "others"),
				     reason_text(excess->reason)));
}

static void decide_pass(struct evaluation *e, struct finding *finding, const char *areas)
{
	const struct observation observation = {
		.object = "token-scope",
		.subject = "Areas the vendor does not ask for",
		.expected = "refused",
		.observed = arena_printf(e->arena, "%s probed, all refused", areas),
		.source = "one GET for each area",
	};

	finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
		       arena_printf(e->arena,
				    "%s beyond the documented were probed, and the token was "
				    "refused everywhere. Permissions that no request can show are "
				    "not covered.",
				    areas));
	finding_conclude(e->arena, finding, &observation);
}

/* A person says which permissions the token carries, and that these are all. */
static bool is_attested_whole(const struct evaluation *e)
{
	const struct attested_permissions *token = e->audit->token;

	return token && standing_counts(token->standing) && token->complete &&
	       token->unknown_count == 0;
}

static void decide(struct evaluation *e, struct finding *finding, const struct excess *excess)
{
	const char *areas = evaluation_count(e->arena, excess->refused, "area", "areas");

	if (excess->granted > 0)
		decide_fail(e, finding, excess);
	else if (excess->unknown > 0)
		decide_unknown(e, finding, excess, areas);
	else if (excess->refused > 0)
		decide_pass(e, finding, areas);
	else if (is_attested_whole(e))
		finding_decide(finding, VERDICT_PASS, PROOF_ATTESTED,
			       "No request shows a permission beyond the documented.");
	else
		finding_decide(finding, VERDICT_MANUAL, PROOF_NONE,
			       "No request shows a permission beyond the documented; a person has "
			       "to look at the token's list and attest it.");
}

void check_no_excess(struct evaluation *e, struct finding *finding)
{
	struct excess excess = { .refused = 0 };

	for (size_t i = 0; i < e->audit->catalogue->count; i++)
		count_right(e, finding, &excess, i);
	observe_unknown_names(e, finding);
	decide(e, finding, &excess);
	if (excess.granted == 0 && is_attested_whole(e))
		finding_add(e->arena, finding,
			    arena_printf(e->arena,
					 "The complete list that %s attests names nothing beyond "
					 "the documented either.",
					 e->audit->token->attested_by));
	if (excess.declared)
		finding_add(e->arena, finding,
			    arena_printf(e->arena, "GET /me declares %s, perhaps of the user.",
					 evaluation_count(e->arena, excess.declared,
							  "permission more", "permissions more")));
}
