#include "audit/rules/permission.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/model/verdict.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"
#include "audit/rules/user_right.h"

/* Unknown without a fault is for a person to look up. */
static enum verdict verdict_of(const struct answer *answer)
{
	TABLE(const enum verdict, verdicts, TRI_COUNT, [TRI_UNKNOWN] = VERDICT_MANUAL,
	      [TRI_YES] = VERDICT_PASS, [TRI_NO] = VERDICT_FAIL);

	return answer->granted == TRI_UNKNOWN && answer->reason ? VERDICT_UNKNOWN
								: verdicts[answer->granted];
}

static const char *describe(struct evaluation *e, const struct answer *answer, enum verdict verdict,
			    const char *note)
{
	WORDS(texts, VERDICT_COUNT, [VERDICT_UNKNOWN] = "could not be checked: ",
	      [VERDICT_PASS] = "granted", [VERDICT_FAIL] = "refused",
	      [VERDICT_MANUAL] = "cannot be tested", [VERDICT_NOTAPPLICABLE] = "",
	      [VERDICT_INFORMATIONAL] = "");
	const char *why = verdict == VERDICT_UNKNOWN ? reason_text(answer->reason) : "";

	return arena_printf(e->arena, "%s%s%s%s", texts[verdict], why, *note ? ". " : "", note);
}

static enum verdict observe(struct evaluation *e, struct finding *finding, size_t index,
			    const struct answer *answer, const char *note, const char *expected)
{
	const struct permission *permission = &e->audit->catalogue->permissions[index];
	enum verdict verdict = verdict_of(answer);
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", permission->name),
		.subject = permission->name,
		.expected = expected,
		.observed = describe(e, answer, verdict, note),
		.source = answer->source,
		.verdict = verdict,
		.proof = answer->proof,
		.reason = answer->reason,
	};

	finding_observe(e->arena, finding, &observation);
	return verdict;
}

/* Of whom it is asked, and what is expected of each. */
static const char *who_of(const struct check *check)
{
	return check->of_user ? "token owner" : "token";
}

static const char *expected_of(const struct check *check)
{
	return check->of_user ? "granted to the token owner, or a Global Admin" : "granted";
}

static struct answer answer_of(const struct evaluation *e, const struct check *check, size_t index)
{
	return check->of_user ? user_right(e, index) : e->rights[index].token;
}

struct family {
	const char *who; /* has them: "token", "token owner" */
	size_t members;
	struct naming of[VERDICT_COUNT];
	size_t granted[PROOF_COUNT]; /* by how it is known */
	enum verdict verdict;
	enum proof weakest;   /* of the granted ones */
	enum proof strongest; /* of the refused ones */
	enum reason reason;   /* of the first unknown one */
};

static void add_member(struct evaluation *e, struct finding *finding, struct family *family,
		       size_t index)
{
	const struct check *check = &finding->requirement->check;
	const struct answer answer = answer_of(e, check, index);
	enum verdict verdict = observe(e, finding, index, &answer, answer.note, expected_of(check));

	if (naming_count(&family->of[verdict]))
		naming_add(e->arena, &family->of[verdict],
			   e->audit->catalogue->permissions[index].name);
	family->members++;
	family->verdict = verdict_combine(family->verdict, verdict);
	if (verdict == VERDICT_PASS)
		family->granted[answer.proof]++;
	if (verdict == VERDICT_PASS && answer.proof < family->weakest)
		family->weakest = answer.proof;
	if (verdict == VERDICT_FAIL && answer.proof > family->strongest)
		family->strongest = answer.proof;
	if (verdict == VERDICT_UNKNOWN && !family->reason)
		family->reason = answer.reason;
}

/* What of a family is not there, or not known to be: of one, of several, of all. */
static const struct {
	enum verdict verdict;
	const char *one, *many, *all, *of_all;
} shortfalls[] = {
	{ VERDICT_FAIL, "is missing", "are missing", "All", "are missing" },
	{ VERDICT_UNKNOWN, "could not be checked", "could not be checked", "None of the",
	  "could be checked" },
	{ VERDICT_MANUAL, "cannot be tested", "cannot be tested", "None of the", "can be tested" },
};

static const char *breakdown(struct evaluation *e, const struct family *family)
{
	const size_t there = family->of[VERDICT_PASS].count;
	const bool all_told = there + family->of[VERDICT_FAIL].count == family->members;
	const char *text =
		there || all_told
			? arena_printf(e->arena, "The %s has %zu of %zu permissions", family->who,
				       there, family->members)
			: arena_printf(e->arena, "None of the %zu permissions is known to be there",
				       family->members);

	for (size_t i = 0; i < COUNT_OF(shortfalls); i++) {
		const struct naming *named = &family->of[shortfalls[i].verdict];
		const char *list = naming_list(e->arena, named, "Token scope");
		if (named->count == family->members)
			text = arena_printf(e->arena, "%s %zu permissions %s: %s",
					    shortfalls[i].all, named->count, shortfalls[i].of_all,
					    list);
		else if (named->count)
			text = arena_printf(
				e->arena, "%s; %zu %s (%s)", text, named->count,
				named->count == 1 ? shortfalls[i].one : shortfalls[i].many, list);
	}
	return arena_printf(e->arena, "%s.%s%s%s", text,
			    family->reason ? " Not checked, because " : "",
			    reason_text(family->reason), family->reason ? "." : "");
}

/* The same of one alone. */
static const char *shortfall(struct evaluation *e, const struct family *family)
{
	for (size_t i = 0; i < COUNT_OF(shortfalls); i++)
		if (family->of[shortfalls[i].verdict].count)
			return arena_printf(e->arena, "%s %s%s%s.",
					    family->of[shortfalls[i].verdict].text,
					    shortfalls[i].one, family->reason ? ": " : "",
					    reason_text(family->reason));
	return "";
}

static const char *all_of(struct evaluation *e, const struct family *family)
{
	if (family->members == 1)
		return arena_printf(e->arena, "The %s has %s", family->who,
				    family->of[VERDICT_PASS].text);
	if (family->members == 2)
		return arena_printf(e->arena, "The %s has both permissions", family->who);
	return arena_printf(e->arena, "The %s has all %zu permissions", family->who,
			    family->members);
}

/* All are granted: how each is known, and what that leaves open. */
static const char *how_known(struct evaluation *e, const struct family *family)
{
	static const struct {
		enum proof proof;
		const char *text, *caveat;
	} parts[] = {
		{ PROOF_PROBED, "tested", "" },
		{ PROOF_INFERRED, "implied by Syncro's answers",
		  " What is implied holds if Syncro checks permissions first." },
		{ PROOF_DECLARED, "reported by Syncro",
		  " What Syncro only reports may be meant for the token or for its owner." },
		{ PROOF_ATTESTED, "confirmed by a person", "" },
	};
	const char *separator = ": ", *caveats = "", *text = all_of(e, family);

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const size_t count = family->granted[parts[i].proof];
		if (!count)
			continue;
		text = count == family->members
			       ? arena_printf(e->arena, "%s (%s)", text, parts[i].text)
			       : arena_printf(e->arena, "%s%s%zu %s", text, separator, count,
					      parts[i].text);
		separator = ", ";
		caveats = arena_printf(e->arena, "%s%s", caveats, parts[i].caveat);
	}
	return arena_printf(e->arena, "%s.%s", text, caveats);
}

static const char *family_summary(struct evaluation *e, const struct family *family)
{
	if (family->verdict == VERDICT_PASS)
		return how_known(e, family);
	return family->members == 1 ? shortfall(e, family) : breakdown(e, family);
}

void check_permission_family(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	struct family family = { .who = who_of(check),
				 .verdict = VERDICT_INFORMATIONAL,
				 .weakest = PROOF_PROBED };

	for (size_t i = 0; i < check->permission_count; i++)
		add_member(e, finding, &family, check->permissions[i]);
	bool passed = family.verdict == VERDICT_PASS;
	bool failed = family.verdict == VERDICT_FAIL;
	enum proof proof = passed ? family.weakest : failed ? family.strongest : PROOF_NONE;
	finding_decide(finding, family.verdict, proof, family_summary(e, &family));
	if (family.verdict == VERDICT_UNKNOWN)
		finding->reason = family.reason;
	if (failed)
		finding_add(e->arena, finding, finding_caveat(proof));
	finding_add(e->arena, finding, check->incomplete_because);
}

static const char *right_summary(struct evaluation *e, const struct finding *finding,
				 const char *name, enum verdict verdict,
				 const struct answer *answer)
{
	bool of_owner = finding->requirement->check.of_user;
	const char *has = of_owner ? "owner has the right" : "has the permission";
	const char *lacks =
		of_owner ? "owner does not have the right" : "does not have the permission";

	if (verdict == VERDICT_PASS)
		return arena_printf(e->arena, "The token %s %s.", has, name);
	if (verdict == VERDICT_FAIL && answer->proof == PROOF_PROBED)
		return arena_printf(e->arena, "Syncro refused a request that needs %s.", name);
	if (verdict == VERDICT_FAIL)
		return arena_printf(e->arena, "The token %s %s.", lacks, name);
	if (verdict == VERDICT_UNKNOWN)
		return arena_printf(e->arena, "%s could not be checked: %s.", name,
				    reason_text(answer->reason));
	return arena_printf(e->arena, "%s cannot be tested; please look it up and confirm it.",
			    name);
}

void check_permission(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	size_t index = check->permissions[0];
	struct answer answer = answer_of(e, check, index);
	const char *name = e->audit->catalogue->permissions[index].name;
	/* The note stands in the summary. */
	enum verdict verdict = observe(e, finding, index, &answer, "", expected_of(check));

	finding_decide(finding, verdict, answer.proof,
		       right_summary(e, finding, name, verdict, &answer));
	finding->reason = answer.reason;
	finding_add(e->arena, finding,
		    strcmp(answer.note, PERMISSION_REPORTED) == 0 ? finding_caveat(PROOF_DECLARED)
								  : answer.note);
}
