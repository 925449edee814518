#include <inttypes.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

#define MOST_FILES 60

static void add_verdict_terms(struct compose *compose)
{
	static const struct compose_column columns[] = {
		{ "Result", 0.24, false },
		{ "What it says", 0.76, false },
	};
	/* The order of view_verdict_terms. */
	const struct view_term *terms = view_verdict_terms();
	struct compose_table table;

	compose_heading(compose, "The results");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < VERDICT_COUNT && terms[i].term; i++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_VERDICT, .value = (int)verdict_order[i] },
			{ .kind = CELL_TEXT, .text = terms[i].meaning },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static void add_proof_terms(struct compose *compose)
{
	static const struct compose_column columns[] = {
		{ "Proof, strongest first", 0.24, false },
		{ "What it says", 0.76, false },
	};
	struct compose_table table;

	compose_heading(compose, "The strength of proof");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (const struct view_term *term = view_proof_terms(); term->term; term++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG, .text = term->term },
			{ .kind = CELL_TEXT, .text = term->meaning },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static void add_method(struct compose *compose)
{
	compose_heading(compose, "Method and limits");
	for (const char *const *paragraph = view_method(); *paragraph; paragraph++)
		compose_paragraph(compose, STYLE_BODY, *paragraph);
}

static void add_edition(struct compose *compose, const struct view *view)
{
	compose_heading(compose, view->edition);
	for (const char *const *note = view->edition_notes; *note; note++)
		compose_paragraph(compose, STYLE_BODY, *note);
}

/* Who reads it outside is told what was read, not where it stands in an interface. */
static void add_source(struct compose *compose, struct compose_table *table, const char *name,
		       const struct source *source)
{
	const struct theme_colour colour =
		theme_verdict(source->complete ? VERDICT_PASS : VERDICT_UNKNOWN);
	const char *of = source->expected >= 0 ? compose_printf(compose, "of %" PRId64 " announced",
								source->expected)
					       : NULL;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = name, .below = source->problem },
		{ .kind = CELL_TEXT,
		  .text = source->status ? compose_printf(compose, "%d", source->status) : NULL },
		{ .kind = CELL_TEXT, .text = compose_number(compose, (size_t)source->pages) },
		{ .kind = CELL_TEXT,
		  .text = compose_number(compose, (size_t)source->records),
		  .below = of },
		{ .kind = CELL_PILL,
		  .text = source->complete ? "Complete" : "Not complete",
		  .colour = colour },
	};

	compose_table_row(table, cells);
}

static void add_mtp_sources(struct compose *compose, struct compose_table *table,
			    const struct mtp *mtp, bool outside)
{
	if (!mtp)
		return;
	const struct {
		const char *label;
		const struct source *source;
	} sources[] = {
		{ "portal's administrators", &mtp->admins_source },
		{ "portal's integrations", &mtp->integrations_source },
		{ "portal's integration with Syncro", &mtp->details_source },
		{ "portal's mappings", &mtp->mappings_source },
	};

	for (size_t i = 0; i < COUNT_OF(sources); i++)
		add_source(compose, table,
			   outside ? compose_printf(compose, "The %s", sources[i].label)
				   : compose_printf(compose, "MTP: %s", sources[i].source->path),
			   sources[i].source);
}

static void add_sources(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Read from", 0.42, false }, { "Status", 0.1, true },	{ "Pages", 0.1, true },
		{ "Records", 0.2, true },     { "State", 0.18, false },
	};
	const struct account *account = view->audit->account;
	const bool outside = view_is_outside(view);
	struct compose_table table;

	compose_heading(compose, "What was asked");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		add_source(
			compose, &table,
			outside ? compose_printf(compose, "The %s", source_label((enum source_id)i))
				: account->sources[i].path,
			&account->sources[i]);
	add_mtp_sources(compose, &table, account->mtp, outside);
	compose_table_end(&table);
}

static void add_requests(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Answer", 0.7, false },
		{ "Requests", 0.3, true },
	};
	const struct account *account = view->audit->account;
	struct compose_table table;

	compose_heading(compose, "Request log");
	compose_paragraph(compose, STYLE_BODY,
			  compose_printf(compose,
					 "%s sent, %s repeated after a fault; %s without a usable "
					 "answer in the end.",
					 compose_count(compose, (size_t)account->sent,
						       "request was", "requests were"),
					 compose_number(compose, (size_t)account->retried),
					 compose_count(compose, (size_t)account->failed, "stayed",
						       "stayed")));
	if (view_is_outside(view) || !view->outcome_count)
		return;
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < view->outcome_count; i++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_TEXT,
			  .text = view_outcome_label(view->outcomes[i].outcome) },
			{ .kind = CELL_TEXT,
			  .text = compose_number(compose, view->outcomes[i].requests) },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static void add_file(struct compose_table *table, const char *name, const char *about,
		     const char *sha256)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = name, .below = about },
		{ .kind = CELL_MUTED, .text = sha256 },
	};

	compose_table_row(table, cells);
}

static void add_bodies(struct compose *compose, const struct view *view,
		       struct compose_table *table, size_t *shown, size_t *total)
{
	const struct account *account = view->audit->account;

	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		if (!*request->body || !*request->sha256)
			continue;
		if ((*total)++ < MOST_FILES) {
			add_file(table, compose_printf(compose, "evidence/%s", request->body), NULL,
				 request->sha256);
			(*shown)++;
		}
	}
}

static void add_files(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "File", 0.31, false },
		{ "SHA-256", 0.69, false },
	};
	const struct audit *audit = view->audit;
	struct compose_table table;
	size_t shown = 0, total = 0;

	compose_heading(compose, "Files");
	compose_paragraph(
		compose, STYLE_BODY,
		"What this report rests on. The files of the report itself stand with their "
		"SHA-256 in the manifest beside it.");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	add_file(&table, compose_printf(compose, "Profile %s", audit->profile->id),
		 audit->profile->version, audit->profile->sha256);
	if (audit->catalogue)
		add_file(&table, "Permission catalogue", audit->catalogue->version,
			 audit->catalogue->sha256);
	if (!view_is_outside(view))
		add_bodies(compose, view, &table, &shown, &total);
	compose_table_end(&table);
	pdf_more(compose, shown, total, "evidence files");
}

static void add_vendor_pages(struct compose *compose, const struct profile *profile)
{
	if (!profile->source_count)
		return;
	compose_heading(compose, "Where the requirements are documented");
	for (size_t i = 0; i < profile->source_count; i++) {
		const struct profile_source *source = &profile->sources[i];
		compose_fact_link(compose, compose_printf(compose, "as of %s", source->retrieved),
				  source->title, source->url);
	}
}

void pdf_method(struct compose *compose, const struct view *view)
{
	compose_part(compose, "How to read this report", "reading",
		     "The words, how strong a proof is, the method and its limits");
	add_verdict_terms(compose);
	add_proof_terms(compose);
	add_method(compose);
	add_edition(compose, view);
	add_sources(compose, view);
	add_requests(compose, view);
	add_vendor_pages(compose, view->audit->profile);
	add_files(compose, view);
	compose_paragraph(
		compose, STYLE_NOTE,
		compose_printf(compose, "Made with syncro-audit %s.", view->audit->tool_version));
}
