#include "report/pdf/internal.h"

#include <inttypes.h>
#include <math.h>

#include "audit/core/array.h"

static struct compose_cell standing_cell(enum standing standing)
{
	return (struct compose_cell){ .kind = CELL_PILL,
				      .text = view_standing_label(standing),
				      .colour = pdf_standing_colour(standing) };
}

static double standing_most(struct compose *compose)
{
	double most = 0;

	for (int standing = 0; standing < STANDING_COUNT; standing++)
		most = fmax(most, compose_pill_width(compose,
						     view_standing_label((enum standing)standing)));
	return most;
}

static const char *target_of(struct compose *compose, const struct view *view, const char *id)
{
	const struct finding *finding = pdf_finding_of(view, id);

	return finding ? pdf_finding_target(compose, finding->requirement) : NULL;
}

static const char *about_of(struct compose *compose, const struct view *view, const char *id)
{
	const struct finding *finding = pdf_finding_of(view, id);

	return finding ? pdf_finding_about(compose, finding->requirement) : NULL;
}

static void add_waiver(struct compose *compose, struct compose_table *table,
		       const struct view *view, const struct waiver *waiver)
{
	const char *no_effect =
		waiver->standing >= STANDING_EXPIRING && !waiver->effective && !waiver->unneeded
			? "has no effect here"
			: NULL;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = waiver->requirement,
		  .below = view_waiver_object(flow_arena(compose->flow), view->audit, waiver),
		  .target = target_of(compose, view, waiver->requirement),
		  .about = about_of(compose, view, waiver->requirement) },
		{ .kind = CELL_TEXT, .text = waiver->reason, .below = waiver->reference },
		{ .kind = CELL_TEXT,
		  .text = waiver->owner,
		  .below = compose_printf(compose, "approved by %s", waiver->approved_by) },
		{ .kind = CELL_TEXT, .text = waiver->expires_on, .below = no_effect },
		{ .kind = CELL_PILL,
		  .text = view_waiver_label(waiver),
		  .colour = pdf_standing_colour(waiver->unneeded ? STANDING_UNMATCHED
								 : waiver->standing) },
	};

	compose_table_row(table, cells);
}

static void add_waivers(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Requirement", 0.14, false },
		{ "Reason", 0.31, false },
		{ "Owner and approval", 0.26, false },
		{ "Until", 0.115, false },
		{ "State", 0.175, false },
	};
	/* What asks for something stands first. */
	static const enum standing order[] = { STANDING_EXPIRED, STANDING_EXPIRING,
					       STANDING_UNMATCHED, STANDING_IN_FORCE };
	const struct audit *audit = view->audit;
	struct compose_table table;

	compose_heading(compose, "Accepted exceptions");
	if (!audit->waiver_count) {
		compose_paragraph(compose, STYLE_BODY, "No exception was accepted.");
		return;
	}
	compose_paragraph(
		compose, STYLE_BODY,
		"An exception does not change a result. Expired, not found or no longer needed, it has "
		"no effect.");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 4, standing_most(compose));
	for (size_t s = 0; s < COUNT_OF(order); s++)
		for (size_t i = 0; i < audit->waiver_count; i++)
			if (audit->waivers[i].standing == order[s])
				add_waiver(compose, &table, view, &audit->waivers[i]);
	compose_table_end(&table);
}

/* A person's word, whatever it is of. */
struct word {
	const char *of, *below; /* the requirement, the token, a group */
	const char *statement, *evidence;
	const char *by, *on, *until;
	enum standing standing;
};

static void add_word(struct compose *compose, struct compose_table *table, const struct view *view,
		     const struct word *word)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = word->of,
		  .below = word->below,
		  .target = target_of(compose, view, word->of),
		  .about = about_of(compose, view, word->of) },
		{ .kind = CELL_TEXT, .text = word->statement, .below = word->evidence },
		{ .kind = CELL_TEXT, .text = word->by, .below = word->on },
		{ .kind = CELL_TEXT, .text = word->until },
		standing_cell(word->standing),
	};

	compose_table_row(table, cells);
}

static void add_attestation(struct compose *compose, struct compose_table *table,
			    const struct view *view, const struct attestation *attestation)
{
	add_word(compose, table, view,
		 &(struct word){ .of = attestation->requirement,
				 .below = attestation->verdict == VERDICT_PASS ? "confirms: met"
					  : attestation->verdict == VERDICT_FAIL
						  ? "confirms: not met"
						  : "not filled in",
				 .statement = attestation->statement,
				 .evidence = attestation->evidence,
				 .by = attestation->attested_by,
				 .on = attestation->attested_on,
				 .until = attestation->valid_until,
				 .standing = attestation->standing });
}

static void add_permissions(struct compose *compose, struct compose_table *table,
			    const struct view *view, const char *of,
			    const struct attested_permissions *attested)
{
	add_word(compose, table, view,
		 &(struct word){
			 .of = of,
			 .below = attested->name,
			 .statement = compose_printf(
				 compose, "%s named%s",
				 compose_count(compose, attested->permission_count, "permission",
					       "permissions"),
				 attested->complete ? "; all others are confirmed as not granted"
						    : ""),
			 .evidence = attested->unknown_count
					     ? compose_printf(compose,
							      "%zu of the names given are not "
							      "permissions known here",
							      attested->unknown_count)
					     : NULL,
			 .by = attested->attested_by,
			 .on = attested->attested_on,
			 .until = attested->valid_until,
			 .standing = attested->standing });
}

static void add_total(struct compose *compose, struct compose_table *table, const struct view *view,
		      const struct attested_total *total)
{
	add_word(compose, table, view,
		 &(struct word){ .of = "Customer list",
				 .statement = compose_printf(
					 compose, "Syncro itself shows %" PRId64 " customers",
					 total->total),
				 .evidence = total->evidence,
				 .by = total->attested_by,
				 .on = total->attested_on,
				 .until = total->valid_until,
				 .standing = total->standing });
}

static size_t count_attested(const struct audit *audit)
{
	return audit->attestation_count + (audit->token ? 1 : 0) + audit->group_attested_count +
	       (audit->customers_attested ? 1 : 0);
}

static void add_attestations(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "About", 0.14, false },	 { "Statement", 0.31, false },
		{ "By, and when", 0.26, false }, { "Valid until", 0.115, false },
		{ "State", 0.175, false },
	};
	const struct audit *audit = view->audit;
	struct compose_table table;

	compose_heading(compose, "Confirmations");
	if (!count_attested(audit)) {
		compose_paragraph(compose, STYLE_BODY, "No confirmations.");
		return;
	}
	compose_paragraph(
		compose, STYLE_BODY,
		"What cannot be read through the API can be confirmed by a named person for a "
		"limited time.");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 4, standing_most(compose));
	for (size_t i = 0; i < audit->attestation_count; i++)
		add_attestation(compose, &table, view, &audit->attestations[i]);
	if (audit->token)
		add_permissions(compose, &table, view, "Token", audit->token);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		add_permissions(compose, &table, view, "Security group",
				&audit->groups_attested[i]);
	if (audit->customers_attested)
		add_total(compose, &table, view, audit->customers_attested);
	compose_table_end(&table);
}

/* How many of them count, and what became of the others. */
struct tally {
	size_t of[STANDING_COUNT];
	size_t blank; /* were not filled in */
};

static struct tally tally_waivers(const struct audit *audit)
{
	struct tally tally = { .blank = 0 };

	for (size_t i = 0; i < audit->waiver_count; i++)
		tally.of[audit->waivers[i].standing]++;
	return tally;
}

static struct tally tally_words(const struct audit *audit)
{
	struct tally tally = { .blank = 0 };

	for (size_t i = 0; i < audit->attestation_count; i++)
		if (audit->attestations[i].verdict == VERDICT_UNKNOWN)
			tally.blank++;
		else
			tally.of[audit->attestations[i].standing]++;
	if (audit->token)
		tally.of[audit->token->standing]++;
	for (size_t i = 0; i < audit->group_attested_count; i++)
		tally.of[audit->groups_attested[i].standing]++;
	if (audit->customers_attested)
		tally.of[audit->customers_attested->standing]++;
	return tally;
}

static const char *other(struct compose *compose, size_t count, const char *what)
{
	return count ? compose_printf(compose, ", %zu %s", count, what) : "";
}

/* "2 accepted exceptions in force, 1 expired, 1 not found" */
static const char *told(struct compose *compose, const struct tally *tally, const char *one,
			const char *many)
{
	return compose_printf(
		compose, "%s in force%s%s%s",
		compose_count(compose, tally->of[STANDING_IN_FORCE] + tally->of[STANDING_EXPIRING],
			      one, many),
		other(compose, tally->of[STANDING_EXPIRED], "expired"),
		other(compose, tally->of[STANDING_UNMATCHED], "not found"),
		other(compose, tally->blank, "not filled in"));
}

void pdf_exceptions(struct compose *compose, const struct view *view)
{
	const struct audit *audit = view->audit;
	const size_t attested = count_attested(audit);
	const struct tally waivers = tally_waivers(audit), words = tally_words(audit);

	if (!audit->waiver_count && !attested) {
		compose_part(compose, "Exceptions and confirmations", "exceptions",
			     "No exception was accepted, and nothing was confirmed");
		return;
	}
	compose_part(
		compose, "Exceptions and confirmations", "exceptions",
		compose_printf(compose, "%s; %s",
			       told(compose, &waivers, "accepted exception", "accepted exceptions"),
			       told(compose, &words, "confirmation", "confirmations")));
	add_waivers(compose, view);
	add_attestations(compose, view);
}
