#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

/* What one customer shows of the field: of itself, or of its contacts. */
struct sight {
	size_t records; /* the customer, or its contacts */
	size_t there;	/* those that have the field */
	size_t filled;
	size_t unclear; /* what stands there may be a checkbox that is not ticked */
};

/* Of names of one record that read alike, which are one field: filled in only if each is. */
static enum tri both(enum tri a, enum tri b)
{
	if (a == TRI_NO || b == TRI_NO)
		return TRI_NO;
	return a == TRI_UNKNOWN ? a : b;
}

static struct sight look_at(const struct customer *customer, const struct check *check)
{
	const struct custom_field *before = NULL;
	enum tri filled = TRI_NO;
	size_t tally[TRI_COUNT] = { 0 };

	for (size_t i = 0; i < customer->field_count; i++) {
		const struct custom_field *field = &customer->fields[i];
		if (field->of_contact != check->on_contact || strcmp(field->name, check->name) != 0)
			continue;
		const bool same = before && before->contact == field->contact;
		tally[filled] -= same;
		filled = same ? both(filled, field->filled) : field->filled;
		tally[filled]++;
		before = field;
	}
	return (struct sight){ .records = check->on_contact ? customer->contact_count : 1,
			       .there = tally[TRI_YES] + tally[TRI_NO] + tally[TRI_UNKNOWN],
			       .filled = tally[TRI_YES],
			       .unclear = tally[TRI_UNKNOWN] };
}

/* Whether its row does not tell them. */
static bool is_odd(const struct customer *customer, const struct check *check)
{
	return !(check->on_contact ? customer->contact_fields_known : customer->fields_known);
}

static bool is_any_odd(const struct evaluation *e, const struct check *check)
{
	for (size_t i = 0; i < e->account->customer_count; i++)
		if (e->account->customers[i].disabled != TRI_YES &&
		    is_odd(&e->account->customers[i], check))
			return true;
	return false;
}

/* The first active customer that shows it; NULL if none does. */
static const struct customer *first_with(const struct evaluation *e, const struct check *check)
{
	for (size_t i = 0; i < e->account->customer_count; i++) {
		const struct customer *customer = &e->account->customers[i];
		if (customer->disabled == TRI_NO && look_at(customer, check).there)
			return customer;
	}
	return NULL;
}

static void observe(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	const struct observation observation = {
		.object = "custom-field",
		.subject = arena_printf(e->arena, "Custom field %s of %s", check->name,
					check->on_contact ? "contacts" : "customers"),
		.expected = "there is one",
		.observed = finding->summary,
		.source = "GET /customers",
	};

	finding_conclude(e->arena, finding, &observation);
}

/*
 * That no record shows the field does not say that there is none: whether Syncro shows one that
 * nobody has filled in is not documented.
 */
static void decide_exists(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	const struct customer *customer = first_with(e, check);
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]);
	if (!gap && is_any_odd(e, check))
		gap = REASON_MALFORMED;
	const char *whose = check->on_contact ? "contact" : "customer";

	if (customer)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "%s%s has the custom field %s.",
					    check->on_contact ? "A contact of " : "",
					    naming_customer(e->arena, customer), check->name));
	else if (gap)
		finding_unknown(finding, gap,
				arena_printf(e->arena,
					     "The custom field %s was not seen, but not all "
					     "custom fields could be read: %s.",
					     check->name, reason_text(gap)));
	if (customer || gap) {
		observe(e, finding);
		return;
	}
	checks_ask_a_person(
		e, finding,
		arena_printf(e->arena,
			     "No %s shows the custom field %s; Syncro's API may not show "
			     "one that is filled in nowhere, so please look it up and "
			     "confirm it.",
			     whose, check->name),
		"there is one");
}

/* Whether there is anything that could have the field. */
static bool is_any_record(const struct evaluation *e, const struct check *check)
{
	for (size_t i = 0; i < e->account->customer_count; i++)
		if (e->account->customers[i].disabled != TRI_YES &&
		    look_at(&e->account->customers[i], check).records)
			return true;
	return false;
}

/* Whether a text says 0, or a box is not ticked, no answer shows. */
static void ask_of_checkbox(struct evaluation *e, struct finding *finding,
			    const struct naming *unclear, const char *expected)
{
	checks_ask_a_person(
		e, finding,
		arena_printf(
			e->arena,
			"For %s Syncro tells 0, f, false or off as %s: that may be what was "
			"entered, or a checkbox that is not ticked. Please look it up and confirm "
			"it: %s.",
			evaluation_count(e->arena, unclear->count, "customer", "customers"),
			finding->requirement->check.name, naming_list(e->arena, unclear, "")),
		expected);
}

static void look_at_filled(struct evaluation *e, struct finding *finding,
			   const struct customer *customer, const struct customer_texts *texts,
			   struct customer_tally *tally, struct naming *unclear)
{
	const struct check *check = &finding->requirement->check;
	const struct sight sight = look_at(customer, check);
	const bool odd = is_odd(customer, check);

	if (sight.filled == sight.records && !odd)
		return;
	if (odd || customer->disabled == TRI_UNKNOWN)
		tally->possible++;
	else if (sight.filled + sight.unclear < sight.records)
		customer_tally_observe(e, finding, tally, customer, texts,
				       sight.there ? "is there, not filled in"
						   : "is not shown, so not filled in");
	else if (naming_count(unclear))
		naming_add(e->arena, unclear, naming_customer(e->arena, customer));
}

/* A field that is filled in is shown: one that is not shown is not filled in. */
static void decide_filled(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	const char *whose = check->on_contact ? " for each of its contacts" : "";
	const struct customer_texts texts = {
		.expected = arena_printf(e->arena, "every active customer has %s filled in%s",
					 check->name, whose),
		.one = arena_printf(e->arena, "does not have %s filled in%s", check->name, whose),
		.many = arena_printf(e->arena, "do not have %s filled in%s", check->name, whose),
		.none = arena_printf(e->arena, "each with %s filled in%s", check->name, whose),
		.lists = "customers",
		.source = "GET /customers",
		.each = true,
		.nothing = is_any_record(e, check)
				   ? NULL
				   : "No active customer has a contact, so there is "
				     "nothing to check.",
	};
	struct customer_tally tally;
	struct naming unclear = { .count = 0 };

	customer_tally_init(e, &tally);
	for (size_t i = 0; i < e->account->customer_count; i++)
		if (e->account->customers[i].disabled != TRI_YES)
			look_at_filled(e, finding, &e->account->customers[i], &texts, &tally,
				       &unclear);
	if (unclear.count && !tally.certain && !tally.possible && !tally.gap)
		ask_of_checkbox(e, finding, &unclear, texts.expected);
	else
		customer_tally_decide(e, finding, &tally, &texts);
}

void check_custom_field(struct evaluation *e, struct finding *finding)
{
	if (finding->requirement->check.filled)
		decide_filled(e, finding);
	else
		decide_exists(e, finding);
}
