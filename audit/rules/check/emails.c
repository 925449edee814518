#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mailbox.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/naming.h"

struct keys {
	struct key *items;
	size_t count;
	struct str held; /* the address that is looked up */
	bool unclear;	 /* whether one of the customer's could not be looked up */
};

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

/* An address of a customer that is also a user's: where it stands, and whose it is. */
struct shared_address {
	const char *field;
	int64_t user;
};

/* "ann @ x.example": an address, but none that can be told from another. A host has a dot. */
static bool is_unclear(struct mailbox mailbox, const char *text)
{
	return !mailbox_is_address(mailbox) && mailbox.length < strlen(text) &&
	       strchr(mailbox.address, '.');
}

/* An @ of another script, which some programs take for one. */
static bool has_wide_sign(const char *text)
{
	return strstr(text, "\uff20") || strstr(text, "\ufe6b");
}

/* Whether a field holds an address of a user. */
static bool is_shared(const struct account *account, struct arena *scratch, struct keys *users,
		      const char *field, const char *text, struct shared_address *out)
{
	struct mailbox mailbox;
	size_t at = 0;

	users->unclear = users->unclear || has_wide_sign(text);
	while ((mailbox = mailbox_next(text, &at)).length) {
		const char *address =
			key_fold_for_now(&users->held, scratch, mailbox.address, mailbox.length);
		long place = key_find(users->items, users->count, address);
		users->unclear = users->unclear || is_unclear(mailbox, text);
		if (place < 0)
			continue;
		*out = (struct shared_address){ .field = field,
						.user = (size_t)place < account->user_count
								? account->users[place].id
								: account->me.user_id };
		return true;
	}
	return false;
}

static bool find_shared(const struct account *account, struct arena *scratch, struct keys *users,
			const struct customer *customer, struct shared_address *out)
{
	if (is_shared(account, scratch, users, "email", customer->email, out))
		return true;
	for (size_t i = 0; i < customer->address_count; i++)
		if (is_shared(account, scratch, users, customer->addresses[i].field,
			      customer->addresses[i].text, out))
			return true;
	return false;
}

static const char *whose(const struct evaluation *e, const struct shared_address *shared)
{
	const struct user *user = account_user(e->account, shared->user);

	return user ? naming_user(e->arena, user) : naming_owner(e->arena, e->account);
}

/* "Same e-mail as Ann Lee (user 7)"; of another field than `email` it is named. */
static const char *describe(const struct evaluation *e, const struct shared_address *shared)
{
	static const struct {
		const char *field, *words;
	} names[] = {
		{ "notification_email", "Notification address" },
		{ "invoice_cc_emails", "Address for copies of invoices" },
		{ "contacts", "Contact's address" },
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strncmp(shared->field, names[i].field, strlen(names[i].field)) == 0)
			return arena_printf(e->arena, "%s (%s) is also that of %s", names[i].words,
					    shared->field, whose(e, shared));
	return arena_printf(e->arena, "Same e-mail as %s", whose(e, shared));
}

static void count_customer(struct evaluation *e, struct finding *finding,
			   struct customer_tally *tally, const struct customer *customer,
			   const struct shared_address *shared)
{
	if (customer->disabled == TRI_UNKNOWN) {
		tally->possible++;
		return;
	}
	tally->certain++;
	if (naming_count(&tally->named))
		naming_add(e->arena, &tally->named,
			   arena_printf(e->arena, "%s that of %s",
					naming_customer(e->arena, customer), whose(e, shared)));
	evaluation_issue(e, finding, customer, ISSUE_EMAIL_IS_USER, describe(e, shared));
}

void check_emails_distinct(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "no active customer has the e-mail address of a Syncro user",
		.one = "has the e-mail address of a Syncro user",
		.many = "have the e-mail address of a Syncro user",
		.none = "none with the e-mail address of a Syncro user",
		.lists = "users and customers",
		.source = "GET /users/{id}, GET /customers",
	};
	const struct account *account = e->account;
	struct arena *scratch = arena_new();
	struct keys users = {
		.items = arena_array(scratch, account->user_count + 1, sizeof *users.items),
		.held = STR_INIT(STR_BODY),
	};
	struct customer_tally tally;

	users.count = collect_addresses(account, scratch, users.items);
	customer_tally_init(e, &tally);
	if (!tally.gap)
		tally.gap = users_gap(e);
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		struct shared_address shared;
		if (customer->disabled == TRI_YES)
			continue;
		users.unclear = false;
		if (find_shared(account, scratch, &users, customer, &shared))
			count_customer(e, finding, &tally, customer, &shared);
		else if (customer->odd & ODD_EMAIL)
			tally.possible++;
		else
			tally.possible += users.unclear;
	}
	str_release(&users.held);
	arena_free(scratch);
	customer_tally_decide(e, finding, &tally, &texts);
}
