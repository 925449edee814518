#include "report/pdf/internal.h"

#include <inttypes.h>

#include "audit/core/array.h"

static struct compose_cell standing_cell(enum standing standing)
{
	return (struct compose_cell){ .kind = CELL_PILL,
				      .text = view_standing_label(standing),
				      .colour = pdf_standing_colour(standing) };
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
	const char *no_effect = waiver->standing >= STANDING_EXPIRING && !waiver->effective
					? "without effect here"
					: NULL;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = waiver->requirement,
		  .below = waiver->object,
		  .target = target_of(compose, view, waiver->requirement),
		  .about = about_of(compose, view, waiver->requirement) },
		{ .kind = CELL_TEXT, .text = waiver->reason, .below = waiver->reference },
		{ .kind = CELL_TEXT,
		  .text = waiver->owner,
		  .below = compose_printf(compose, "approved by %s", waiver->approved_by) },
		{ .kind = CELL_TEXT, .text = waiver->expires_on, .below = no_effect },
		standing_cell(waiver->standing),
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
		"An exception does not change a result. Expired ones, and those that match "
		"nothing here, have no effect.");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t s = 0; s < COUNT_OF(order); s++)
		for (size_t i = 0; i < audit->waiver_count; i++)
			if (audit->waivers[i].standing == order[s])
				add_waiver(compose, &table, view, &audit->waivers[i]);
	compose_table_end(&table);
}

static void add_attestation(struct compose *compose, struct compose_table *table,
			    const struct view *view, const struct attestation *attestation)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = attestation->requirement,
		  .below = attestation->verdict == VERDICT_PASS	  ? "confirms: met"
			   : attestation->verdict == VERDICT_FAIL ? "confirms: not met"
								  : "not filled in",
		  .target = target_of(compose, view, attestation->requirement),
		  .about = about_of(compose, view, attestation->requirement) },
		{ .kind = CELL_TEXT,
		  .text = attestation->statement,
		  .below = attestation->evidence },
		{ .kind = CELL_TEXT,
		  .text = attestation->attested_by,
		  .below = attestation->attested_on },
		{ .kind = CELL_TEXT, .text = attestation->valid_until },
		standing_cell(attestation->standing),
	};

	compose_table_row(table, cells);
}

static void add_permissions(struct compose *compose, struct compose_table *table, const char *of,
			    const struct attested_permissions *attested)
{
	const char *what = compose_printf(
		compose, "%s named%s",
		compose_count(compose, attested->permission_count, "permission", "permissions"),
		attested->complete ? "; what is not named is attested as refused" : "");
	const char *unknown =
		attested->unknown_count
			? compose_printf(compose, "%zu of the names given are not known here",
					 attested->unknown_count)
			: NULL;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = of, .below = attested->name },
		{ .kind = CELL_TEXT, .text = what, .below = unknown },
		{ .kind = CELL_TEXT,
		  .text = attested->attested_by,
		  .below = attested->attested_on },
		{ .kind = CELL_TEXT, .text = attested->valid_until },
		standing_cell(attested->standing),
	};

	compose_table_row(table, cells);
}

static void add_total(struct compose *compose, struct compose_table *table,
		      const struct attested_total *total)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = "Customer list" },
		{ .kind = CELL_TEXT,
		  .text = compose_printf(compose, "Syncro itself shows %" PRId64 " customers",
					 total->total),
		  .below = total->evidence },
		{ .kind = CELL_TEXT, .text = total->attested_by, .below = total->attested_on },
		{ .kind = CELL_TEXT, .text = total->valid_until },
		standing_cell(total->standing),
	};

	compose_table_row(table, cells);
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
	for (size_t i = 0; i < audit->attestation_count; i++)
		add_attestation(compose, &table, view, &audit->attestations[i]);
	if (audit->token)
		add_permissions(compose, &table, "Token", audit->token);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		add_permissions(compose, &table, "Security group", &audit->groups_attested[i]);
	if (audit->customers_attested)
		add_total(compose, &table, audit->customers_attested);
	compose_table_end(&table);
}

void pdf_exceptions(struct compose *compose, const struct view *view)
{
	const struct audit *audit = view->audit;
	const size_t attested = count_attested(audit);

	compose_part(
		compose, "Exceptions and confirmations", "exceptions",
		compose_printf(compose, "%s, %s",
			       compose_count(compose, audit->waiver_count, "accepted exception",
					     "accepted exceptions"),
			       compose_count(compose, attested, "confirmation", "confirmations")));
	add_waivers(compose, view);
	add_attestations(compose, view);
}
