#include "audit/rules/evaluation.h"

#include <inttypes.h>

#include "audit/core/mem.h"

enum reason evaluation_gap(const struct evaluation *e, const struct source *source)
{
	if (source->complete)
		return REASON_NONE;
	/* Once the token is no longer accepted, a refusal says nothing of permissions. */
	if (source->reason == REASON_NO_PERMISSION && e->account->me.revoked)
		return REASON_UNAUTHENTICATED;
	return source->reason ? source->reason : REASON_TRUNCATED;
}

#define ODD_FIELDS_NAMED 3

const char *evaluation_odd_fields(const struct evaluation *e, enum list list, const char *record)
{
	const struct account *account = e->account;
	const char *named = "";
	size_t count = 0;

	for (size_t i = 0; i < account->odd_field_count; i++) {
		const struct odd_field *odd = &account->odd_fields[i];
		if (odd->list != list || count++ >= ODD_FIELDS_NAMED)
			continue;
		named = arena_printf(e->arena,
				     "%s%s%s %" PRId64 ": field '%s' (page %" PRId64 ", row %zu)",
				     named, *named ? "; " : "", record, odd->id, odd->field,
				     odd->page, odd->row);
	}
	if (count > ODD_FIELDS_NAMED)
		named = arena_printf(e->arena, "%s; and %zu more", named, count - ODD_FIELDS_NAMED);
	return *named ? arena_printf(e->arena, "Not as documented: %s.", named) : "";
}

void evaluation_issue(struct evaluation *e, const struct finding *finding,
		      const struct customer *customer, enum issue_kind kind, const char *detail)
{
	ARRAY_RESERVE(e->issues, e->issue_count, e->issue_capacity);
	e->issues[e->issue_count++] = (struct customer_issue){
		.customer = customer,
		.kind = kind,
		.detail = detail,
		.requirement = finding->requirement,
	};
}

const char *evaluation_count(struct arena *arena, size_t count, const char *one, const char *many)
{
	return arena_printf(arena, "%zu %s", count, count == 1 ? one : many);
}

enum reason evaluation_lost(const struct user *user)
{
	const bool is_answer = !user || user->detailed || user->gone ||
			       user->detail_reason == REASON_NO_PERMISSION ||
			       user->detail_reason == REASON_NOT_REQUESTED;

	return is_answer ? REASON_NONE : user->detail_reason;
}

enum tri evaluation_admin(const struct evaluation *e, const struct user *user, bool *disagree)
{
	const struct me *me = &e->account->me;
	enum tri by_detail = user ? user->global_admin : TRI_UNKNOWN;
	bool is_owner = me->known && (!user || user->id == me->user_id);

	if (is_owner && me->admin_odd)
		return TRI_UNKNOWN;
	if (!is_owner || me->global_admin == TRI_UNKNOWN)
		return by_detail;
	if (evaluation_lost(user))
		return TRI_UNKNOWN;
	if (by_detail == TRI_UNKNOWN || by_detail == me->global_admin)
		return me->global_admin;
	if (disagree)
		*disagree = true;
	return TRI_UNKNOWN;
}
