#include <inttypes.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

struct admins {
	size_t known;
	size_t unknown; /* users of whom it could not be told */
	bool open;	/* there may be users nobody saw */
	enum reason reason;
};

static void observe_admin(struct evaluation *e, struct finding *finding, const struct user *user,
			  enum tri admin)
{
	const struct observation observation = {
		.object = arena_printf(e->arena, "user:%" PRId64, user->id),
		.subject = naming_user(e->arena, user),
		.expected = "",
		.observed = admin == TRI_YES ? "is a Global Admin" : "could not be checked",
		.source = "GET /users/{id}",
		.verdict = admin == TRI_YES ? VERDICT_INFORMATIONAL : VERDICT_UNKNOWN,
		.proof = admin == TRI_YES ? PROOF_PROBED : PROOF_NONE,
		.reason = admin == TRI_YES	? REASON_NONE
			  : user->detail_reason ? user->detail_reason
						: REASON_MALFORMED,
	};

	finding_observe(e->arena, finding, &observation);
}

static struct admins count_admins(struct evaluation *e, struct finding *finding)
{
	const struct account *account = e->account;
	struct admins admins = { .reason = evaluation_gap(e, &account->sources[SOURCE_USERS]) };

	admins.open = admins.reason != REASON_NONE;
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		if (!user->listed && !user->detailed)
			continue;
		enum tri admin = evaluation_admin(e, user, NULL);
		if (admin == TRI_NO)
			continue;
		admins.known += admin == TRI_YES;
		admins.unknown += admin == TRI_UNKNOWN;
		observe_admin(e, finding, user, admin);
	}
	if (!admins.reason && admins.unknown)
		admins.reason = evaluation_gap(e, &account->sources[SOURCE_DETAILS]);
	if (!admins.reason)
		admins.reason = REASON_MALFORMED;
	return admins;
}

static const char *wanted(struct evaluation *e, const struct check *check)
{
	if (check->at_most == INT64_MAX)
		return arena_printf(e->arena, "at least %" PRId64, check->at_least);
	return arena_printf(e->arena, "%" PRId64 " to %" PRId64, check->at_least, check->at_most);
}

static bool is_whole(const struct admins *admins)
{
	return !admins->open && admins->unknown == 0;
}

/* Where nobody is known and not all could be looked at, there is no number to tell. */
static bool is_nothing(const struct admins *admins)
{
	return !is_whole(admins) && admins->known == 0;
}

static const char *found(struct evaluation *e, const struct admins *admins)
{
	if (is_nothing(admins))
		return "No Global Admin is known so far";
	return arena_printf(
		e->arena, "%s%s", is_whole(admins) ? "" : "At least ",
		evaluation_count(e->arena, admins->known, "Global Admin", "Global Admins"));
}

static void observe_number(struct evaluation *e, struct finding *finding,
			   const struct admins *admins, const char *expected)
{
	const struct observation observation = {
		.object = "global-admins",
		.subject = "Number of Global Admins",
		.expected = expected,
		.observed = is_nothing(admins) ? "not known"
					       : arena_printf(e->arena, "%s%zu",
							      is_whole(admins) ? "" : "at least ",
							      admins->known),
		.source = "GET /users, GET /users/{id}",
	};

	finding_conclude(e->arena, finding, &observation);
}

void check_global_admins(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	struct admins admins = count_admins(e, finding);
	int64_t least = (int64_t)admins.known;
	int64_t most = admins.open ? INT64_MAX : least + (int64_t)admins.unknown;
	const char *range = wanted(e, check);
	const bool is_one = check->at_most == INT64_MAX && check->at_least == 1;
	const char *known = arena_printf(e->arena, "%s; %s %s recommended.", found(e, &admins),
					 range, is_one ? "is" : "are");

	if (least >= check->at_least && most <= check->at_most)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED, known);
	else if (most < check->at_least || least > check->at_most)
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED, known);
	else
		finding_unknown(finding, admins.reason,
				arena_printf(e->arena, "%s Not every user could be checked: %s.",
					     known, reason_text(admins.reason)));
	observe_number(e, finding, &admins, range);
}

void check_single_admin(struct evaluation *e, struct finding *finding)
{
	struct admins admins = count_admins(e, finding);
	const char *known = found(e, &admins);

	if (admins.known > 1)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			       arena_printf(e->arena,
					    "%s: losing one account does not lock everybody out.",
					    known));
	else if (is_whole(&admins))
		finding_decide(
			finding, VERDICT_INFORMATIONAL, PROOF_PROBED,
			arena_printf(e->arena,
				     "%s. Only a Global Admin can make another one or change "
				     "the integration's rights, so losing a single account "
				     "locks everybody out.",
				     known));
	else
		finding_unknown(finding, admins.reason,
				arena_printf(e->arena, "%s. Not every user could be checked: %s.",
					     known, reason_text(admins.reason)));
	observe_number(e, finding, &admins, "more than 1");
}

static void observe_own(struct evaluation *e, struct finding *finding, enum tri admin,
			const char *source)
{
	WORDS(observed, TRI_COUNT, [TRI_UNKNOWN] = "not reported", [TRI_YES] = "is a Global Admin",
	      [TRI_NO] = "is not a Global Admin");
	TABLE(const enum verdict, verdicts, TRI_COUNT, [TRI_UNKNOWN] = VERDICT_UNKNOWN,
	      [TRI_YES] = VERDICT_FAIL, [TRI_NO] = VERDICT_PASS);
	const struct observation observation = {
		.object = arena_printf(e->arena, "user:%" PRId64, e->account->me.user_id),
		.subject = arena_printf(e->arena, "Token owner, %s",
					naming_owner(e->arena, e->account)),
		.expected = "is not a Global Admin",
		.observed = observed[admin],
		.source = source,
		.verdict = verdicts[admin],
		.proof = admin ? PROOF_DECLARED : PROOF_NONE,
		.reason = admin ? REASON_NONE : REASON_MALFORMED,
	};

	finding_observe(e->arena, finding, &observation);
}

void check_least_privilege(struct evaluation *e, struct finding *finding)
{
	const struct user *owner = e->owner;
	bool disagree = false;
	enum tri admin = evaluation_admin(e, owner, &disagree);

	if (disagree)
		finding_unknown(finding, REASON_MALFORMED,
				"Syncro contradicts itself on whether the token owner is a Global "
				"Admin.");
	else if (admin == TRI_YES)
		finding_decide(
			finding, VERDICT_FAIL, PROOF_DECLARED,
			arena_printf(e->arena,
				     "The token owner, %s, is a Global Admin: the "
				     "integration has more rights than it needs. Reported by "
				     "Syncro, not tested.",
				     naming_owner(e->arena, e->account)));
	else if (admin == TRI_NO)
		finding_decide(finding, VERDICT_PASS, PROOF_DECLARED,
			       arena_printf(e->arena,
					    "The token owner, %s, is not a Global Admin. Reported "
					    "by Syncro, not tested.",
					    naming_owner(e->arena, e->account)));
	else if (evaluation_lost(owner))
		finding_unknown(finding, evaluation_lost(owner),
				arena_printf(e->arena,
					     "The token owner's record, which might contradict "
					     "what Syncro reports of the token, could not be "
					     "read: %s.",
					     reason_text(evaluation_lost(owner))));
	else
		finding_unknown(finding, REASON_MALFORMED,
				"Syncro does not report whether the token owner is a Global "
				"Admin.");
	observe_own(e, finding, e->account->me.global_admin, "GET /me");
	if (owner && owner->detailed)
		observe_own(e, finding, owner->global_admin, "GET /users/{id}");
}
