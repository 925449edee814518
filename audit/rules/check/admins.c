#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/permission.h"

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
		.object = arena_printf(e->arena, "user:%lld", (long long)user->id),
		.subject = arena_printf(e->arena, "User %lld", (long long)user->id),
		.expected = "",
		.observed = admin == TRI_YES ? "is a Global Admin"
					     : "it could not be told whether this user is a Global "
					       "Admin",
		.source = "GET /users/{id}",
		.verdict = admin == TRI_YES ? VERDICT_INFORMATIONAL : VERDICT_UNKNOWN,
		.proof = admin == TRI_YES ? PROOF_PROBED : PROOF_NONE,
		.reason = admin == TRI_YES	? REASON_NONE
			  : user->detail_reason ? user->detail_reason
						: REASON_MALFORMED,
	};

	(void)finding_observe(e->arena, finding, &observation);
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
		return arena_printf(e->arena, "at least %lld", (long long)check->at_least);
	return arena_printf(e->arena, "from %lld to %lld", (long long)check->at_least,
			    (long long)check->at_most);
}

void check_global_admins(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	struct admins admins = count_admins(e, finding);
	int64_t least = (int64_t)admins.known;
	int64_t most = admins.open ? INT64_MAX : least + (int64_t)admins.unknown;
	const char *found = evaluation_count(e->arena, admins.known, "Global Admin was found",
					     "Global Admins were found");
	const char *range = wanted(e, check);

	if (least >= check->at_least && most <= check->at_most)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "%s; recommended are %s.", found, range));
	else if (most < check->at_least || least > check->at_most)
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       arena_printf(e->arena, "%s; recommended are %s.", found, range));
	else
		finding_unknown(
			finding, admins.reason,
			arena_printf(e->arena,
				     "%s, but not every user could be looked at: %s. Recommended "
				     "are %s.",
				     found, reason_text(admins.reason), range));
	const struct observation observation = {
		.object = "global-admins",
		.subject = "Number of Global Admins",
		.expected = range,
		.observed = admins.open || admins.unknown
				    ? arena_printf(e->arena, "at least %zu", admins.known)
				    : arena_printf(e->arena, "%zu", admins.known),
		.source = "GET /users, GET /users/{id}",
		.verdict = finding->verdict,
		.proof = finding->proof,
		.reason = finding->reason,
	};
	(void)finding_observe(e->arena, finding, &observation);
}

void check_single_admin(struct evaluation *e, struct finding *finding)
{
	struct admins admins = count_admins(e, finding);
	const char *found = evaluation_count(e->arena, admins.known, "Global Admin was found",
					     "Global Admins were found");
	bool whole = !admins.open && admins.unknown == 0;

	if (admins.known > 1)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			       arena_printf(e->arena,
					    "%s%s: one who leaves or loses a password "
					    "does not lock everybody out.",
					    whole ? "" : "At least ", found));
	else if (whole)
		finding_decide(finding, VERDICT_INFORMATIONAL, PROOF_PROBED,
			       arena_printf(e->arena,
					    "%s. Only a Global Admin can "
					    "make another one or change the integration's "
					    "rights, so a single lost account locks "
					    "everybody out.",
					    found));
	else
		finding_unknown(finding, admins.reason,
				arena_printf(e->arena,
					     "%s, but not every user could be looked at: %s.",
					     found, reason_text(admins.reason)));
	const struct observation observation = {
		.object = "global-admins",
		.subject = "Number of Global Admins",
		.expected = "more than 1",
		.observed = arena_printf(e->arena, "%s%zu", whole ? "" : "at least ", admins.known),
		.source = "GET /users, GET /users/{id}",
		.verdict = finding->verdict,
		.proof = finding->proof,
		.reason = finding->reason,
	};
	(void)finding_observe(e->arena, finding, &observation);
}

static void observe_own(struct evaluation *e, struct finding *finding, enum tri admin,
			const char *source)
{
	WORDS(observed, TRI_COUNT, [TRI_UNKNOWN] = "does not say", [TRI_YES] = "is a Global Admin",
	      [TRI_NO] = "is not a Global Admin");
	TABLE(const enum verdict, verdicts, TRI_COUNT, [TRI_UNKNOWN] = VERDICT_UNKNOWN,
	      [TRI_YES] = VERDICT_FAIL, [TRI_NO] = VERDICT_PASS);
	const struct observation observation = {
		.object = arena_printf(e->arena, "user:%lld", (long long)e->account->me.user_id),
		.subject = "The token's user",
		.expected = "is not a Global Admin",
		.observed = observed[admin],
		.source = source,
		.verdict = verdicts[admin],
		.proof = admin ? PROOF_DECLARED : PROOF_NONE,
		.reason = admin ? REASON_NONE : REASON_MALFORMED,
	};

	(void)finding_observe(e->arena, finding, &observation);
}

void check_least_privilege(struct evaluation *e, struct finding *finding)
{
	const struct user *owner = e->owner;
	bool disagree = false;
	enum tri admin = evaluation_admin(e, owner, &disagree);

	if (disagree)
		finding_unknown(finding, REASON_MALFORMED,
				"GET /me and the user's own record contradict each other on "
				"whether the token's user is a Global Admin.");
	else if (admin == TRI_YES)
		finding_decide(finding, VERDICT_FAIL, PROOF_DECLARED,
			       "The token's user is a Global Admin: the integration runs with "
			       "more power than the vendor asks for.");
	else if (admin == TRI_NO)
		finding_decide(finding, VERDICT_PASS, PROOF_DECLARED,
			       "The token's user is not a Global Admin, as Syncro declares of the "
			       "user.");
	else if (evaluation_lost(owner))
		finding_unknown(finding, evaluation_lost(owner),
				arena_printf(e->arena,
					     "The user's own record, which might contradict GET "
					     "/me, could not be read: %s.",
					     reason_text(evaluation_lost(owner))));
	else
		finding_unknown(finding, REASON_MALFORMED,
				"Neither GET /me nor the user's own record says whether the "
				"token's user is a Global Admin.");
	observe_own(e, finding, e->account->me.global_admin, "GET /me");
	if (owner && owner->detailed)
		observe_own(e, finding, owner->global_admin, "GET /users/{id}");
}
