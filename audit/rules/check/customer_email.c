#include <string.h>

#include "audit/core/mailbox.h"
#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

/* Whether somebody can be written to there. */
static bool is_address(const char *text)
{
	struct mailbox mailbox;
	size_t at = 0;

	while ((mailbox = mailbox_next(text, &at)).length)
		if (mailbox_is_address(mailbox))
			return true;
	return false;
}

void check_have_email(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "every active customer has an e-mail address",
		.one = "has no e-mail address",
		.many = "have no e-mail address",
		.none = "each with an e-mail address",
		.lists = "customers",
		.source = "GET /customers",
		.each = true,
	};
	const struct account *account = e->account;
	struct customer_tally tally;

	customer_tally_init(e, &tally);
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		if (customer->disabled == TRI_YES || is_address(customer->email))
			continue;
		if (customer->odd & ODD_EMAIL || customer->disabled == TRI_UNKNOWN)
			tally.possible++;
		else
			customer_tally_observe(e, finding, &tally, customer, &texts,
					       *customer->email ? "its e-mail is no address"
								: "has no e-mail address");
	}
	customer_tally_decide(e, finding, &tally, &texts);
}

/* Where an address was looked for, and what is left open. */
struct search {
	const char *wanted; /* folded */
	const struct customer *active, *disabled;
	const char *field; /* of the active one's row */
	bool doubt;	   /* a row that may hold it was not as documented */
};

static bool holds(struct arena *scratch, const char *wanted, const char *text)
{
	struct mailbox mailbox;
	size_t at = 0;

	while ((mailbox = mailbox_next(text, &at)).length) {
		const char *address = arena_strndup(scratch, mailbox.address, mailbox.length);
		if (strcmp(key_fold(scratch, address), wanted) == 0)
			return true;
	}
	return false;
}

/* The field of a row that holds it: the customer's own, or a contact's. NULL: none does. */
static const char *field_with(struct arena *scratch, const struct customer *customer,
			      const char *wanted)
{
	if (holds(scratch, wanted, customer->email))
		return "email";
	for (size_t i = 0; i < customer->address_count; i++)
		if (strncmp(customer->addresses[i].field, "contacts", strlen("contacts")) == 0 &&
		    holds(scratch, wanted, customer->addresses[i].text))
			return customer->addresses[i].field;
	return NULL;
}

static void look_at(struct search *search, struct arena *scratch, const struct customer *customer)
{
	const char *field = field_with(scratch, customer, search->wanted);

	if (field && customer->disabled == TRI_NO && !search->active) {
		search->active = customer;
		search->field = field;
	} else if (field && customer->disabled == TRI_YES) {
		search->disabled = customer;
	} else if (customer->disabled != TRI_YES && (field || customer->odd & ODD_EMAIL)) {
		search->doubt = true;
	}
}

static void decide_search(struct evaluation *e, struct finding *finding,
			  const struct search *search)
{
	const char *address = finding->requirement->check.address;
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]);

	if (search->active)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "%s has the address %s (field %s).",
					    naming_customer(e->arena, search->active), address,
					    search->field));
	else if (search->doubt)
		finding_unknown(finding, REASON_MALFORMED,
				arena_printf(e->arena,
					     "%s was not found, but not every address could be "
					     "read. %s",
					     address,
					     evaluation_odd_fields(e, LIST_CUSTOMERS, "customer")));
	else if (gap)
		finding_unknown(finding, gap,
				arena_printf(e->arena,
					     "%s was not found, but not all customers could be "
					     "read: %s.",
					     address, reason_text(gap)));
	else
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       arena_printf(e->arena,
					    "No active customer and no contact of one has the "
					    "address %s.",
					    address));
	if (finding->verdict == VERDICT_FAIL && search->disabled)
		finding_add(e->arena, finding,
			    arena_printf(e->arena, "%s has it, but is disabled.",
					 naming_customer(e->arena, search->disabled)));
	if (finding->verdict == VERDICT_FAIL)
		customer_total_note(e, finding);
}

void check_email_exists(struct evaluation *e, struct finding *finding)
{
	const char *address = finding->requirement->check.address;
	struct arena *scratch = arena_new();
	struct search search = { .wanted = key_fold(scratch, address) };

	for (size_t i = 0; i < e->account->customer_count; i++)
		look_at(&search, scratch, &e->account->customers[i]);
	decide_search(e, finding, &search);
	arena_free(scratch);
	const struct observation observation = {
		.object = "address",
		.subject = arena_printf(e->arena, "A customer or contact with %s", address),
		.expected = "there is one",
		.observed = finding->summary,
		.source = "GET /customers",
	};

	finding_conclude(e->arena, finding, &observation);
}
