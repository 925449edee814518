#include <inttypes.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

/* Words are explained where they are used. */
static bool is_used(const struct view *view, enum view_result result)
{
	for (size_t i = 0; i < view->finding_count; i++)
		if (view_result(view->findings[i]) == result)
			return true;
	return false;
}

static void add_result(struct compose_cell *cells, enum view_result result, const char *meaning)
{
	cells[0] = (struct compose_cell){ .kind = CELL_PILL,
					  .text = view_result_label(result),
					  .colour = theme_verdict(view_result_verdict(result)) };
	cells[1] = (struct compose_cell){ .kind = CELL_TEXT, .text = meaning };
}

static void add_proof(struct compose_cell *cells, const struct view_term *term)
{
	cells[2] = (struct compose_cell){ .kind = CELL_STRONG, .text = term->term };
	cells[3] = (struct compose_cell){ .kind = CELL_TEXT, .text = term->meaning };
}

/* Results at the left, proofs at the right. */
static void add_terms(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Result", 0.19, false },
		{ "Meaning", 0.33, false },
		{ "Proof", 0.13, false },
		{ "Meaning", 0.35, false },
	};
	/* The order of view_result_order. */
	const struct view_term *results = view_result_terms();
	const struct view_term *proof = view_proof_terms();
	const size_t first = flow_count(compose->flow);
	struct compose_table table;

	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < RESULT_COUNT || proof->term; i++) {
		struct compose_cell cells[4];
		for (size_t k = 0; k < COUNT_OF(cells); k++)
			cells[k] = (struct compose_cell){ .kind = CELL_TEXT, .text = PDF_BLANK };
		while (i < RESULT_COUNT && !is_used(view, view_result_order[i]))
			i++;
		if (i < RESULT_COUNT)
			add_result(cells, view_result_order[i], results[i].meaning);
		else if (!proof->term)
			break;
		if (proof->term)
			add_proof(cells, proof++);
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
	flow_keep_together(compose->flow, first, 1); /* the left half may end before the right */
}

static void add_method(struct compose *compose, const struct view *view)
{
	for (const char *const *paragraph = view->method; *paragraph; paragraph++)
		compose_paragraph(compose, STYLE_NOTE, *paragraph);
}

static void add_edition(struct compose *compose, const struct view *view)
{
	for (const char *const *note = view->edition_notes; *note; note++)
		compose_paragraph(compose, STYLE_NOTE, *note);
}

/* What was read goes by its name; where it stands in the interface tells who works with that. */
static void add_source(struct compose *compose, struct compose_table *table, const char *name,
		       const char *path, const struct source *source)
{
	const struct theme_colour colour =
		theme_verdict(source->complete ? VERDICT_PASS : VERDICT_UNKNOWN);
	const char *records = compose_number(compose, (size_t)source->records);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = *path ? compose_printf(compose, "%s (%s)", name, path) : name,
		  .below = source->problem },
		{ .kind = CELL_TEXT,
		  .text = source->status ? compose_printf(compose, "%d", source->status) : NULL },
		{ .kind = CELL_TEXT, .text = compose_number(compose, (size_t)source->pages) },
		{ .kind = CELL_TEXT,
		  .text = source->expected >= 0 ? compose_printf(compose, "%s of %" PRId64, records,
								 source->expected)
						: records },
		{ .kind = CELL_PILL,
		  .text = source->complete ? "Complete" : "Not complete",
		  .colour = colour },
	};

	compose_table_row(table, cells);
}

static void add_mtp_sources(struct compose *compose, struct compose_table *table,
			    const struct view *view)
{
	const struct mtp *mtp = view->audit->account->mtp;

	if (!mtp)
		return;

	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		add_source(compose, table,
			   compose_printf(compose, "The %s", mtp_label((enum mtp_kind)i)),
			   view_is_outside(view) ? "" : mtp->sources[i].path, &mtp->sources[i]);
}

static void add_sources(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "What was read", 0.42, false }, { "Status", 0.1, true },  { "Pages", 0.1, true },
		{ "Records", 0.2, true },	  { "State", 0.18, false },
	};
	const struct account *account = view->audit->account;
	struct compose_table table;

	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		add_source(compose, &table,
			   compose_printf(compose, "The %s", source_label((enum source_id)i)),
			   view_is_outside(view) ? "" : account->sources[i].path,
			   &account->sources[i]);
	add_mtp_sources(compose, &table, view);
	compose_table_end(&table);
}

static const char *answered(struct compose *compose, const struct account *account)
{
	const char *sent = compose_count(compose, (size_t)account->sent, "request", "requests");

	if (account->sent > 0 && !account->retried && !account->failed)
		return compose_printf(compose, "%s, %s answered.", sent,
				      account->sent == 1 ? "which was" : "all");
	return compose_printf(compose, "%s, %s repeated after a fault, %s without a usable answer.",
			      sent, compose_number(compose, (size_t)account->retried),
			      compose_number(compose, (size_t)account->failed));
}

/* The log ties together all that was answered: each of its lines holds the hash of a body. */
static void add_basis(struct compose *compose, const struct view *view)
{
	const struct audit *audit = view->audit;
	const struct account *account = audit->account;

	compose_paragraph(compose, STYLE_NOTE, answered(compose, account));
	compose_paragraph(compose, STYLE_NOTE,
			  compose_printf(compose,
					 "Requirements: %s, version %s, SHA-256 %s. %sThe manifest "
					 "holds the SHA-256 of every file of this report.",
					 audit->profile->title, audit->profile->version,
					 audit->profile->sha256,
					 view_is_outside(view)
						 ? ""
						 : "The workbook lists every request with the "
						   "SHA-256 of its answer. "));
}

static struct compose_cell page_cell(const struct profile_source *source)
{
	return (struct compose_cell){ .kind = CELL_TEXT,
				      .text = source->title,
				      .target = source->url };
}

/* Two to a row. */
static void add_vendor_pages(struct compose *compose, const struct profile *profile)
{
	const struct compose_column columns[] = {
		{ profile->source_count ? compose_printf(compose, "Documented at (read on %s)",
							 view_day(flow_arena(compose->flow),
								  profile->sources[0].retrieved))
					: PDF_BLANK,
		  0.5, false },
		{ PDF_BLANK, 0.5, false },
	};
	struct compose_table table;

	if (!profile->source_count)
		return;
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < profile->source_count; i += 2) {
		struct compose_cell cells[] = { page_cell(&profile->sources[i]),
						{ .kind = CELL_TEXT, .text = PDF_BLANK } };
		if (i + 1 < profile->source_count)
			cells[1] = page_cell(&profile->sources[i + 1]);
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

void pdf_method(struct compose *compose, const struct view *view)
{
	compose_part(compose, "Method", "method", "Terms, proof, method and limits");
	add_terms(compose, view);
	add_method(compose, view);
	add_edition(compose, view);
	add_sources(compose, view);
	add_basis(compose, view);
	add_vendor_pages(compose, view->audit->profile);
	compose_paragraph(
		compose, STYLE_NOTE,
		compose_printf(compose, "Made with syncro-audit %s.", view->audit->tool_version));
}
