#include <stdlib.h>
#include <string.h>

#include "audit/compare/reach.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/core/words.h"

/* Whether there are customers who may have an issue, and it is not known. */
static bool has_open_customers(const struct results *results)
{
	for (size_t i = 0; i < results->finding_count; i++) {
		const struct results_finding *finding = &results->findings[i];
		for (size_t j = 0; j < finding->observation_count; j++)
			if (finding->observations[j].verdict == VERDICT_UNKNOWN &&
			    strcmp(finding->observations[j].object, OBSERVATION_CUSTOMERS) == 0)
				return true;
	}
	return false;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "A, B": in one order, whatever order they were read in. */
static const char *joined(struct arena *arena, const char *const *texts, size_t count)
{
	const char **sorted = arena_copy(arena, texts, count * sizeof *texts);

	if (count)
		qsort(sorted, count, sizeof *sorted, by_text);
	return text_join(arena, sorted, count);
}

/* "in-force" as a reader says it. */
static const char *words(struct arena *arena, const char *name)
{
	char *copy = arena_strdup(arena, name);

	for (char *dash = copy; (dash = strchr(dash, '-'));)
		*dash = ' ';
	return copy;
}

/* Nobody may be there: what was delivered shows a number and nothing else. */
static bool is_number_only(const struct results_user *user)
{
	return !user->gone && !*user->name && !*user->email && !user->group_count &&
	       user->global_admin == TRI_UNKNOWN;
}

static bool has_number_only(const struct results *results)
{
	for (size_t i = 0; i < results->user_count; i++)
		if (is_number_only(&results->users[i]))
			return true;
	return false;
}

static struct records users_of(const struct comparing *c, const struct results *from)
{
	const bool detailed =
		!reach_short(c->before, OF(DETAILS)) && !reach_short(c->after, OF(DETAILS));
	struct records out = { arena_array(c->scratch, from->user_count, sizeof *out.items), 0 };

	for (size_t i = 0; i < from->user_count; i++) {
		const struct results_user *user = &from->users[i];
		/* `gone`: the token owner, who is none of the users any more. */
		if (user->gone || is_number_only(user))
			continue;
		struct record *record = &out.items[out.count++];
		*record = (struct record){ .id = user->id, .key = "", .name = user->name };
		record->fields[0] = user->name;
		record->fields[1] = tri_name(user->global_admin);
		record->fields[2] = detailed && c->same_edition ? user->email : NULL;
		record->fields[3] =
			detailed ? joined(c->arena, user->groups, user->group_count) : NULL;
	}
	return out;
}

static struct records permissions_of(const struct comparing *c, const struct results *from)
{
	struct records out = { arena_array(c->scratch, from->permission_count, sizeof *out.items),
			       from->permission_count };

	for (size_t i = 0; i < from->permission_count; i++) {
		const struct results_permission *permission = &from->permissions[i];
		out.items[i] = (struct record){ .key = permission->name, .name = permission->name };
		out.items[i].fields[0] = tri_name(permission->granted);
		out.items[i].fields[1] = c->same_profile ? class_name(permission->class) : NULL;
		out.items[i].fields[2] = proof_name(permission->proof);
	}
	return out;
}

static struct records groups_of(const struct comparing *c, const struct results *from)
{
	struct records out = { arena_array(c->scratch, from->group_count, sizeof *out.items),
			       from->group_count };

	for (size_t i = 0; i < from->group_count; i++) {
		const struct security_group *group = &from->groups[i];
		out.items[i] = (struct record){ .key = group->name, .name = group->name };
		out.items[i].fields[0] = arena_printf(c->arena, "%zu", group->member_count);
		out.items[i].fields[1] = group->access_type;
		out.items[i].fields[2] =
			joined(c->arena, group->permissions, group->permission_count);
	}
	return out;
}

/* All that a rule looks at, in one order; NULL: not known. */
static const char *addresses_of(const struct comparing *c, const struct results_customer *customer)
{
	const size_t count = customer->address_count + 1;
	const char **texts = arena_array(c->scratch, count, sizeof *texts);
	size_t used = 0;

	if (!customer->email || !c->same_edition)
		return NULL;
	if (*customer->email)
		texts[used++] = customer->email;
	for (size_t i = 0; i < customer->address_count; i++)
		if (*customer->addresses[i].text)
			texts[used++] = customer->addresses[i].text;
	if (used < 2)
		return used ? texts[0] : "";
	return joined(c->arena, texts, used);
}

static struct records customers_of(const struct comparing *c, const struct results *from)
{
	WORDS(states, TRI_COUNT, "unknown", "active", "disabled");
	struct records out = { arena_array(c->scratch, from->row_count, sizeof *out.items),
			       from->row_count };

	for (size_t i = 0; i < from->row_count; i++) {
		const struct results_customer *customer = &from->rows[i];
		out.items[i] = (struct record){ .id = customer->id, .key = "" };
		out.items[i].name = customer->name;
		out.items[i].fields[0] = c->same_edition ? customer->name : NULL;
		out.items[i].fields[1] = states[customer->active];
		out.items[i].fields[2] = addresses_of(c, customer);
	}
	return out;
}

static struct records issues_of(const struct comparing *c, const struct results *from)
{
	struct records out = { arena_array(c->scratch, from->issue_count, sizeof *out.items),
			       from->issue_count };

	for (size_t i = 0; i < from->issue_count; i++) {
		const struct results_issue *issue = &from->issues[i];
		out.items[i] = (struct record){ .id = issue->customer_id,
						.key = issue_name(issue->kind),
						.name = issue->name };
		out.items[i].fields[0] = words(c->arena, issue_name(issue->kind));
		out.items[i].fields[1] = issue->waived ? "yes" : "";
	}
	return out;
}

static const char *day(struct arena *arena, const char *date)
{
	char text[CLOCK_TEXT];

	return clock_day(text, date) == 0 ? arena_strdup(arena, text) : date;
}

/* "accepted until 15 December 2026 (Anselm Reed): moved next week" */
static const char *accepted(struct arena *arena, const struct waiver *waiver, bool unneeded,
			    bool masked)
{
	TABLE(const char *const, states, STANDING_COUNT, [STANDING_IN_FORCE] = "accepted until",
	      [STANDING_EXPIRING] = "accepted until", [STANDING_EXPIRED] = "acceptance ended on",
	      [STANDING_UNMATCHED] = "not found here; written to last until");
	const char *state =
		unneeded ? "no longer needed; written to last until" : states[waiver->standing];

	if (masked)
		return arena_printf(arena, "%s %s", state, day(arena, waiver->expires_on));
	return arena_printf(arena, "%s %s (%s): %s", state, day(arena, waiver->expires_on),
			    waiver->approved_by, waiver->reason);
}

static const char *confirmed(struct arena *arena, const struct attestation *attestation,
			     bool masked)
{
	TABLE(const char *const, states, STANDING_COUNT, [STANDING_IN_FORCE] = "valid until",
	      [STANDING_EXPIRING] = "valid until", [STANDING_EXPIRED] = "ended on",
	      [STANDING_UNMATCHED] = "not found here; written to last until");

	return arena_printf(arena, "%s %s%s%s%s", states[attestation->standing],
			    day(arena, attestation->valid_until), masked ? "" : " (",
			    masked ? "" : attestation->attested_by, masked ? "" : ")");
}

/* "customer 30015" of "customer:30015"; a permission by its name alone. */
static const char *object(struct arena *arena, const char *named)
{
	static const char permission[] = "permission:";
	const char *colon = strchr(named, ':');

	if (strncmp(named, permission, sizeof permission - 1) == 0)
		return named + sizeof permission - 1;
	return colon ? arena_printf(arena, "%.*s %s", (int)(colon - named), named, colon + 1)
		     : named;
}

static struct records waivers_of(const struct comparing *c, const struct results *from)
{
	struct records out = { arena_array(c->scratch, from->waiver_count, sizeof *out.items),
			       from->waiver_count };

	for (size_t i = 0; i < from->waiver_count; i++) {
		const struct waiver *waiver = &from->waivers[i];
		struct record *record = &out.items[i];
		record->key = arena_printf(c->arena, "%s%s%s", waiver->requirement,
					   *waiver->object ? " " : "", waiver->object);
		record->name =
			arena_printf(c->arena, "%s%s%s", waiver->requirement,
				     *waiver->object ? ", " : "", object(c->arena, waiver->object));
		/* Another version may have told it as its state alone. */
		const bool unneeded = waiver->unneeded && c->same_version;
		record->sentence = accepted(c->arena, waiver, unneeded, !c->same_edition);
		record->fields[0] = unneeded ? "no longer needed"
					     : words(c->arena, standing_name(waiver->standing));
		record->fields[1] = waiver->expires_on;
		record->fields[2] = c->same_edition ? waiver->approved_by : NULL;
		record->fields[3] = c->same_edition ? waiver->reason : NULL;
	}
	return out;
}

static struct records attestations_of(const struct comparing *c, const struct results *from)
{
	struct records out = { arena_array(c->scratch, from->attestation_count, sizeof *out.items),
			       from->attestation_count };

	for (size_t i = 0; i < from->attestation_count; i++) {
		const struct attestation *attestation = &from->attestations[i];
		struct record *record = &out.items[i];
		record->key = attestation->requirement;
		record->name = attestation->requirement;
		record->sentence = confirmed(c->arena, attestation, !c->same_edition);
		record->fields[0] = words(c->arena, standing_name(attestation->standing));
		record->fields[1] = attestation->valid_until;
		record->fields[2] = c->same_edition ? attestation->attested_by : NULL;
	}
	return out;
}

static const struct kind {
	struct told told;
	bool of_profile;   /* another profile has others */
	bool of_customers; /* a report about one customer does not show the others' */
	unsigned lists;	   /* that say who is there */
	unsigned whole;	   /* without which nothing of it can be told */
	bool (*is_open)(
		const struct results *side); /* whether there may be more of it all the same, */
	const char *open;		     /* and that as a reader hears it */
	struct records (*records)(const struct comparing *c, const struct results *from);
} kinds[] = {
	{ .told = { .kind = COMPARED_PERMISSION,
		    .fields = { "granted", "class", "proof" },
		    .first_alone = true },
	  .records = permissions_of },
	{ .told = { .kind = COMPARED_USER,
		    .fields = { "name", "Global Admin", "e-mail", "security groups" } },
	  .lists = OF(USERS),
	  .is_open = has_number_only,
	  .open = "of some users nothing but the number could be read",
	  .records = users_of },
	{ .told = { .kind = COMPARED_GROUP, .fields = { "members", "access type", "permissions" } },
	  .whole = OF(USERS) | OF(DETAILS),
	  .records = groups_of },
	{ .told = { .kind = COMPARED_CUSTOMER, .fields = { "name", "state", "e-mail" } },
	  .lists = OF(CUSTOMERS),
	  .of_customers = true,
	  .records = customers_of },
	{ .told = { .kind = COMPARED_ISSUE, .fields = { "issue", "accepted" } },
	  .lists = OF_EVERYTHING,
	  .is_open = has_open_customers,
	  .open = "not every customer could be checked",
	  .of_profile = true,
	  .of_customers = true,
	  .records = issues_of },
	{ .told = { .kind = COMPARED_WAIVER,
		    .fields = { "state", "expires on", "approved by", "reason" } },
	  .of_customers = true,
	  .records = waivers_of },
	{ .told = { .kind = COMPARED_ATTESTATION,
		    .fields = { "state", "valid until", "attested by" } },
	  .records = attestations_of },
};

/* Version 0.1.0 could show one customer of many. */
static bool lists_all(const struct results *results)
{
	return !results->rows || results->row_count == results->customers;
}

/* Why nothing of a kind can be compared; NULL if it can. */
static const char *why_not(const struct comparing *c, const struct kind *kind)
{
	const char *missing = reach_short(c->before, kind->whole);

	if (kind->of_profile && !c->same_profile)
		return "the baseline was held against another profile or version of it";
	if (kind->of_customers && (!lists_all(c->before) || !lists_all(c->after)))
		return "one of the reports does not list all its customers";
	if (kind->told.kind == COMPARED_CUSTOMER && (!c->before->rows || !c->after->rows))
		return "one of the reports does not list the customers";
	if (missing)
		return arena_printf(c->arena, "the earlier audit did not read the %s to its end",
				    missing);
	missing = reach_short(c->after, kind->whole);
	return missing ? arena_printf(c->arena, "the %s was not read to its end", missing) : NULL;
}

/* Why a side may not show all that there is of a kind; NULL if it does. */
static const char *shortfall(const struct comparing *c, const struct kind *kind,
			     const struct results *side)
{
	const char *list = reach_short(side, kind->lists);

	if (list)
		return arena_printf(c->arena, "the %s was not read to its end", list);
	return kind->is_open && kind->is_open(side) ? kind->open : NULL;
}

static void compare_kind(struct comparing *c, const struct kind *kind)
{
	const char *gap = why_not(c, kind);

	if (!gap)
		gap = reach_once(c, kind->lists | kind->whole);
	if (gap) {
		c->out->gaps[kind->told.kind] = gap;
		return;
	}
	const char *before = shortfall(c, kind, c->before);
	const char *after = shortfall(c, kind, c->after);
	c->scratch = arena_new();
	struct records was = kind->records(c, c->before), is = kind->records(c, c->after);

	c->out->gaps[kind->told.kind] = reach_gap(c, before, after);
	compare_records(c, &kind->told, &was, &is, !before, !after);
	arena_free(c->scratch);
}

void compare_rows(struct comparing *c)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		compare_kind(c, &kinds[i]);
}
