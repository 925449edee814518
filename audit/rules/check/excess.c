#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"
#include "audit/rules/permission.h"
#include "audit/rules/standing.h"
#include "audit/rules/trace.h"

struct excess {
	size_t refused; /* not needed, looked at, and not there */
	struct naming granted;
	struct naming elsewhere; /* granted, and needed by other profiles of the run alone */
	size_t unknown;
	size_t declared; /* only /me says so */
	enum proof proof;
	enum reason reason;
};

/* Whose needs bound the token: "JumpCloud", or every profile of a run. */
static const char *wanted(const struct evaluation *e)
{
	const struct audit *audit = e->audit;

	if (audit->run_count < 2)
		return arena_printf(e->arena, "%s asks for", audit->profile->vendor);
	return arena_printf(e->arena, "any of the %zu integrations asks for", audit->run_count);
}

static const char *unwanted(const struct evaluation *e)
{
	const struct audit *audit = e->audit;

	if (audit->run_count < 2)
		return arena_printf(e->arena, "%s does not ask for", audit->profile->vendor);
	return arena_printf(e->arena, "none of the %zu integrations asks for", audit->run_count);
}

static void observe(struct evaluation *e, struct finding *finding, size_t index,
		    enum verdict verdict, const char *observed)
{
	const struct answer *answer = &e->rights[index].token;
	const struct permission *permission = &e->audit->catalogue->permissions[index];
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", permission->name),
		.subject = permission->name,
		.expected = arena_printf(e->arena, "not granted: %s it", unwanted(e)),
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
			"reported by Syncro, possibly of the token owner");
		return;
	}
	if (naming_count(&excess->granted))
		naming_add(e->arena, &excess->granted,
			   e->audit->catalogue->permissions[index].name);
	if (proof > excess->proof)
		excess->proof = proof;
	observe(e, finding, index, VERDICT_FAIL, "granted");
}

static bool asks_for(const struct profile *profile, size_t permission)
{
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++)
			if (check->permissions[j] == permission)
				return true;
	}
	return false;
}

/* It is told, and neither fails nor proves anything: who unticked it would stop another
 * integration of the run. */
static void count_elsewhere(struct evaluation *e, struct finding *finding, struct excess *excess,
			    size_t index)
{
	const struct answer *answer = &e->rights[index].token;
	const char *name = e->audit->catalogue->permissions[index].name, *who = "";

	if (answer->granted != TRI_YES || answer->proof == PROOF_DECLARED)
		return;
	for (size_t i = 0; i < e->audit->run_count; i++)
		if (asks_for(e->audit->run[i], index))
			who = arena_printf(e->arena, "%s%s%s", who, *who ? ", " : "",
					   e->audit->run[i]->vendor);
	if (naming_count(&excess->elsewhere))
		naming_add(e->arena, &excess->elsewhere, name);
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", name),
		.subject = name,
		.expected = arena_printf(e->arena, "not asked for by %s; needed by: %s",
					 e->audit->profile->vendor, who),
		.observed = "granted",
		.source = answer->source,
		.verdict = VERDICT_INFORMATIONAL,
		.proof = answer->proof,
	};
	finding_observe(e->arena, finding, &observation);
}

static void count_right(struct evaluation *e, struct finding *finding, struct excess *excess,
			size_t index)
{
	const struct right *right = &e->rights[index];

	if (right->needed)
		return;
	if (right->elsewhere)
		count_elsewhere(e, finding, excess, index);
	else if (right->token.granted == TRI_YES)
		count_granted(e, finding, excess, index);
	else if (right->token.granted == TRI_NO)
		excess->refused += right->asked;
	else if (right->asked) {
		excess->unknown++;
		if (!excess->reason)
			excess->reason = right->token.reason;
		observe(e, finding, index, VERDICT_UNKNOWN,
			arena_printf(e->arena, "could not be checked: %s",
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
			.expected = "a permission known to this audit",
			.observed = "confirmed as granted, under a name this audit does not know",
			.source = arena_printf(e->arena, "confirmed by %s, %s", token->attested_by,
					       token->attested_on),
			.verdict = VERDICT_INFORMATIONAL,
			.proof = PROOF_ATTESTED,
		};
		finding_observe(e->arena, finding, &observation);
	}
}

static void decide_fail(struct evaluation *e, struct finding *finding, const struct excess *excess)
{
	const char *over = e->audit->run_count < 2
				   ? arena_printf(e->arena, "that %s", unwanted(e))
				   : arena_printf(e->arena, "beyond what %s", wanted(e));

	finding_decide(finding, VERDICT_FAIL, excess->proof,
		       arena_printf(e->arena, "The token has %s %s: %s.",
				    evaluation_count(e->arena, excess->granted.count, "permission",
						     "permissions"),
				    over, naming_list(e->arena, &excess->granted, "Token scope")));
	finding_add(e->arena, finding, finding_caveat(excess->proof));
}

static void decide_unknown(struct evaluation *e, struct finding *finding,
			   const struct excess *excess, const char *areas)
{
	const char *why = reason_text(excess->reason);
	const char *others = evaluation_count(e->arena, excess->unknown, "other", "others");
	const char *open = evaluation_count(e->arena, excess->unknown, "area", "areas");

	finding_unknown(finding, excess->reason,
			excess->refused
				? arena_printf(e->arena,
					       "Syncro refused the token in %s that %s, but %s "
					       "could not be checked: %s.",
					       areas, unwanted(e), others, why)
				: arena_printf(e->arena, "%s that %s could not be checked: %s.",
					       open, unwanted(e), why));
}

static void decide_pass(struct evaluation *e, struct finding *finding, const char *areas)
{
	const char *beyond = unwanted(e);
	const struct observation observation = {
		.object = "token-scope",
		.subject = arena_printf(e->arena, "Areas %s", beyond),
		.expected = "refused",
		.observed = arena_printf(e->arena, "%s tested, all refused", areas),
		.source = TRACE_EACH_AREA,
	};

	finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
		       arena_printf(e->arena,
				    "Syncro refused the token in each of %s that %s. Permissions "
				    "that cannot be tested are not covered.",
				    areas, beyond));
	finding_conclude(e->arena, finding, &observation);
}

/* A person says which permissions the token has, and that these are all. */
static bool is_attested_whole(const struct evaluation *e)
{
	const struct attested_permissions *token = e->audit->token;

	return token && standing_counts(token->standing) && token->complete &&
	       token->unknown_count == 0;
}

static void decide(struct evaluation *e, struct finding *finding, const struct excess *excess)
{
	const char *areas = evaluation_count(e->arena, excess->refused, "area", "areas");

	if (excess->granted.count > 0)
		decide_fail(e, finding, excess);
	else if (excess->unknown > 0)
		decide_unknown(e, finding, excess, areas);
	else if (excess->refused > 0)
		decide_pass(e, finding, areas);
	else if (is_attested_whole(e))
		finding_decide(finding, VERDICT_PASS, PROOF_ATTESTED,
			       arena_printf(e->arena, "No test shows more than %s.", wanted(e)));
	else
		finding_decide(
			finding, VERDICT_MANUAL, PROOF_NONE,
			arena_printf(
				e->arena,
				"No test shows more than %s; please look at the token's list and confirm it.",
				wanted(e)));
}

static void add_elsewhere(struct evaluation *e, struct finding *finding,
			  const struct excess *excess)
{
	const bool one = excess->elsewhere.count == 1;

	if (!excess->elsewhere.count)
		return;
	finding_add(e->arena, finding,
		    arena_printf(e->arena,
				 "This audit looked at one token for %zu integrations: %s does "
				 "not ask for %s that another one needs, so leave %s as long as "
				 "they share it: %s.",
				 e->audit->run_count, e->audit->profile->vendor,
				 evaluation_count(e->arena, excess->elsewhere.count, "permission",
						  "permissions"),
				 one ? "it" : "them",
				 naming_list(e->arena, &excess->elsewhere, "Observations")));
}

void check_no_excess(struct evaluation *e, struct finding *finding)
{
	struct excess excess = { .refused = 0 };

	for (size_t i = 0; i < e->audit->catalogue->count; i++)
		count_right(e, finding, &excess, i);
	observe_unknown_names(e, finding);
	decide(e, finding, &excess);
	if (excess.granted.count == 0 && is_attested_whole(e))
		finding_add(e->arena, finding,
			    arena_printf(e->arena,
					 "The list, confirmed as complete by %s, names nothing "
					 "more either.",
					 e->audit->token->attested_by));
	add_elsewhere(e, finding, &excess);
	if (excess.declared)
		finding_add(e->arena, finding,
			    arena_printf(e->arena, "Syncro lists %s, possibly of the token owner.",
					 evaluation_count(e->arena, excess.declared,
							  "more permission", "more permissions")));
}
