/* Syncro's customers as the vendor's portal (MTP) has them mapped. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/rules/check/billing.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

#define SOURCES "GET /integrations/syncro/{id}/mappings, GET /customers, GET /schedules"

struct mapping {
	struct evaluation *e;
	struct finding *finding;
	struct billing *billing; /* of the customers */
	enum reason customers;	 /* why their list is not whole */
	enum reason schedules;
	size_t companies;
	size_t certain;	   /* have something */
	bool absent;	   /* of them, one is not on the list of customers */
	enum reason doubt; /* why one more may have */
};

static void say(struct str *text, const char *what)
{
	if (text->length)
		str_printf(text, "; %c%s", tolower((unsigned char)*what), what + 1);
	else
		str_puts(text, what);
}

static void doubt(struct mapping *mapping, enum reason reason)
{
	if (!mapping->doubt)
		mapping->doubt = reason;
}

/* As JC-5.2 compares them. */
static const char *compared_by(const struct customer *customer)
{
	struct arena *scratch = arena_new();
	bool named = !key_is_empty(scratch, customer->business_name);

	arena_free(scratch);
	return named ? customer->business_name : customer->full_name;
}

static bool is_named(const char *a, const char *b)
{
	struct arena *scratch = arena_new();
	const struct key x = { .text = key_fold(scratch, a) }, y = { .text = key_fold(scratch, b) };
	bool same = key_equal(&x, &y);

	arena_free(scratch);
	return same;
}

static void look_at_invoices(struct mapping *mapping, const struct customer *customer,
			     struct str *text)
{
	const struct billing *billing =
		&mapping->billing[customer - mapping->e->account->customers];

	if (billing->usable || customer->disabled == TRI_YES)
		return;
	if (billing->maybe)
		doubt(mapping, REASON_MALFORMED);
	else if (mapping->schedules)
		doubt(mapping, mapping->schedules);
	else
		say(text, billing_describe(billing));
}

static void look_at_customer(struct mapping *mapping, const struct mtp_company *company,
			     const struct customer *customer, struct str *text)
{
	const char *name = compared_by(customer);

	if (customer->disabled == TRI_YES)
		say(text, "Disabled in Syncro");
	else if (customer->disabled == TRI_UNKNOWN)
		doubt(mapping, REASON_MALFORMED);
	if (!is_named(company->name, name))
		say(text, arena_printf(mapping->e->arena, "Called \"%s\" in Syncro",
				       naming_short(mapping->e->arena, name)));
	look_at_invoices(mapping, customer, text);
}

static void observe(struct mapping *mapping, const struct mtp_company *company, const char *text)
{
	struct arena *arena = mapping->e->arena;
	const char *organization =
		*company->organization ? arena_printf(arena, ", mapped to \"%s\"",
						      naming_short(arena, company->organization))
				       : "";
	const struct observation observation = {
		.object = arena_printf(arena, "customer:%" PRId64, company->customer_id),
		.subject = arena_printf(arena, "%s (%" PRId64 ")%s",
					naming_short(arena, company->name), company->customer_id,
					organization),
		.expected = "an active customer of that name, with an active recurring invoice",
		.observed = text,
		.source = SOURCES,
		.verdict = VERDICT_INFORMATIONAL,
		.proof = PROOF_PROBED,
	};

	finding_observe(arena, mapping->finding, &observation);
}

static void look_at(struct mapping *mapping, const struct mtp_company *company)
{
	const struct customer *customer =
		account_customer(mapping->e->account, company->customer_id);
	struct str text = STR_INIT(STR_BODY);

	mapping->companies++;
	if (customer)
		look_at_customer(mapping, company, customer, &text);
	else if (mapping->customers)
		doubt(mapping, mapping->customers);
	else
		say(&text, "Gone from Syncro, or hidden from the token");
	mapping->absent = mapping->absent || (!customer && !mapping->customers);
	if (text.length) {
		mapping->certain++;
		observe(mapping, company, arena_strdup(mapping->e->arena, str_text(&text)));
	}
	str_release(&text);
}

/* What was not read of the MTP; NULL if it is all there. */
static const struct source *first_gap(const struct mtp *mtp)
{
	const struct source *const sources[] = { &mtp->sources[MTP_INTEGRATIONS],
						 &mtp->sources[MTP_DETAIL],
						 &mtp->sources[MTP_MAPPINGS] };

	for (size_t i = 0; i < COUNT_OF(sources); i++)
		if (!sources[i]->complete)
			return sources[i];
	return NULL;
}

static const char *doubt_text(struct mapping *mapping, const struct source *gap)
{
	struct arena *arena = mapping->e->arena;

	if (gap)
		return arena_printf(arena, "The mappings could not be read to their end (%s): %s.",
				    gap->path, gap->problem);
	if (mapping->doubt)
		return arena_printf(arena, "Not everything about them could be checked: %s.",
				    reason_text(mapping->doubt));
	return "";
}

static void decide(struct mapping *mapping, const struct mtp *mtp)
{
	const struct source *gap = first_gap(mtp);
	struct evaluation *e = mapping->e;
	struct finding *finding = mapping->finding;
	const char *uncertain = doubt_text(mapping, gap);
	const char *found = arena_printf(
		e->arena,
		"%zu of %s %s attention: usage may be billed to nobody, or to the wrong one.",
		mapping->certain,
		evaluation_count(e->arena, mapping->companies, "mapped customer",
				 "mapped customers"),
		mapping->certain == 1 ? "needs" : "need");

	if (mapping->certain) {
		finding_decide(finding, VERDICT_INFORMATIONAL, PROOF_PROBED, found);
		finding_add(e->arena, finding, uncertain);
		if (mapping->absent)
			customer_total_note(e, finding);
	} else if (*uncertain) {
		finding_unknown(finding, gap ? gap->reason : mapping->doubt, uncertain);
	} else if (mapping->companies == 0) {
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			       "The portal has no customer of this account mapped.");
	} else {
		finding_decide(
			finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			arena_printf(e->arena,
				     "%s, each active, of that name and with an active recurring "
				     "invoice.",
				     evaluation_count(e->arena, mapping->companies,
						      "mapped customer", "mapped customers")));
	}
}

static void observe_whole(struct mapping *mapping, const char *observed, const char *source)
{
	const struct observation observation = {
		.object = "mappings",
		.subject = "Customers mapped in the portal",
		.expected = "each active, of that name and with an active recurring invoice",
		.observed = observed,
		.source = source,
	};

	finding_conclude(mapping->e->arena, mapping->finding, &observation);
}

void check_mapped_company(struct evaluation *e, struct finding *finding)
{
	const struct mtp *mtp = e->account->mtp;
	struct mapping mapping = {
		.e = e,
		.finding = finding,
		.customers = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]),
		.schedules = evaluation_gap(e, &e->account->sources[SOURCE_SCHEDULES]),
	};

	if (!mtp) {
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_NONE,
			       arena_printf(e->arena, "The %s portal is not part of this audit.",
					    e->audit->profile->vendor));
		observe_whole(&mapping, "not in scope", ""); /* nothing was looked at */
		return;
	}
	mapping.billing = billing_new(e);
	for (size_t i = 0; i < mtp->company_count; i++)
		if (i == 0 || mtp->companies[i].customer_id != mtp->companies[i - 1].customer_id)
			look_at(&mapping, &mtp->companies[i]);
	free(mapping.billing);
	decide(&mapping, mtp);
	if (mapping.certain == 0)
		observe_whole(
			&mapping,
			finding->verdict == VERDICT_UNKNOWN
				? "not all could be checked"
				: arena_printf(e->arena, "%zu, all matching", mapping.companies),
			SOURCES);
}
