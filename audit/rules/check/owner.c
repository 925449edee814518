/* The token's user: the security groups' access type, and whose user it is. */
#include <inttypes.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"
#include "audit/rules/user_right.h"

/* The groups of the token's user, by what is attested of their access. */
struct access {
	struct naming with, without, untold;
};

static void observe_group(struct evaluation *e, struct finding *finding, const char *name,
			  const struct attested_permissions *group, bool as_expected)
{
	const struct observation observation = {
		.object = arena_printf(e->arena, "group:%s", name),
		.subject =
			arena_printf(e->arena, "Security group %s", naming_short(e->arena, name)),
		.expected = finding->requirement->check.expect,
		.observed = group ? group->access_type : "not confirmed",
		.source = group ? arena_printf(e->arena, "confirmed by %s, %s", group->attested_by,
					       group->attested_on)
				: "",
		.verdict = !group	 ? VERDICT_MANUAL
			   : as_expected ? VERDICT_PASS
					 : VERDICT_FAIL,
		.proof = group ? PROOF_ATTESTED : PROOF_NONE,
	};

	finding_observe(e->arena, finding, &observation);
}

static void count_group(struct evaluation *e, struct finding *finding, struct access *access,
			const char *name)
{
	const struct attested_permissions *group = user_right_group(e->audit, name);
	bool as_expected =
		group && strcmp(group->access_type, finding->requirement->check.expect) == 0;
	struct naming *of = !group	  ? &access->untold
			    : as_expected ? &access->with
					  : &access->without;

	if (naming_count(of))
		naming_add(e->arena, of, naming_short(e->arena, name));
	observe_group(e, finding, name, group, as_expected);
}

/* How the access of several groups adds up Syncro does not say: they have to agree. */
static void decide_access(struct evaluation *e, struct finding *finding,
			  const struct access *access)
{
	const char *expect = finding->requirement->check.expect;

	if (access->untold.count || (access->with.count && access->without.count))
		finding_decide(
			finding, VERDICT_MANUAL, PROOF_NONE,
			access->untold.count
				? arena_printf(e->arena,
					       "Syncro's API does not show the access type of a "
					       "security group; please look up and confirm: %s.",
					       naming_list(e->arena, &access->untold, ""))
				: arena_printf(e->arena,
					       "The token owner's groups differ, and Syncro does "
					       "not say which one counts: %s has %s; %s has not.",
					       naming_list(e->arena, &access->with, ""), expect,
					       naming_list(e->arena, &access->without, "")));
	else if (access->without.count)
		finding_decide(finding, VERDICT_FAIL, PROOF_ATTESTED,
			       arena_printf(e->arena, "The access type is not %s: %s.", expect,
					    naming_list(e->arena, &access->without, "")));
	else
		finding_decide(finding, VERDICT_PASS, PROOF_ATTESTED,
			       arena_printf(e->arena, "The access type is %s: %s.", expect,
					    naming_list(e->arena, &access->with, "")));
	if (finding->verdict != VERDICT_MANUAL)
		finding_add(e->arena, finding, finding_caveat(PROOF_ATTESTED));
}

void check_group_access(struct evaluation *e, struct finding *finding)
{
	const struct user *owner = e->owner;
	struct access access = { .untold = { .count = 0 } };

	if (owner && owner->gone) {
		checks_ask_a_person(e, finding,
				    "The token owner is no user any more, so there is no security "
				    "group to look at; please confirm what the token can see.",
				    finding->requirement->check.expect);
		return;
	}
	if (!owner || !owner->detailed) {
		enum reason reason = owner ? owner->detail_reason : REASON_NONE;
		finding_unknown(finding, reason ? reason : REASON_NOT_REQUESTED,
				"The security groups of the token owner could not be read.");
		const struct observation observation = {
			.object = "groups",
			.subject = "Security groups of the token owner",
			.expected = finding->requirement->check.expect,
			.observed = "could not be read",
			.source = "GET /users/{id}",
		};
		finding_conclude(e->arena, finding, &observation);
		return;
	}
	for (size_t i = 0; i < owner->group_count; i++)
		count_group(e, finding, &access, owner->groups[i]);
	if (owner->group_count)
		decide_access(e, finding, &access);
	else
		checks_ask_a_person(e, finding,
				    "Syncro names no security group of the token owner; please "
				    "look up what the owner may see and confirm it.",
				    finding->requirement->check.expect);
}

static const char *is_admin_text(bool admin)
{
	return admin ? "is a Global Admin" : "is not a Global Admin";
}

/* Reported or not, as it is asked for. */
static void decide_admin(struct evaluation *e, struct finding *finding, enum tri wanted)
{
	bool disagree = false;
	enum tri admin = evaluation_admin(e, e->owner, &disagree);
	enum reason lost = evaluation_lost(e->owner);

	if (admin)
		finding_decide(finding, admin == wanted ? VERDICT_PASS : VERDICT_FAIL,
			       PROOF_DECLARED,
			       arena_printf(e->arena,
					    "The token owner, %s, %s. Reported by Syncro, not "
					    "tested.",
					    naming_owner(e->arena, e->account),
					    is_admin_text(admin == TRI_YES)));
	else
		finding_unknown(finding, lost && !disagree ? lost : REASON_MALFORMED,
				disagree
					? "Syncro contradicts itself on whether the token owner is "
					  "a Global Admin."
					: "Whether the token owner is a Global Admin could not be "
					  "read.");
	const struct observation observation = {
		.object = arena_printf(e->arena, "user:%" PRId64, e->account->me.user_id),
		.subject = arena_printf(e->arena, "Token owner, %s",
					naming_owner(e->arena, e->account)),
		.expected = is_admin_text(wanted == TRI_YES),
		.observed = admin ? is_admin_text(admin == TRI_YES) : "could not be read",
		.source = e->owner && e->owner->detailed ? "GET /me, GET /users/{id}" : "GET /me",
	};

	finding_conclude(e->arena, finding, &observation);
}

void check_token_owner(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;

	if (check->global_admin)
		decide_admin(e, finding, check->global_admin);
	/* What is seen to be wrong, or could not be seen, is no question for a person. */
	if (!check->dedicated || (check->global_admin && finding->verdict != VERDICT_PASS))
		return;
	const char *known = finding->summary;
	checks_ask_a_person(e, finding,
			    arena_printf(e->arena,
					 "%s%sWhether %s is a user of the integration's own no API "
					 "shows; please confirm it.",
					 known, *known ? " " : "",
					 naming_owner(e->arena, e->account)),
			    "a user of its own");
}
