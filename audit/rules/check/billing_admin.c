/* Who holds the billing role in the vendor's portal (MTP). */
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

#define SOURCE "GET /providers/{id}/administrators"

struct admins {
	const struct mtp_admin *able; /* the first one with the role, not suspended; or NULL */
	size_t suspended;	      /* hold the role */
	size_t doubtful;	      /* hold the role; whether they are suspended is not told */
};

static const char *wanted(struct evaluation *e, const struct finding *finding)
{
	return arena_printf(e->arena, "an administrator with the role \"%s\", not suspended",
			    finding->requirement->check.role);
}

static const char *person(struct evaluation *e, const struct mtp_admin *admin)
{
	const char *name = naming_short(e->arena, *admin->name ? admin->name : admin->id);

	return *admin->email ? arena_printf(e->arena, "%s (%s)", name, admin->email) : name;
}

static void observe_admin(struct evaluation *e, struct finding *finding,
			  const struct mtp_admin *admin)
{
	static const struct {
		const char *observed;
		enum verdict verdict;
		enum proof proof;
		enum reason reason;
	} seen[TRI_COUNT] = {
		[TRI_UNKNOWN] = { "whether suspended is not known", VERDICT_UNKNOWN, PROOF_NONE,
				  REASON_MALFORMED },
		[TRI_YES] = { "suspended", VERDICT_FAIL, PROOF_PROBED, REASON_NONE },
		[TRI_NO] = { "not suspended", VERDICT_PASS, PROOF_PROBED, REASON_NONE },
	};
	const struct observation observation = {
		.object = arena_printf(e->arena, "administrator:%s", admin->id),
		.subject = person(e, admin),
		.expected = wanted(e, finding),
		.observed = arena_printf(e->arena, "%s, %s", admin->role,
					 seen[admin->suspended].observed),
		.source = SOURCE,
		.verdict = seen[admin->suspended].verdict,
		.proof = seen[admin->suspended].proof,
		.reason = seen[admin->suspended].reason,
	};

	finding_observe(e->arena, finding, &observation);
}

static bool holds_role(const struct finding *finding, const struct mtp_admin *admin)
{
	return text_equal_ignoring_case(admin->role, finding->requirement->check.role);
}

static struct admins look(const struct mtp *mtp, const struct finding *finding)
{
	struct admins admins = { .able = NULL };

	for (size_t i = 0; i < mtp->admin_count; i++) {
		const struct mtp_admin *admin = &mtp->admins[i];
		if (!holds_role(finding, admin))
			continue;
		if (admin->suspended == TRI_NO && !admins.able)
			admins.able = admin;
		admins.suspended += admin->suspended == TRI_YES;
		admins.doubtful += admin->suspended == TRI_UNKNOWN;
	}
	return admins;
}

/* Refused, or nobody there: the MTP was not checked, which says nothing of it. */
static bool was_not_checked(const struct source *source)
{
	return source->pages == 0 &&
	       (source->status == 401 || source->status == 403 || source->status == 404 ||
		source->reason == REASON_UNREACHABLE);
}

static void observe_list(struct evaluation *e, struct finding *finding, const char *observed,
			 enum verdict verdict)
{
	const struct observation observation = {
		.object = "administrators",
		.subject = "Administrators of the portal",
		.expected = wanted(e, finding),
		.observed = observed,
		.source = SOURCE,
		.verdict = verdict,
		.proof = verdict == VERDICT_FAIL ? PROOF_PROBED : PROOF_NONE,
		.reason = finding->reason,
	};

	finding_observe(e->arena, finding, &observation);
}

static void ask_a_person(struct evaluation *e, struct finding *finding, const struct mtp *mtp)
{
	const char *role = finding->requirement->check.role;
	const char *vendor = e->audit->profile->vendor;
	const char *why =
		mtp ? arena_printf(e->arena, "The %s portal could not be checked (%s)", vendor,
				   mtp->sources[MTP_ADMINS].problem)
		    : arena_printf(e->arena, "Syncro cannot show who administers the %s portal",
				   vendor);

	checks_ask_a_person(
		e, finding,
		arena_printf(e->arena,
			     "%s; please confirm that an administrator has the role \"%s\".", why,
			     role),
		arena_printf(e->arena, "an administrator with the role \"%s\"", role));
	if (mtp)
		observe_list(
			e, finding,
			arena_printf(e->arena, "not checked: %s", mtp->sources[MTP_ADMINS].problem),
			VERDICT_INFORMATIONAL);
}

static void decide(struct evaluation *e, struct finding *finding, const struct mtp *mtp,
		   const struct admins *admins)
{
	const struct source *source = &mtp->sources[MTP_ADMINS];
	const char *role = finding->requirement->check.role;
	const char *read =
		evaluation_count(e->arena, mtp->admin_count, "administrator", "administrators");
	bool whole = source->complete && admins->doubtful == 0;

	if (admins->able)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "%s has the role \"%s\" in the portal.",
					    person(e, admins->able), role));
	else if (whole)
		finding_decide(
			finding, VERDICT_FAIL, PROOF_PROBED,
			arena_printf(e->arena, "The portal has %s; none has the role \"%s\"%s.",
				     read, role, admins->suspended ? " and is not suspended" : ""));
	else
		finding_unknown(finding, source->complete ? REASON_MALFORMED : source->reason,
				arena_printf(e->arena,
					     "Whether an administrator of the portal has the role "
					     "\"%s\" could not be checked: %s.",
					     role,
					     source->complete
						     ? "of one who does, the portal does not say "
						       "whether the account is suspended"
						     : source->problem));
	if (!admins->able)
		observe_list(e, finding,
			     source->complete
				     ? arena_printf(e->arena, "%s, none of them", read)
				     : arena_printf(e->arena, "%s read; %s", read, source->problem),
			     finding->verdict);
}

void check_billing_admin(struct evaluation *e, struct finding *finding)
{
	const struct mtp *mtp = e->account->mtp;

	if (!mtp || was_not_checked(&mtp->sources[MTP_ADMINS])) {
		ask_a_person(e, finding, mtp);
		return;
	}
	const struct admins admins = look(mtp, finding);
	decide(e, finding, mtp, &admins);
	for (size_t i = 0; i < mtp->admin_count; i++)
		if (holds_role(finding, &mtp->admins[i]))
			observe_admin(e, finding, &mtp->admins[i]);
}
