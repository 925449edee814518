#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

/* The users' addresses, sorted; places are users, or user_count for /me's own. */
static size_t collect_addresses(const struct account *account, struct arena *scratch,
				struct key *keys)
{
	size_t count = 0;

	for (size_t i = 0; i < account->user_count; i++) {
		const char *email = key_fold(scratch, account->users[i].email);
		if (*email)
			keys[count++] = (struct key){ .text = email, .place = i };
	}
	const char *own = account->me.known ? key_fold(scratch, account->me.user_email) : "";
	if (*own)
		keys[count++] = (struct key){ .text = own, .place = account->user_count };
	key_sort(keys, count);
	return count;
}

/* Every user signs in with an address: one without was not told. (The token's user
 * may be gone; then there is none.) */
static bool all_told(const struct account *account)
{
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		bool gone = !user->listed && user->gone;
		if (!gone && !strchr(user->email, '@'))
			return false;
	}
	return true;
}

/* Why the addresses of some users may be missing. */
static enum reason users_gap(const struct evaluation *e)
{
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_USERS]);

	if (!gap)
		gap = evaluation_gap(e, &e->account->sources[SOURCE_DETAILS]);
	return gap || all_told(e->account) ? gap : REASON_MALFORMED;
}

static void count_customer(struct evaluation *e, struct finding *finding,
			   struct customer_tally *tally, const struct customer *customer,
			   long place)
{
	const struct account *account = e->account;
	int64_t user = (size_t)place < account->user_count ? account->users[place].id
							   : account->me.user_id;

	if (customer->disabled == TRI_UNKNOWN) {
		tally->possible++;
		return;
	}
	tally->certain++;
	evaluation_issue(e, finding, customer, ISSUE_EMAIL_IS_USER,
			 arena_printf(e->arena, "Its e-mail address is also that of user %lld.",
				      (long long)user));
}

void check_emails_distinct(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "no active customer has the e-mail address of a Syncro user",
		.one = "has the e-mail address of a Syncro user",
		.many = "have the e-mail address of a Syncro user",
		.none = "none has the e-mail address of a Syncro user",
		.source = "GET /users/{id}, GET /customers",
	};
	const struct account *account = e->account;
	struct arena *scratch = arena_new();
	struct key *keys = arena_array(scratch, account->user_count + 1, sizeof *keys);
	size_t count = collect_addresses(account, scratch, keys);
	struct customer_tally tally;

	customer_tally_init(e, &tally);
	if (!tally.gap)
		tally.gap = users_gap(e);
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		const char *email = key_fold(scratch, customer->email);
		long place =
			*email && customer->disabled != TRI_YES ? key_find(keys, count, email) : -1;
		if (place >= 0)
			count_customer(e, finding, &tally, customer, place);
	}
	arena_free(scratch);
	customer_tally_decide(e, finding, &tally, &texts);
}
