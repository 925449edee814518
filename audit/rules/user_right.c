#include "audit/rules/user_right.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/permission.h"
#include "audit/rules/standing.h"

static bool group_names(const struct attested_permissions *group, size_t permission)
{
	for (size_t i = 0; i < group->permission_count; i++)
		if (group->permissions[i] == permission)
			return true;
	return false;
}

const struct attested_permissions *user_right_group(const struct audit *audit, const char *name)
{
	for (size_t i = 0; i < audit->group_attested_count; i++) {
		const struct attested_permissions *group = &audit->groups_attested[i];
		if (standing_counts(group->standing) && strcmp(group->name, name) == 0)
			return group;
	}
	return NULL;
}

static bool any_group_attested(const struct audit *audit)
{
	for (size_t i = 0; i < audit->group_attested_count; i++)
		if (standing_counts(audit->groups_attested[i].standing))
			return true;
	return false;
}

static struct answer by_group(const struct evaluation *e, const struct attested_permissions *group,
			      enum tri granted)
{
	return (struct answer){
		.granted = granted,
		.proof = PROOF_ATTESTED,
		.source = arena_printf(e->arena, "confirmed by %s, %s", group->attested_by,
				       group->attested_on),
		.note = granted == TRI_YES
				? arena_printf(e->arena,
					       "Confirmed by a person for the security group "
					       "\"%s\".",
					       group->name)
				: "None of the owner's security groups has it; a person confirmed "
				  "that their lists are complete.",
	};
}

static struct answer without_groups(const struct user *owner)
{
	return (struct answer){ .reason = owner && owner->detail_reason ? owner->detail_reason
									: REASON_NOT_REQUESTED,
				.source = "GET /users/{id}",
				.note = "The owner's security groups could not be read." };
}

/* What a user's groups grant is added up; they refuse only if all are known whole. */
static struct answer ask_groups(const struct evaluation *e, size_t permission)
{
	const struct user *owner = e->owner;
	const struct attested_permissions *last = NULL;
	bool whole = true;

	/* Who is no user any more has no groups: nothing went wrong. */
	if (!any_group_attested(e->audit) || (owner && owner->gone))
		return (struct answer){ .source = "", .note = "" };
	if (!owner || !owner->detailed)
		return without_groups(owner);
	for (size_t i = 0; i < owner->group_count; i++) {
		const struct attested_permissions *group =
			user_right_group(e->audit, owner->groups[i]);
		if (group && group_names(group, permission))
			return by_group(e, group, TRI_YES);
		whole = whole && group && group->complete;
		last = group ? group : last;
	}
	if (last && whole)
		return by_group(e, last, TRI_NO);
	return (struct answer){ .source = "", .note = "" };
}

/*
 * The token's answer, held against what is declared. That it may do something shows that
 * its user may only if a token is held to its user's rights; a refusal is what the
 * integration will meet.
 */
static struct answer by_token(const struct evaluation *e, const struct answer *token)
{
	struct answer answer = *token;
	const size_t implied = strlen(PERMISSION_IMPLIED);
	const bool is_implied = strncmp(token->note, PERMISSION_IMPLIED, implied) == 0;
	const char *more = token->note + (is_implied ? implied : 0);

	if (answer.granted != TRI_YES)
		return answer;
	if (answer.proof > PROOF_INFERRED)
		answer.proof = PROOF_INFERRED;
	answer.note = arena_printf(
		e->arena,
		"%s; Syncro does not say whether a token is limited by its owner's rights.%s%s",
		is_implied ? "Implied by Syncro's answer to the token" : "Tested with the token",
		*more && *more != ' ' ? " " : "", more);
	return answer;
}

struct answer user_right(const struct evaluation *e, size_t permission)
{
	const struct answer *probed = &e->rights[permission].probed;
	struct answer declared =
		permission_declared(e, &e->audit->catalogue->permissions[permission]);
	bool disagree = false;

	/* A word on the token stands in for nothing that is asked of the user. */
	if (!probed->granted && probed->reason)
		return *probed;
	if (probed->granted)
		return by_token(e, &e->rights[permission].token);
	enum tri admin = evaluation_admin(e, e->owner, &disagree);
	if (disagree)
		return (struct answer){
			.reason = REASON_MALFORMED,
			.source = "GET /me, GET /users/{id}",
			.note = "Syncro contradicts itself on whether the token owner is a Global Admin.",
		};
	if (admin == TRI_YES)
		return (struct answer){
			.granted = TRI_YES,
			.proof = PROOF_DECLARED,
			.source = e->account->me.global_admin ? "GET /me" : "GET /users/{id}",
			.note = "Syncro reports the owner as a Global Admin, who has every right; "
				"the token itself may still lack the permission.",
		};
	struct answer answer =
		declared.granted || declared.reason ? declared : ask_groups(e, permission);
	if (evaluation_lost(e->owner) && e->account->me.global_admin == TRI_YES)
		return (struct answer){
			.reason = evaluation_lost(e->owner),
			.source = "GET /users/{id}",
			.note = "Syncro reports the owner as a Global Admin; the owner's own record, "
				"which might say otherwise, could not be read.",
		};
	if (answer.granted == TRI_NO && admin == TRI_UNKNOWN)
		return (struct answer){
			.reason = REASON_MALFORMED,
			.source = answer.source,
			.note = "The owner does not appear to have it, but may be a Global Admin, "
				"who does not need it: that could not be checked.",
		};
	return answer;
}
