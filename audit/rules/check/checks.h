/*
 * checks - one function for each kind of check (the table is in check.h): looks
 * at the evidence and decides one finding. Internal to audit/rules.
 *
 * None is called when nothing could be asked beyond GET /me, but token-valid.
 */
#ifndef RULES_CHECK_CHECKS_H
#define RULES_CHECK_CHECKS_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/account.h"
#include "audit/model/vocabulary.h"
#include "audit/rules/naming.h"

struct evaluation;
struct finding;

void check_token_valid(struct evaluation *e, struct finding *finding);
void check_token_expiry(struct evaluation *e, struct finding *finding);
void check_user_exists(struct evaluation *e, struct finding *finding);
void check_permission(struct evaluation *e, struct finding *finding);
void check_permission_family(struct evaluation *e, struct finding *finding);
void check_no_excess(struct evaluation *e, struct finding *finding);
void check_attestation(struct evaluation *e, struct finding *finding);
void check_billing_admin(struct evaluation *e, struct finding *finding);
void check_customers_readable(struct evaluation *e, struct finding *finding);
void check_unique_names(struct evaluation *e, struct finding *finding);
void check_have_names(struct evaluation *e, struct finding *finding);
void check_billable(struct evaluation *e, struct finding *finding);
void check_emails_distinct(struct evaluation *e, struct finding *finding);
void check_have_email(struct evaluation *e, struct finding *finding);
void check_email_exists(struct evaluation *e, struct finding *finding);
void check_custom_field(struct evaluation *e, struct finding *finding);
void check_account_setting(struct evaluation *e, struct finding *finding);
void check_product_exists(struct evaluation *e, struct finding *finding);
void check_group_access(struct evaluation *e, struct finding *finding);
void check_token_owner(struct evaluation *e, struct finding *finding);
void check_global_admins(struct evaluation *e, struct finding *finding);
void check_least_privilege(struct evaluation *e, struct finding *finding);

/* These warn: informational, notapplicable or unknown. */
void check_no_invoice_right(struct evaluation *e, struct finding *finding);
void check_invoice_soon(struct evaluation *e, struct finding *finding);
void check_computed_line(struct evaluation *e, struct finding *finding);
void check_few_customers(struct evaluation *e, struct finding *finding);
void check_single_admin(struct evaluation *e, struct finding *finding);

void check_mapped_company(struct evaluation *e, struct finding *finding);

/* Manual, and an observation that nobody has attested it. */
void checks_ask_a_person(struct evaluation *e, struct finding *finding, const char *summary,
			 const char *expected);

/* How many active customers have a problem, and how many may have it. */
struct customer_tally {
	size_t active;	     /* certainly */
	size_t maybe_active; /* `disabled` could not be read */
	size_t certain;	     /* have the problem */
	struct naming named; /* the certain ones, or pairs of them */
	size_t possible;     /* may have it, beyond the certain ones */
	enum reason gap;     /* why there may be customers nobody saw; REASON_NONE */
	enum reason doubt;   /* why the possible ones are only possible */
	const char *unread;  /* "recurring invoices": what was not read of them; NULL */
};

struct customer_texts {
	const char *expected;
	const char *one;     /* "has no business name" */
	const char *many;    /* "have no business name" */
	const char *none;    /* "each with a business name": of a pass, behind their number */
	const char *lists;   /* "customers": what was read for it */
	const char *source;  /* "GET /customers" */
	const char *nothing; /* NULL; else the sentence that nobody has what is looked at */
	bool invoices;	     /* recurring invoices are looked at too */
	bool each;	     /* no issue is noted: each customer has an observation of its own */
};

#define CUSTOMER_TALLY_MOST 200 /* so many have one; what is beyond is counted */

/* Counts the active ones and says whether the list may lack some. */
void customer_tally_init(const struct evaluation *e, struct customer_tally *tally);

/* One that certainly has the problem. */
void customer_tally_add(const struct evaluation *e, struct customer_tally *tally,
			const struct customer *customer);

/* The same, and an observation of its own: "customer:17". For kinds without an issue. */
void customer_tally_observe(struct evaluation *e, struct finding *finding,
			    struct customer_tally *tally, const struct customer *customer,
			    const struct customer_texts *texts, const char *observed);

/*
 * A fail needs one that certainly has the problem; a pass needs the whole list and
 * none that may have it; no active customer at all means it does not apply.
 */
void customer_tally_decide(struct evaluation *e, struct finding *finding,
			   const struct customer_tally *tally, const struct customer_texts *texts);

#endif
