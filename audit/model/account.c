#include "audit/model/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"

const char *customer_name(const struct customer *customer)
{
	return text_is_blank(customer->business_name) ? customer->full_name
						      : customer->business_name;
}

bool schedule_next_day(const struct schedule *schedule, char day[CLOCK_TEXT])
{
	const size_t length = strcspn(schedule->next_run, "T ");
	int64_t end_of_day;

	(void)snprintf(day, CLOCK_TEXT, "%.*s", length < CLOCK_TEXT ? (int)length : 0,
		       schedule->next_run);
	return !(schedule->odd & ODD_RUN) && clock_parse_date(day, &end_of_day) == 0;
}

bool account_is_owner(const struct account *account, const struct user *user)
{
	return account->me.known && account->me.user_id == user->id;
}

bool account_is_gone(const struct account *account, const struct user *user)
{
	return user->gone && !user->listed && account->sources[SOURCE_USERS].complete;
}

bool account_is_elsewhere(const struct account *account)
{
	const enum reason reason = account->sources[SOURCE_ME].reason;

	return !account->me.known && !account->me.rejected &&
	       (reason == REASON_MALFORMED || reason == REASON_NO_PERMISSION);
}

/* Whether GET /me says one thing of a Global Admin and the record another. */
static bool contradicts(const struct me *me, const struct user *user)
{
	return !me->admin_odd && me->global_admin && user->global_admin &&
	       me->global_admin != user->global_admin;
}

struct user account_user_shown(const struct account *account, size_t index)
{
	const struct me *me = &account->me;
	struct user user = account->users[index];

	if (account_is_owner(account, &user) && contradicts(me, &user))
		user.global_admin = TRI_UNKNOWN;
	if (!account_is_owner(account, &user) || !user.gone || user.listed)
		return user;
	if (text_is_blank(user.name))
		user.name = me->user_name;
	if (text_is_blank(user.email))
		user.email = me->user_email;
	if (account_is_gone(account, &user) && !me->admin_odd)
		user.global_admin = me->global_admin;
	return user;
}

bool account_is_global_admin(const struct account *account, size_t index)
{
	const struct user *user = &account->users[index];

	return user->global_admin == TRI_YES &&
	       !(account_is_owner(account, user) && contradicts(&account->me, user));
}

#define BEFORE "E-"

const char *request_number(struct arena *arena, size_t place)
{
	return arena_printf(arena, BEFORE "%03zu", place);
}

size_t request_place(const char *number)
{
	return strtoul(number + sizeof BEFORE - 1, NULL, 10);
}

/* Every row begins with its id. */
static int compare_id(const void *id, const void *row)
{
	const int64_t wanted = *(const int64_t *)id, have = *(const int64_t *)row;

	return (wanted > have) - (wanted < have);
}

_Static_assert(offsetof(struct user, id) == 0 && offsetof(struct customer, id) == 0,
	       "the id is first");

const struct user *account_user(const struct account *account, int64_t id)
{
	return account->user_count ? bsearch(&id, account->users, account->user_count,
					     sizeof *account->users, compare_id)
				   : NULL;
}

const struct customer *account_customer(const struct account *account, int64_t id)
{
	return account->customer_count ? bsearch(&id, account->customers, account->customer_count,
						 sizeof *account->customers, compare_id)
				       : NULL;
}
