#include "audit/rules/permission.h"
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/model/verdict.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/user_right.h"

/* Unknown without a fault is for a person to look up. */
static enum verdict verdict_of(const struct answer *answer)
{
	TABLE(const enum verdict, verdicts, TRI_COUNT, [TRI_UNKNOWN] = VERDICT_MANUAL,
	      [TRI_YES] = VERDICT_PASS, [TRI_NO] = VERDICT_FAIL);

	return answer->granted == TRI_UNKNOWN && answer->reason ? VERDICT_UNKNOWN
								: verdicts[answer->granted];
}

static const char *describe(struct evaluation *e, const struct answer *answer, enum verdict verdict)
{
	WORDS(texts,
	      VERDICT_COUNT, [VERDICT_UNKNOWN] = "could not be told: ", [VERDICT_PASS] = "granted",
	      [VERDICT_FAIL] = "refused", [VERDICT_MANUAL] = "no request shows it",
	      [VERDICT_NOTAPPLICABLE] = "", [VERDICT_INFORMATIONAL] = "");
	const char *why = verdict == VERDICT_UNKNOWN ? reason_text(answer->reason) : "";

	return arena_printf(e->arena, "%s%s%s%s", texts[verdict], why, *answer->note ? ". " : "",
			    answer->note);
}

static enum verdict observe(struct evaluation *e, struct finding *finding, size_t index,
			    const struct answer *answer, const char *expected)
{
	const struct permission *permission = &e->audit->catalogue->permissions[index];
	enum verdict verdict = verdict_of(answer);
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", permission->name),
		.subject = permission->name,
		.expected = expected,
		.observed = describe(e, answer, verdict),
		.source = *answer->source ? answer->source : "no request shows it",
		.verdict = verdict,
		.proof = answer->proof,
		.reason = answer->reason,
	};

	finding_observe(e->arena, finding, &observation);
	return verdict;
}

struct family {
	size_t of[VERDICT_COUNT];
	size_t granted[PROOF_COUNT]; /* by how it is known */
	enum verdict verdict;
	enum proof weakest;   /* of the granted ones */
	enum proof strongest; /* of the refused ones */
	enum reason reason;   /* of the first unknown one */
};

static void add_member(struct evaluation *e, struct finding *finding, struct family *family,
		       size_t index)
{
	const struct answer *answer = &e->rights[index].token;
	enum verdict verdict = observe(e, finding, index, answer, "granted to the token");

	family->of[verdict]++;
	family->verdict = verdict_combine(family->verdict, verdict);
	if (verdict == VERDICT_PASS)
		family->granted[answer->proof]++;
	if (verdict == VERDICT_PASS && answer->proof < family->weakest)
		family->weakest = answer->proof;
	if (verdict == VERDICT_FAIL && answer->proof > family->strongest)
		family->strongest = answer->proof;
	if (verdict == VERDICT_UNKNOWN && !family->reason)
		family->reason = answer->reason;
}

static const char *breakdown(struct evaluation *e, const struct family *family, size_t members)
{
	static const struct {
		enum verdict verdict;
		const char *text;
	} parts[] = {
		{ VERDICT_FAIL, "refused" },
		{ VERDICT_UNKNOWN, "could not be told" },
		{ VERDICT_MANUAL, "shown by no request" },
	};
	const char *text =
		arena_printf(e->arena, "Of %s the token has %zu",
			     evaluation_count(e->arena, members, "permission", "permissions"),
			     family->of[VERDICT_PASS]);

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (family->of[parts[i].verdict])
			text = arena_printf(e->arena, "%s; %zu %s", text,
					    family->of[parts[i].verdict], parts[i].text);
	return arena_printf(e->arena, "%s.", text);
}

/* All are granted: how each is known, and what that leaves open. */
static const char *how_known(struct evaluation *e, const struct family *family, size_t members)
{
	static const struct {
		enum proof proof;
		const char *text;
	} parts[] = {
		{ PROOF_PROBED, "probed" },
		{ PROOF_INFERRED, "inferred from a documented answer" },
		{ PROOF_DECLARED, "declared by GET /me" },
		{ PROOF_ATTESTED, "attested by a person" },
	};
	const char *text =
		arena_printf(e->arena, "The token has %s",
			     members == 1 ? "the permission"
					  : arena_printf(e->arena, "all %zu permissions", members));
	const char *separator = ": ";

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (!family->granted[parts[i].proof])
			continue;
		text = arena_printf(e->arena, "%s%s%zu %s", text, separator,
				    family->granted[parts[i].proof], parts[i].text);
		separator = ", ";
	}
	return arena_printf(
		e->arena, "%s.%s%s", text,
		family->granted[PROOF_INFERRED]
			? " What is inferred holds if Syncro checks permissions before anything "
			  "else."
			: "",
		family->granted[PROOF_DECLARED]
			? " Whether GET /me speaks of the token or of its user is not documented."
			: "");
}

void check_permission_family(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	struct family family = { .verdict = VERDICT_INFORMATIONAL, .weakest = PROOF_PROBED };

	for (size_t i = 0; i < check->permission_count; i++)
		add_member(e, finding, &family, check->permissions[i]);
	bool passed = family.verdict == VERDICT_PASS;
	bool failed = family.verdict == VERDICT_FAIL;
	enum proof proof = passed ? family.weakest : failed ? family.strongest : PROOF_NONE;
	finding_decide(finding, family.verdict, proof,
		       passed ? how_known(e, &family, check->permission_count)
			      : breakdown(e, &family, check->permission_count));
	if (family.verdict == VERDICT_UNKNOWN)
		finding->reason = family.reason;
	if (failed)
		finding_add(e->arena, finding, finding_caveat(proof));
	finding_add(e->arena, finding, check->incomplete_because);
}

static const char *right_summary(struct evaluation *e, const char *name, enum verdict verdict,
				 const struct answer *answer)
{
	switch (verdict) {
	case VERDICT_PASS:
		return arena_printf(e->arena, "\"%s\" is granted (%s).", name, answer->source);
	case VERDICT_FAIL:
		return arena_printf(e->arena, "\"%s\" is refused (%s).", name, answer->source);
	case VERDICT_UNKNOWN:
		return arena_printf(e->arena, "Whether \"%s\" is granted could not be told: %s.",
				    name, reason_text(answer->reason));
	case VERDICT_MANUAL:
	case VERDICT_NOTAPPLICABLE:
	case VERDICT_INFORMATIONAL:
	case VERDICT_COUNT:
		break;
	}
	return arena_printf(e->arena,
			    "No request shows whether \"%s\" is granted; a person has to look it "
			    "up and attest it.",
			    name);
}

void check_permission(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	size_t index = check->permissions[0];
	struct answer answer =
		check->global_admin_suffices ? user_right(e, index) : e->rights[index].token;
	const char *name = e->audit->catalogue->permissions[index].name;
	enum verdict verdict =
		observe(e, finding, index, &answer,
			check->global_admin_suffices ? "held by the token's user, or the user is a "
						       "Global Admin"
						     : "granted to the token");

	finding_decide(finding, verdict, answer.proof, right_summary(e, name, verdict, &answer));
	finding->reason = answer.reason;
	finding_add(e->arena, finding, answer.note);
}
