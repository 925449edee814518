#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/hash.h"
#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

/* Of a list that gave nothing there is no number to tell. */
static const char *count_read(struct evaluation *e, const struct customer_tally *tally)
{
	if (tally->gap && e->account->customer_count == 0)
		return "no customer was read";
	return arena_printf(
		e->arena, "%s read, %zu active",
		evaluation_count(e->arena, e->account->customer_count, "customer", "customers"),
		tally->active);
}

void check_customers_readable(struct evaluation *e, struct finding *finding)
{
	const struct source *source = &e->account->sources[SOURCE_CUSTOMERS];
	struct customer_tally tally;

	customer_tally_init(e, &tally);
	const char *read = count_read(e, &tally);
	if (tally.gap)
		finding_unknown(finding, tally.gap,
				arena_printf(e->arena,
					     "The customer list could not be read to its end: %s.",
					     *source->problem && tally.gap == source->reason
						     ? source->problem
						     : reason_text(tally.gap)));
	else if (tally.active > 0)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "The list was read to its end: %s.", read));
	else if (tally.maybe_active > 0)
		finding_unknown(finding, REASON_MALFORMED,
				"The list was read, but not which customers are active.");
	else
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       "The list was read to its end and has no active customer, so there "
			       "is nothing to connect.");
	if (!tally.gap && finding->verdict != VERDICT_UNKNOWN)
		customer_total_note(e, finding);
	if (tally.gap && source->overstated)
		finding_add(e->arena, finding,
			    "If Syncro itself shows no more customers than were read, a person can "
			    "attest that number (customers.total).");
	const struct observation observation = {
		.object = OBSERVATION_CUSTOMERS,
		.subject = "Customer list",
		.expected = "read to its end, at least one active customer",
		.observed = *source->problem
				    ? arena_printf(e->arena, "%s; %s", read, source->problem)
				    : read,
		.source = "GET /customers",
	};

	finding_conclude(e->arena, finding, &observation);
}

void check_have_names(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "every active customer has a business name",
		.one = "has no business name",
		.many = "have no business name",
		.none = "each with a business name",
		.lists = "customers",
		.source = "GET /customers",
	};
	const struct account *account = e->account;
	struct arena *scratch = arena_new();
	struct customer_tally tally;

	customer_tally_init(e, &tally);
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		bool odd = customer->odd & ODD_NAME;
		if (customer->disabled == TRI_YES ||
		    (!odd && !key_is_empty(scratch, customer->business_name)))
			continue;
		if (odd || customer->disabled == TRI_UNKNOWN) {
			tally.possible++;
			continue;
		}
		customer_tally_add(e, &tally, customer);
		evaluation_issue(e, finding, customer, ISSUE_NO_BUSINESS_NAME,
				 *customer->full_name ? "No business name, only a person's name"
						      : "No business name, no person's name");
	}
	arena_free(scratch);
	customer_tally_decide(e, finding, &tally, &texts);
}

static const char *name_of(struct arena *scratch, const struct customer *customer)
{
	const char *name = key_fold(scratch, customer->business_name);

	return *name ? name : key_fold(scratch, customer->full_name);
}

static bool is_named(const struct customer *customer)
{
	return customer->disabled != TRI_YES && !(customer->odd & ODD_NAME);
}

/* What is known of names without keeping them: those of a slot may be the same. */
struct slots {
	uint32_t *of;	/* each customer's */
	uint8_t *names; /* so many in each, or more: SHARED */
};

#define SHARED 2
#define FOLDED_AT_ONCE 4096

static struct slots slots_new(const struct account *account)
{
	const size_t count = account->customer_count;
	struct slots slots = { .of = xcalloc(count, sizeof *slots.of) };
	struct arena *scratch = NULL;
	size_t size = 64;

	while (size < 4 * count)
		size *= 2;
	slots.names = xcalloc(size, 1);
	for (size_t i = 0; i < count; i++) {
		if (i % FOLDED_AT_ONCE == 0) {
			arena_free(scratch);
			scratch = arena_new();
		}
		if (!is_named(&account->customers[i]))
			continue;
		const char *name = name_of(scratch, &account->customers[i]);
		slots.of[i] = (uint32_t)(hash_steps(HASH_BEGIN, name, strlen(name)) & (size - 1));
		if (slots.names[slots.of[i]] < SHARED)
			slots.names[slots.of[i]]++;
	}
	arena_free(scratch);
	return slots;
}

/* The names of customers that are or may be active, sorted, but most that only one has. */
static size_t collect_names(const struct account *account, struct arena *scratch, struct key *keys)
{
	struct slots slots = slots_new(account);
	size_t count = 0;

	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		if (!is_named(customer) || slots.names[slots.of[i]] < SHARED)
			continue;
		const char *name = name_of(scratch, customer);
		if (*name)
			keys[count++] = (struct key){ .text = name, .place = i };
	}
	free(slots.of);
	free(slots.names);
	key_sort(keys, count);
	return count;
}

/* Of those it is not known whose name they share. */
static size_t count_unnamed(const struct account *account)
{
	size_t count = 0;

	for (size_t i = 0; i < account->customer_count; i++)
		count += account->customers[i].disabled != TRI_YES &&
			 account->customers[i].odd & ODD_NAME;
	return count;
}

static const char *duplicate_detail(struct evaluation *e, size_t others,
				    const struct customer *other)
{
	const char *same = arena_printf(e->arena, "Same name as customer %" PRId64, other->id);

	return others == 1 ? same : arena_printf(e->arena, "%s and %zu more", same, others - 1);
}

#define NAMED_OF_A_NAME 3

/* "Acme (1) and ACME (2)": those of one name are one thing to look at. */
static const char *name_together(struct evaluation *e, const struct key *keys, size_t active)
{
	const struct customer *customers = e->account->customers;
	const size_t most = active > NAMED_OF_A_NAME ? NAMED_OF_A_NAME : active;
	const char *text = "";

	for (size_t i = 0, named = 0; named < most; i++) {
		const struct customer *customer = &customers[keys[i].place];
		if (customer->disabled != TRI_NO)
			continue;
		named++;
		const char *before = named == 1 ? "" : named == active ? " and " : ", ";
		text = arena_printf(e->arena, "%s%s%s", text, before,
				    naming_customer(e->arena, customer));
	}
	if (active > most)
		text = arena_printf(e->arena, "%s and %zu more of that name", text, active - most);
	return text;
}

/* Those of one name that are certainly active: how many, and two of them. */
struct namesakes {
	size_t active;
	const struct customer *first, *second;
};

static struct namesakes find_namesakes(const struct account *account, const struct key *keys,
				       size_t count)
{
	struct namesakes found = { .active = 0 };

	for (size_t i = 0; i < count; i++) {
		const struct customer *customer = &account->customers[keys[i].place];
		if (customer->disabled != TRI_NO)
			continue;
		if (found.active == 0)
			found.first = customer;
		else if (found.active == 1)
			found.second = customer;
		found.active++;
	}
	return found;
}

/* Customers of one name: two certainly active ones are duplicates of each other. */
static void count_group(struct evaluation *e, struct finding *finding, struct customer_tally *tally,
			const struct key *keys, size_t count)
{
	const struct namesakes found = find_namesakes(e->account, keys, count);

	if (found.active < 2) {
		tally->possible += count > 1 ? count : 0;
		return;
	}
	tally->possible += count - found.active;
	tally->certain += found.active;
	if (naming_count(&tally->named))
		naming_add(e->arena, &tally->named, name_together(e, keys, found.active));
	for (size_t i = 0; i < count; i++) {
		const struct customer *customer = &e->account->customers[keys[i].place];
		const struct customer *other = customer == found.first ? found.second : found.first;
		if (customer->disabled == TRI_NO)
			evaluation_issue(e, finding, customer, ISSUE_DUPLICATE_NAME,
					 duplicate_detail(e, found.active - 1, other));
	}
}

void check_unique_names(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "no two active customers have the same name",
		.one = "shares its name with another",
		.many = "share their name with another",
		.none = "each with a unique name",
		.lists = "customers",
		.source = "GET /customers",
	};
	struct arena *scratch = arena_new();
	struct key *keys = arena_array(scratch, e->account->customer_count, sizeof *keys);
	struct customer_tally tally;

	customer_tally_init(e, &tally);
	tally.possible = count_unnamed(e->account);
	size_t count = collect_names(e->account, scratch, keys);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (!key_equal(&keys[i], &keys[end]))
				break;
		count_group(e, finding, &tally, keys + i, end - i);
	}
	arena_free(scratch);
	customer_tally_decide(e, finding, &tally, &texts);
}
