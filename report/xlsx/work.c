#include "report/xlsx/work.h"

#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/model/work.h"
#include "report/look/theme.h"
#include "report/view/view.h"
#include "report/xlsx/cell.h"
#include "report/xlsx/form.h"
#include "report/xlsx/sheets.h"

const char *const xlsx_work_titles[WORK_COLUMNS] = {
	[WORK_COLUMN_JOB] = "Job",	     [WORK_COLUMN_ID] = "Id",
	[WORK_COLUMN_ACTION] = "Action",     [WORK_COLUMN_RESULT] = "Result",
	[WORK_COLUMN_SEVERITY] = "Severity", [WORK_COLUMN_OWNER] = "Owner",
	[WORK_COLUMN_DUE] = "Due",	     [WORK_COLUMN_STATE] = "State",
	[WORK_COLUMN_RESPONSE] = "Response", [WORK_COLUMN_NOTE] = "Note",
	[WORK_COLUMN_ACCOUNT] = "Account",   [WORK_COLUMN_PROFILE] = "Profile",
	[WORK_COLUMN_REPORT] = "Report id",  [WORK_COLUMN_ASSESSED] = "Assessed on",
	[WORK_COLUMN_FIXED] = "Fixed since",
};

static const double widths[WORK_COLUMNS] = { 24, 9,  34, 18, 10, 18, 12, 13,
					     28, 28, 20, 18, 38, 13, 13 };

struct sheet {
	struct xlsx_sheet *sheet;
	const struct view *view;
	char assessed_on[CLOCK_TEXT];
};

static struct xlsx_cell entry(const char *text)
{
	const enum xlsx_kind kind = *text ? XLSX_STRING : XLSX_BLANK;

	return (struct xlsx_cell){ .kind = kind, .style = XLSX_ENTRY, .text = text };
}

static struct xlsx_cell entry_day(const char *text)
{
	struct xlsx_cell cell = *text ? xlsx_day(text) : entry(text);

	cell.style = XLSX_ENTRY_DATE;
	return cell;
}

static struct xlsx_cell since(const char *text)
{
	return *text ? xlsx_text(text)
		     : (struct xlsx_cell){ .kind = XLSX_BLANK, .style = XLSX_TEXT };
}

static void put_row(const struct sheet *to, const struct work_row *row)
{
	const struct audit *audit = to->view->audit;
	const struct xlsx_cell cells[WORK_COLUMNS] = {
		[WORK_COLUMN_JOB] = xlsx_wrapped(row->job),
		[WORK_COLUMN_ID] = xlsx_strong(row->requirement),
		[WORK_COLUMN_ACTION] = xlsx_wrapped(row->action),
		[WORK_COLUMN_RESULT] = xlsx_wrapped(row->result),
		[WORK_COLUMN_SEVERITY] = xlsx_text(row->severity),
		[WORK_COLUMN_OWNER] = entry(row->owner),
		[WORK_COLUMN_DUE] = entry_day(row->due),
		[WORK_COLUMN_STATE] = entry(work_state_label(row->state)),
		[WORK_COLUMN_RESPONSE] = entry(row->response),
		[WORK_COLUMN_NOTE] = entry(row->note),
		[WORK_COLUMN_ACCOUNT] = xlsx_text(audit->account->subdomain),
		[WORK_COLUMN_PROFILE] = xlsx_text(audit->profile->id),
		[WORK_COLUMN_REPORT] = xlsx_text(audit->report_id),
		[WORK_COLUMN_ASSESSED] = xlsx_text(to->assessed_on),
		[WORK_COLUMN_FIXED] = since(row->fixed_on),
	};

	xlsx_row(to->sheet, cells, WORK_COLUMNS);
}

/* What is known of the requirement today, with what a person wrote about it. */
static struct work_row row_of(const struct view *view, const struct finding *finding,
			      const char *job)
{
	const struct requirement *requirement = finding->requirement;
	const struct work_row *before = work_find(view->audit->work, requirement->id);
	struct work_row row = {
		.owner = "", .due = "", .response = "", .note = "", .fixed_on = ""
	};

	if (before)
		row = *before;
	row.requirement = requirement->id;
	row.job = job;
	row.action = requirement->action;
	row.result = view_result_label(view_result(finding));
	row.severity = view_severity_label(requirement->severity);
	if (row.state == WORK_UNTOLD)
		row.state = WORK_OPEN;
	return row;
}

static bool is_action(const struct view *view, const char *requirement)
{
	for (size_t i = 0; i < view->action_count; i++)
		if (strcmp(view->actions[i].finding->requirement->id, requirement) == 0)
			return true;
	return false;
}

static const struct finding *find_finding(const struct view *view, const char *requirement)
{
	for (size_t i = 0; i < view->finding_count; i++)
		if (strcmp(view->findings[i]->requirement->id, requirement) == 0)
			return view->findings[i];
	return NULL;
}

static void put_heading(const struct sheet *to, const char *heading, bool *stands)
{
	const struct xlsx_cell cell = { .kind = XLSX_STRING,
					.style = XLSX_HEADING,
					.text = heading };

	if (!*stands)
		xlsx_row(to->sheet, &cell, 1);
	*stands = true;
}

static void put_actions(const struct sheet *to)
{
	const struct view *view = to->view;
	bool stands = false;

	if (!view->job_count)
		put_heading(to, XLSX_WORK_DONE, &stands);
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t k = 0; k < view->jobs[i].count; k++) {
			const struct work_row row =
				row_of(view, view->jobs[i].findings[k], view->jobs[i].title);
			put_row(to, &row);
		}
}

/* What people wrote is never thrown away, also where nothing is to be done about it now. */
static void put_kept(const struct sheet *to, const char *heading, bool gone)
{
	const struct work *work = to->view->audit->work;
	bool stands = !gone && !to->view->job_count; /* above */

	for (size_t i = 0; work && i < work->count; i++) {
		struct work_row row = work->rows[i];
		const struct finding *finding = find_finding(to->view, row.requirement);
		if (is_action(to->view, row.requirement) || gone != !finding ||
		    !work_row_is_written(&row))
			continue;
		put_heading(to, heading, &stands);
		if (finding)
			row = row_of(to->view, finding, heading);
		else
			row.result = row.job = heading;
		put_row(to, &row);
	}
}

static void dress(const struct sheet *to)
{
	static const char *const states[] = { "Open",	  "In progress", "Fixed",
					      "Accepted", "Disputed",	 NULL };
	const struct xlsx_range rows = { 2, xlsx_next_row(to->sheet) - 1 };
	const struct theme_colour late = theme_verdict(VERDICT_FAIL);

	xlsx_form_choice(to->sheet, WORK_COLUMN_STATE, rows, states);
	xlsx_form_date(to->sheet, WORK_COLUMN_DUE, rows);
	xlsx_form_colour(to->sheet, WORK_COLUMNS, rows,
			 "=AND(ISNUMBER($G2),$G2<TODAY(),$H2<>\"Fixed\")", late.ink, late.pale);
	xlsx_form_print(to->sheet, WORK_COLUMN_ACCOUNT, rows);
	xlsx_form_protect(to->sheet);
}

int xlsx_work_write(const struct audit *audit, const char *path, struct error *err)
{
	struct view *view = view_new(audit);
	struct xlsx_book *book = xlsx_report_book(view, path, false);
	struct sheet to = { .sheet = xlsx_sheet_new(book, XLSX_WORK_SHEET), .view = view };
	struct xlsx_column columns[WORK_COLUMNS];

	clock_date(to.assessed_on, audit->assessed_at);
	for (size_t i = 0; i < WORK_COLUMNS; i++)
		columns[i] = (struct xlsx_column){ xlsx_work_titles[i], widths[i] };
	xlsx_sheet_table(to.sheet, columns, WORK_COLUMNS, view->action_count);
	xlsx_sheet_keep(to.sheet, WORK_COLUMN_ID + 1);
	xlsx_verdict_badges(to.sheet, WORK_COLUMN_RESULT);
	put_actions(&to);
	put_kept(&to, XLSX_WORK_DONE, false);
	put_kept(&to, XLSX_WORK_GONE, true);
	dress(&to);
	int result = xlsx_book_close(book, err);
	view_free(view);
	return result;
}
