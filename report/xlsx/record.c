#include <inttypes.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

enum { STATE = 2, EXCEPTION_COLUMNS = 11 };

static void add_waivers(struct xlsx_sheet *sheet, const struct view *view)
{
	const struct audit *audit = view->audit;

	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *w = &audit->waivers[i];
		const struct xlsx_cell cells[EXCEPTION_COLUMNS] = {
			xlsx_strong("Waiver"),
			xlsx_text(w->requirement),
			xlsx_text(view_waiver_label(w)),
			xlsx_day(w->expires_on),
			xlsx_text(w->effective	? "covers the finding"
				  : w->unneeded ? "covers nothing: nothing is amiss"
						: "without effect"),
			xlsx_wrapped(w->reason),
			xlsx_wrapped(w->owner),
			xlsx_wrapped(w->approved_by),
			xlsx_day(w->created_on),
			xlsx_wrapped(view_waiver_object(view->arena, audit, w)),
			xlsx_wrapped(w->reference),
		};
		xlsx_row(sheet, cells, EXCEPTION_COLUMNS);
	}
}

static void add_attestations(struct xlsx_sheet *sheet, const struct audit *audit)
{
	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *a = &audit->attestations[i];
		if (a->verdict == VERDICT_UNKNOWN)
			continue;
		const struct xlsx_cell cells[EXCEPTION_COLUMNS] = {
			xlsx_strong("Attestation"),
			xlsx_text(a->requirement),
			xlsx_text(view_standing_label(a->standing)),
			xlsx_day(a->valid_until),
			xlsx_text(a->used ? "decides the finding" : "without effect"),
			xlsx_wrapped(a->statement),
			{ .kind = XLSX_EMPTY },
			xlsx_wrapped(a->attested_by),
			xlsx_day(a->attested_on),
			xlsx_text(view_verdict_label(a->verdict)),
			xlsx_wrapped(a->evidence),
		};
		xlsx_row(sheet, cells, EXCEPTION_COLUMNS);
	}
}

static const char *attested_statement(const struct view *view,
				      const struct attested_permissions *attested)
{
	struct str text = STR_INIT(STR_BODY);

	str_printf(&text, "%zu permission%s%s", attested->permission_count,
		   attested->permission_count == 1 ? "" : "s",
		   attested->complete ? ", said to be all" : "");
	if (attested == view->audit->token)
		str_printf(&text, "; %s%s", attested->expires ? "expires on " : "open ended",
			   attested->expires_on);
	for (size_t i = 0; i < attested->unknown_count; i++)
		str_printf(&text, "%s%s",
			   i ? ", " : "; not in the catalogue: ", attested->unknown_permissions[i]);
	return str_keep(&text, view->arena);
}

static void add_total(struct xlsx_sheet *sheet, const struct view *view,
		      const struct attested_total *total)
{
	const struct xlsx_cell cells[EXCEPTION_COLUMNS] = {
		xlsx_strong("Customer attestation"),
		{ .kind = XLSX_EMPTY },
		xlsx_text(view_standing_label(total->standing)),
		xlsx_day(total->valid_until),
		xlsx_text(total->used ? "completes the list" : "without effect"),
		xlsx_wrapped(arena_printf(view->arena, "Syncro itself shows %" PRId64 " customers",
					  total->total)),
		{ .kind = XLSX_EMPTY },
		xlsx_wrapped(total->attested_by),
		xlsx_day(total->attested_on),
		{ .kind = XLSX_EMPTY },
		xlsx_wrapped(total->evidence),
	};

	xlsx_row(sheet, cells, EXCEPTION_COLUMNS);
}

static void add_attested(struct xlsx_sheet *sheet, const struct view *view, const char *what,
			 const struct attested_permissions *attested)
{
	const struct xlsx_cell cells[EXCEPTION_COLUMNS] = {
		xlsx_strong(what),
		{ .kind = XLSX_EMPTY },
		xlsx_text(view_standing_label(attested->standing)),
		xlsx_day(attested->valid_until),
		{ .kind = XLSX_EMPTY },
		xlsx_wrapped(attested_statement(view, attested)),
		{ .kind = XLSX_EMPTY },
		xlsx_wrapped(attested->attested_by),
		xlsx_day(attested->attested_on),
		xlsx_wrapped(attested->name),
		{ .kind = XLSX_EMPTY },
	};

	xlsx_row(sheet, cells, EXCEPTION_COLUMNS);
}

static size_t row_count(const struct audit *audit)
{
	size_t count = audit->waiver_count + audit->group_attested_count + (audit->token != NULL) +
		       (audit->customers_attested != NULL);

	for (size_t i = 0; i < audit->attestation_count; i++)
		count += audit->attestations[i].verdict != VERDICT_UNKNOWN;
	return count;
}

/* What ends soon, what has ended, and what names nothing. */
static void add_standings(struct xlsx_sheet *sheet)
{
	static const struct {
		enum standing standing;
		enum verdict like;
	} marked[] = {
		{ STANDING_EXPIRING, VERDICT_UNKNOWN },
		{ STANDING_EXPIRED, VERDICT_FAIL },
		{ STANDING_UNMATCHED, VERDICT_NOTAPPLICABLE },
	};

	for (size_t i = 0; i < COUNT_OF(marked); i++) {
		const struct theme_colour colour = theme_verdict(marked[i].like);
		xlsx_sheet_badge(sheet, STATE, view_standing_label(marked[i].standing), colour.ink,
				 colour.pale);
	}
}

void xlsx_exceptions(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[EXCEPTION_COLUMNS] = {
		{ "Kind", 18 },
		{ "Requirement", 14 },
		{ "State", 18 },
		{ "Until", 12 },
		{ "Effect", 20 },
		{ "Reason or statement", 56 },
		{ "Owner", 24 },
		{ "By", 28 },
		{ "On", 12 },
		{ "Object or result", 28 },
		{ "Reference or evidence", 40 },
	};
	const struct audit *audit = view->audit;
	const size_t rows = row_count(audit);

	if (!rows)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Exceptions");
	xlsx_sheet_table(sheet, columns, EXCEPTION_COLUMNS, rows);
	xlsx_sheet_keep(sheet, 2);
	add_standings(sheet);
	add_waivers(sheet, view);
	add_attestations(sheet, audit);
	if (audit->token)
		add_attested(sheet, view, "Token attestation", audit->token);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		add_attested(sheet, view, "Group attestation", &audit->groups_attested[i]);
	if (audit->customers_attested)
		add_total(sheet, view, audit->customers_attested);
}

void xlsx_requests(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "No.", 9 },	   { "Path", 52 },	   { "Method", 10 },
		{ "Status", 9 },   { "Outcome", 22 },	   { "Stored as", 34 },
		{ "Started", 20 }, { "Took (ms)", 11 },	   { "Tries", 8 },
		{ "Bytes", 12 },   { "What it said", 60 }, { "SHA-256 of what is stored", 70 },
	};
	const struct account *account = view->audit->account;

	/* The auditor's edition leaves request detail out. */
	if (view_is_outside(view) || !account->request_count)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, XLSX_REQUESTS);
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), account->request_count);
	xlsx_sheet_keep(sheet, 2);
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		const struct xlsx_cell none = { .kind = XLSX_EMPTY };
		const struct xlsx_cell started = { .kind = XLSX_MOMENT,
						   .style = XLSX_TIME,
						   .number = request->started_at };
		const char *number = request_number(view->arena, i + 1);
		bool sent = request->attempts > 0;
		const struct xlsx_cell cells[] = {
			xlsx_strong(number),
			xlsx_wrapped(request->api == API_MTP
					     ? arena_printf(view->arena, "MTP: %s", request->path)
					     : request->path),
			xlsx_text(request->method),
			request->status ? xlsx_id(request->status) : none,
			xlsx_wrapped(view_outcome_label(request->outcome)),
			xlsx_evidence_file(view->arena, request->body, request->body),
			sent ? started : none,
			sent ? xlsx_number(request->took_ms) : none,
			xlsx_number(request->attempts),
			xlsx_number(request->bytes),
			xlsx_wrapped(request->said),
			xlsx_text(request->sha256),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

static void about_row(struct xlsx_sheet *sheet, const char *name, const char *value)
{
	const struct xlsx_cell cells[] = { xlsx_strong(name), xlsx_wrapped(value) };

	xlsx_row(sheet, cells, 2);
}

static void heading(struct xlsx_sheet *sheet, const char *text)
{
	const struct xlsx_cell cell = { .kind = XLSX_STRING, .style = XLSX_HEADING, .text = text };

	xlsx_skip_rows(sheet, 1);
	xlsx_row(sheet, &cell, 1);
}

static void add_terms(struct xlsx_sheet *sheet, const char *title, const struct view_term *terms)
{
	heading(sheet, title);
	for (; terms->term; terms++)
		about_row(sheet, terms->term, terms->meaning);
}

void xlsx_about(struct xlsx_book *book, const struct view *view)
{
	static const double widths[] = { 30, 110, 14 };
	const struct audit *audit = view->audit;
	const struct profile *profile = audit->profile;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "About");

	xlsx_sheet_widths(sheet, widths, 3);
	heading(sheet, "This report");
	about_row(sheet, "Report", audit->report_id);
	about_row(sheet, "Made with",
		  arena_printf(view->arena, "syncro-audit %s", audit->tool_version));
	about_row(sheet, "Profile",
		  arena_printf(view->arena, "%s (%s), version %s", profile->title, profile->id,
			       profile->version));
	about_row(sheet, "SHA-256 of the profile", profile->sha256);
	about_row(sheet, "SHA-256 of the permission catalogue", audit->catalogue->sha256);
	about_row(sheet, "Account", audit->account->base_url);
	heading(sheet, view->edition);
	for (const char *const *note = view->edition_notes; *note; note++)
		about_row(sheet, "", *note);
	heading(sheet, "Sources of the requirements");
	for (size_t i = 0; i < profile->source_count; i++) {
		const struct profile_source *source = &profile->sources[i];
		const struct xlsx_cell cells[] = { xlsx_wrapped(source->title),
						   xlsx_link(source->url, source->url),
						   xlsx_day(source->retrieved) };
		xlsx_row(sheet, cells, 3);
	}
	add_terms(sheet, "Results", view_result_terms());
	add_terms(sheet, "Strength of proof", view_proof_terms());
	heading(sheet, "Method and limits");
	for (const char *const *paragraph = view->method; *paragraph; paragraph++)
		about_row(sheet, "", *paragraph);
}
