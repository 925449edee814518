#include <inttypes.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"
#include "audit/rules/standing.h"

static void observe(struct evaluation *e, struct finding *finding, const char *object,
		    const char *subject, const char *expected, const char *observed,
		    const char *source)
{
	const struct observation observation = {
		.object = object,
		.subject = subject,
		.expected = expected,
		.observed = observed,
		.source = source,
	};

	finding_conclude(e->arena, finding, &observation);
}

void check_token_valid(struct evaluation *e, struct finding *finding)
{
	const struct account *account = e->account;
	const struct me *me = &account->me;
	const char *observed = "no usable answer";

	if (me->rejected) {
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       "Syncro does not accept the token: it is wrong, expired or "
			       "deleted. Nothing else could be checked.");
		observed = "the token was refused";
	} else if (me->known && me->revoked) {
		finding_unknown(finding, REASON_UNAUTHENTICATED,
				"Syncro accepted the token at first and refused it at the end: it "
				"was revoked or expired during the audit.");
		observed = "accepted at first, refused at the end";
	} else if (me->known) {
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena,
					    "Syncro accepts the token, which belongs to %s.",
					    naming_owner(e->arena, account)));
		observed = "the token was accepted";
	} else {
		finding_unknown(finding, e->blocked,
				arena_printf(e->arena,
					     "Whether Syncro accepts the token could not be "
					     "checked: %s.",
					     reason_text(e->blocked)));
		if (*account->sources[SOURCE_ME].problem)
			observed = account->sources[SOURCE_ME].problem;
	}
	observe(e, finding, "token", "API token", "is accepted", observed, "GET /me");
}

/* Not on a complete list, and no such user when asked for. */
static bool is_gone(const struct evaluation *e)
{
	return e->account->sources[SOURCE_USERS].complete && (!e->owner || !e->owner->listed) &&
	       e->owner && e->owner->gone;
}

static void decide_user(struct evaluation *e, struct finding *finding)
{
	const struct user *owner = e->owner;
	const char *name = naming_owner(e->arena, e->account);
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_USERS]);

	if (owner && owner->listed)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena,
					    "The token belongs to %s, who is on the user list.",
					    name));
	else if (owner && owner->detailed)
		finding_decide(
			finding, VERDICT_PASS, PROOF_PROBED,
			arena_printf(e->arena,
				     gap ? "The token belongs to %s, who exists; the user "
					   "list was not read to its end."
					 : "The token belongs to %s, who exists but is not on "
					   "the user list: perhaps a disabled user, whose "
					   "token keeps working.",
				     name));
	else if (is_gone(e))
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       arena_printf(e->arena,
					    "The token belongs to %s, who no longer exists in "
					    "Syncro.",
					    name));
	else {
		enum reason reason = gap ? gap : owner ? owner->detail_reason : REASON_NONE;
		reason = reason ? reason : REASON_MALFORMED;
		finding_unknown(finding, reason,
				arena_printf(e->arena,
					     "Whether the token owner, %s, exists in Syncro could "
					     "not be checked: %s.",
					     name, reason_text(reason)));
	}
}

void check_user_exists(struct evaluation *e, struct finding *finding)
{
	const struct user *owner = e->owner;
	const char *object = arena_printf(e->arena, "user:%" PRId64, e->account->me.user_id);
	const char *subject =
		arena_printf(e->arena, "Token owner, %s", naming_owner(e->arena, e->account));
	const char *listed = owner && owner->listed ? "on the user list"
			     : e->account->sources[SOURCE_USERS].complete
				     ? "not on the user list"
				     : "the user list was not read to its end";
	const char *detail = owner && owner->detailed ? "the user's record was read"
			     : owner && owner->gone   ? "no such user"
						      : "the user's record was not read";

	decide_user(e, finding);
	observe(e, finding, object, subject, "a user of the account",
		arena_printf(e->arena, "%s; %s", listed, detail), "GET /users, GET /users/{id}");
}

static const char *wanted_expiry(struct evaluation *e, const struct check *check)
{
	if (check->open_ended)
		return "no expiration date";
	return arena_printf(e->arena, "no expiration date, or at least %" PRId64 " more days",
			    check->days);
}

/* The attested expiry against the one asked for; returns what the token does. */
static const char *decide_expiry(struct evaluation *e, struct finding *finding)
{
	const struct attested_permissions *token = e->audit->token;
	const struct check *check = &finding->requirement->check;
	const char *vendor = e->audit->profile->vendor;
	bool lasts = !token->expires ||
		     (!check->open_ended &&
		      token->expires_at - e->audit->assessed_at >= check->days * CLOCK_DAY_MS);
	const char *when = token->expires ? arena_printf(e->arena, "expires on %s",
							 naming_day(e->arena, token->expires_on))
					  : "has no expiration date";
	const char *asked =
		!check->open_ended ? ""
		: lasts		   ? arena_printf(e->arena, ", as %s asks", vendor)
			: arena_printf(e->arena, "; %s asks for one without an expiration date",
				       vendor);

	finding_decide(finding, lasts ? VERDICT_PASS : VERDICT_FAIL, PROOF_ATTESTED,
		       arena_printf(e->arena, "The token %s%s (confirmed by %s).", when, asked,
				    token->attested_by));
	return token->expires ? arena_printf(e->arena, "expires on %s", token->expires_on)
			      : "no expiration date";
}

static const char *nobody_confirmed(struct evaluation *e, const struct check *check)
{
	const char *asked =
		check->open_ended
			? arena_printf(e->arena, "%s asks for a token without an expiration date. ",
				       e->audit->profile->vendor)
			: "";

	return arena_printf(e->arena,
			    "%sSyncro's API does not show when a token expires; please look it up "
			    "and confirm it.",
			    asked);
}

void check_token_expiry(struct evaluation *e, struct finding *finding)
{
	const struct attested_permissions *token = e->audit->token;
	const struct check *check = &finding->requirement->check;
	const char *source = "";
	const char *observed = "not confirmed";

	if (!token || !standing_counts(token->standing)) {
		finding_decide(finding, VERDICT_MANUAL, PROOF_NONE, nobody_confirmed(e, check));
		if (token)
			observed = arena_printf(e->arena, "the confirmation ended on %s",
						token->valid_until);
	} else {
		observed = decide_expiry(e, finding);
		source = arena_printf(e->arena, "confirmed by %s, %s", token->attested_by,
				      token->attested_on);
	}
	observe(e, finding, "token", "API token", wanted_expiry(e, check), observed, source);
}
