#include "audit/rules/permission.h"

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"

/*
 * What is not needed stands in the matrix when the token was seen to have it, or
 * could not be looked at. What only /me declares does not: it may speak of the user. Nor
 * does what another profile of the run needs: it stands in that one's.
 */
static bool is_shown(const struct evaluation *e, const struct right *right)
{
	if (right->needed)
		return true;
	if (e->blocked || right->elsewhere)
		return false;
	if (right->token.granted == TRI_YES)
		return right->token.proof != PROOF_DECLARED;
	return right->token.granted == TRI_UNKNOWN && right->asked;
}

static void add(struct audit *audit, const struct permission *permission, const struct right *right)
{
	audit->permissions[audit->permission_count++] = (struct permission_state){
		.permission = permission,
		.needed = right->needed,
		.granted = right->token.granted,
		.proof = right->token.proof,
		.reason = right->token.reason,
		.class = permission_classify(right->needed, right->token.granted),
		.source = right->token.source,
		.note = right->token.note,
	};
}

void permission_matrix(struct evaluation *e)
{
	struct audit *audit = e->audit;
	const struct catalogue *catalogue = audit->catalogue;

	audit->permissions = arena_array(e->arena, catalogue->count, sizeof *audit->permissions);
	audit->permission_count = 0;
	for (int needed = 1; needed >= 0; needed--)
		for (size_t i = 0; i < catalogue->count; i++)
			if (e->rights[i].needed == needed && is_shown(e, &e->rights[i]))
				add(audit, &catalogue->permissions[i], &e->rights[i]);
}
