/* The users, and the token owner, who may be none any more. */
#include <inttypes.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/view/internal.h"

/* Whoever is gone is no Global Admin any more, but the token may act as one. */
const char *view_admin_label(const struct account *account, const struct user *user)
{
	if (!account_is_gone(account, user) || user->global_admin == TRI_UNKNOWN)
		return tri_name(user->global_admin);
	return user->global_admin == TRI_YES ? "yes, according to the token"
					     : "no, according to the token";
}

const char *view_user_state(const struct account *account, const struct user *user)
{
	if (account_is_gone(account, user))
		return "no longer a user (404)";
	if (user->gone)
		return "not found (404)";
	return user->detailed ? "read" : reason_text(user->detail_reason);
}

/* Only a list that was read to its end says that somebody is not on it. */
static const char *owner_state(const struct account *account, const struct user *user)
{
	if (user->listed)
		return "a user of the account";
	if (!account->sources[SOURCE_USERS].complete)
		return user->gone ? "not found (404); the list of users was not read to its end"
				  : "the list of users was not read to its end";
	if (user->gone)
		return view_user_state(account, user);
	return user->detailed ? "exists, but is not on the list of users"
			      : "not on the list of users";
}

static void add_owner(struct view *view)
{
	const struct account *account = view->audit->account;
	const struct me *me = &account->me;

	view->owner.known = me->known;
	view->owner.user = (struct user){ .id = me->known ? me->user_id : 0,
					  .name = me->user_name,
					  .email = me->user_email,
					  .global_admin = me->global_admin };
	for (size_t i = 0; i < account->user_count; i++)
		if (account_is_owner(account, &account->users[i]))
			view->owner.user = account_user_shown(account, i);
	if (text_is_blank(view->owner.user.name))
		view->owner.user.name =
			me->known ? arena_printf(view->arena, "user %" PRId64, me->user_id)
				  : "not known";
	view->owner.state = me->known ? owner_state(account, &view->owner.user) : "not known";
	view->owner.admin = view_admin_label(account, &view->owner.user);
}

/* A list that gave nothing is no list of nobody. */
static const char *people(const struct view *view)
{
	const struct account *account = view->audit->account;
	const struct source *list = &account->sources[SOURCE_USERS];

	if (!list->complete && !list->records)
		return "the list of users was not read";
	return arena_printf(view->arena, "%zu user%s%s%s", view->users, view->users == 1 ? "" : "s",
			    list->complete ? "" : " read; the list is not complete",
			    view->users < account->user_count
				    ? ", and the token owner, who is no longer one"
				    : "");
}

void view_add_people(struct view *view)
{
	const struct account *account = view->audit->account;

	add_owner(view);
	for (size_t i = 0; i < account->user_count; i++) {
		view->users += !account_is_gone(account, &account->users[i]);
		view->global_admins += account_is_global_admin(account, i);
	}
	view->people = people(view);
}
