/* The tables of overview.xlsx, each a sheet without merged cells, to filter and to pivot. */
#include <string.h>

#include "audit/core/mem.h"
#include "report/fleet/sheets.h"
#include "report/view/changes.h"
#include "report/xlsx/cell.h"

void fleet_state_badges(struct xlsx_sheet *sheet, size_t column)
{
	for (int i = 0; i < FLEET_STATE_COUNT; i++) {
		const struct theme_colour colour = fleet_state_colour((enum fleet_state)i);
		xlsx_sheet_badge(sheet, column, fleet_state_label((enum fleet_state)i), colour.ink,
				 colour.pale);
	}
}

static struct xlsx_cell moment(int64_t ms)
{
	if (!ms)
		return xlsx_text("");
	return (struct xlsx_cell){ .kind = XLSX_MOMENT, .style = XLSX_TIME, .number = ms };
}

static struct xlsx_cell count(size_t number)
{
	return xlsx_number((int64_t)number);
}

static struct xlsx_cell yes(bool is)
{
	return xlsx_text(is ? "yes" : "no");
}

static const char *told(const char *text)
{
	return text ? text : "";
}

/* --- A row an account, what could not be read included -------------------- */

enum {
	A_NAME,
	A_RESULT,
	A_TROUBLE,
	A_PROFILES,
	A_READY,
	A_NOT_READY,
	A_OPEN,
	A_WORSE,
	A_LESS,
	A_BETTER,
	A_REQUESTS,
	A_BEGUN,
	A_ENDED,
	A_ASSESSED,
	A_SUBDOMAIN,
	A_OLDER,
	A_NOTE,
	A_FOLDER,
	A_COLUMNS
};

static const struct xlsx_column account_columns[A_COLUMNS] = {
	[A_NAME] = { "Account", 26 },
	[A_RESULT] = { "Result", 20 },
	[A_TROUBLE] = { "Why it could not be read", 60 },
	[A_PROFILES] = { "Profiles", 10 },
	[A_READY] = { "Ready", 10 },
	[A_NOT_READY] = { "Not ready", 11 },
	[A_OPEN] = { "Not confirmed yet", 18 },
	[A_WORSE] = { "Worse", 10 },
	[A_LESS] = { "Less certain", 13 },
	[A_BETTER] = { "Better", 10 },
	[A_REQUESTS] = { "Requests", 10 },
	[A_BEGUN] = { "Evidence from", 18 },
	[A_ENDED] = { "Evidence to", 18 },
	[A_ASSESSED] = { "Assessed", 18 },
	[A_SUBDOMAIN] = { "Subdomain", 22 },
	[A_OLDER] = { "Older reports", 14 },
	[A_NOTE] = { "Note", 50 },
	[A_FOLDER] = { "Folder", 50 },
};

static size_t verdicts(const struct fleet_row *row, enum overall verdict)
{
	size_t number = 0;

	for (size_t i = 0; i < row->report_count; i++)
		number += row->reports[i]->verdict == verdict;
	return number;
}

/* Its profiles share one pull, unless they come from several folders. */
struct pull {
	size_t requests;
	int64_t begun, ended, assessed; /* 0 = nothing was read */
};

static bool is_same_pull(const struct fleet_report *a, const struct fleet_report *b)
{
	return a->started_at == b->started_at && a->finished_at == b->finished_at;
}

static struct pull pull_of(const struct fleet_row *row)
{
	struct pull pull = { .requests = 0 };

	for (size_t i = 0; i < row->report_count; i++) {
		const struct fleet_report *report = row->reports[i];
		bool counted = false;
		for (size_t k = 0; k < i; k++)
			counted = counted || is_same_pull(row->reports[k], report);
		pull.requests += counted ? 0 : report->sent;
		if (!i || report->started_at < pull.begun)
			pull.begun = report->started_at;
		if (report->finished_at > pull.ended)
			pull.ended = report->finished_at;
		if (report->assessed_at > pull.assessed)
			pull.assessed = report->assessed_at;
	}
	return pull;
}

/* What nobody read has no numbers, and not 0. */
static struct xlsx_cell known(const struct fleet_row *row, size_t number)
{
	return row->report_count ? count(number) : xlsx_text("");
}

/* Of a report that is compared with none nobody knows that nothing moved. */
static struct xlsx_cell drifted(const struct fleet_row *row, enum drift drift)
{
	const size_t number = fleet_drifted(row, drift);

	return number || fleet_compared(row) ? count(number) : xlsx_text("");
}

static void add_account(struct xlsx_sheet *sheet, const struct fleet_row *row)
{
	const struct pull pull = pull_of(row);
	const struct xlsx_cell cells[A_COLUMNS] = {
		[A_NAME] = xlsx_strong(row->name),
		[A_RESULT] = xlsx_text(fleet_state_label(row->state)),
		[A_TROUBLE] = xlsx_wrapped(row->trouble),
		[A_PROFILES] = known(row, row->report_count),
		[A_READY] = known(row, verdicts(row, OVERALL_READY)),
		[A_NOT_READY] = known(row, verdicts(row, OVERALL_NOT_READY)),
		[A_OPEN] = known(row, verdicts(row, OVERALL_INCONCLUSIVE)),
		[A_WORSE] = drifted(row, DRIFT_WORSE),
		[A_LESS] = drifted(row, DRIFT_LESS_CERTAIN),
		[A_BETTER] = drifted(row, DRIFT_BETTER),
		[A_REQUESTS] = known(row, pull.requests),
		[A_BEGUN] = moment(pull.begun),
		[A_ENDED] = moment(pull.ended),
		[A_ASSESSED] = moment(pull.assessed),
		[A_SUBDOMAIN] = xlsx_text(row->subdomain),
		[A_OLDER] = known(row, row->older),
		[A_NOTE] = xlsx_wrapped(row->note),
		[A_FOLDER] = xlsx_text(told(row->read_from)),
	};

	xlsx_row(sheet, cells, A_COLUMNS);
}

void fleet_accounts_sheet(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Accounts");

	xlsx_sheet_table(sheet, account_columns, A_COLUMNS, fleet->count);
	xlsx_sheet_keep(sheet, 2);
	fleet_state_badges(sheet, A_RESULT);
	for (size_t i = 0; i < fleet->count; i++)
		add_account(sheet, &fleet->rows[i]);
}

/* --- A row a report -------------------------------------------------------- */

enum {
	R_NAME,
	R_PROFILE,
	R_RESULT,
	R_COUNTS, /* as many as are counted */
	R_ACCEPTED = R_COUNTS + VIEW_RESULTS_COUNTED,
	R_JOBS,
	R_MOVED,
	R_SENTENCE,
	R_REPORT,
	R_VERSION,
	R_ASSESSED,
	R_EDITION,
	R_TOOL,
	R_COLUMNS
};

static const char *moved_of(const struct fleet_overview *fleet, struct fleet_report *report)
{
	const struct fleet_row alone = { .reports = &report, .report_count = 1 };

	return fleet_moved(fleet, &alone);
}

static void add_report(struct xlsx_sheet *sheet, const struct fleet_overview *fleet,
		       const struct fleet_row *row, struct fleet_report *report)
{
	struct xlsx_cell cells[R_COLUMNS] = {
		[R_NAME] = xlsx_strong(row->name),
		[R_PROFILE] = xlsx_text(report->profile_id),
		[R_RESULT] = xlsx_text(view_overall_label(report->verdict)),
		[R_ACCEPTED] = count(report->counts.waived),
		[R_JOBS] = count(report->task_count),
		[R_MOVED] = xlsx_text(moved_of(fleet, report)),
		[R_SENTENCE] = xlsx_wrapped(report->sentence),
		[R_REPORT] = xlsx_text(report->report_id),
		[R_VERSION] = xlsx_text(report->profile_version),
		[R_ASSESSED] = moment(report->assessed_at),
		[R_EDITION] = xlsx_text(edition_name(report->edition)),
		[R_TOOL] = xlsx_text(report->tool_version),
	};

	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
		cells[R_COUNTS + i] = count(view_counts_of(&report->shown, view_result_order[i]));
	if (report->folder && report->has_xlsx)
		cells[R_REPORT] = (struct xlsx_cell){
			.kind = XLSX_FILE,
			.style = XLSX_LINK,
			.text = report->report_id,
			.target = arena_printf(fleet->arena, "%s/report.xlsx", report->folder),
		};
	xlsx_row(sheet, cells, R_COLUMNS);
}

void fleet_reports_sheet(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	struct xlsx_column *columns = arena_array(fleet->arena, R_COLUMNS, sizeof *columns);
	const struct xlsx_column told_columns[R_COLUMNS] = {
		[R_NAME] = { "Account", 26 },	 [R_PROFILE] = { "Profile", 20 },
		[R_RESULT] = { "Result", 20 },	 [R_ACCEPTED] = { "Accepted", 11 },
		[R_JOBS] = { "Jobs", 8 },	 [R_MOVED] = { "Since the last time", 32 },
		[R_SENTENCE] = { "Why", 80 },	 [R_REPORT] = { "Report", 38 },
		[R_VERSION] = { "Version", 13 }, [R_ASSESSED] = { "Assessed", 18 },
		[R_EDITION] = { "Edition", 11 }, [R_TOOL] = { "Made with", 11 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Reports");

	memcpy(columns, told_columns, sizeof told_columns);
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
		columns[R_COUNTS + i] =
			(struct xlsx_column){ view_result_label(view_result_order[i]), 16 };
	xlsx_sheet_table(sheet, columns, R_COLUMNS, fleet->reports);
	xlsx_sheet_keep(sheet, 2);
	fleet_state_badges(sheet, R_RESULT);
	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++)
			add_report(sheet, fleet, &fleet->rows[i], fleet->rows[i].reports[r]);
}

/* --- A row a requirement of each report ------------------------------------ */

enum {
	F_NAME,
	F_PROFILE,
	F_ID,
	F_RESULT,
	F_SEVERITY,
	F_MANDATORY,
	F_MOVED,
	F_JOB,
	F_REASON,
	F_ACCEPTED,
	F_TITLE,
	F_SUBJECT,
	F_OBSERVED,
	F_FOUND,
	F_COLUMNS
};

static const struct xlsx_column finding_columns[F_COLUMNS] = {
	[F_NAME] = { "Account", 26 },
	[F_PROFILE] = { "Profile", 18 },
	[F_ID] = { "Requirement", 14 },
	[F_RESULT] = { "Result", 20 },
	[F_SEVERITY] = { "Severity", 11 },
	[F_MANDATORY] = { "Mandatory", 12 },
	[F_MOVED] = { "Since the last time", 20 },
	[F_JOB] = { "Job", 36 },
	[F_REASON] = { "Reason", 16 },
	[F_ACCEPTED] = { "Accepted until", 15 },
	[F_TITLE] = { "What is required", 44 },
	[F_SUBJECT] = { "Subject", 28 },
	[F_OBSERVED] = { "Observed", 36 },
	[F_FOUND] = { "What was found", 90 },
};

static const char *job_of(const struct fleet_report *report, const char *id)
{
	for (size_t i = 0; i < report->task_count; i++)
		for (size_t k = 0; k < report->tasks[i].id_count; k++)
			if (strcmp(report->tasks[i].ids[k], id) == 0)
				return report->tasks[i].title;
	return "";
}

/* Not wrapped: rows of one height are what filters and eyes go down. */
static void add_finding(struct xlsx_sheet *sheet, const char *name,
			const struct fleet_report *report, const struct fleet_finding *finding)
{
	const struct xlsx_cell cells[F_COLUMNS] = {
		[F_NAME] = xlsx_text(name),
		[F_PROFILE] = xlsx_text(report->profile_id),
		[F_ID] = xlsx_strong(finding->id),
		[F_RESULT] = xlsx_text(view_result_label(finding->result)),
		[F_SEVERITY] = xlsx_text(view_severity_label(finding->severity)),
		[F_MANDATORY] = yes(finding->mandatory),
		[F_MOVED] = xlsx_text(finding->compared ? view_drift_label(finding->drift) : ""),
		[F_JOB] = xlsx_text(job_of(report, finding->id)),
		[F_REASON] = xlsx_text(reason_name(finding->reason)),
		[F_ACCEPTED] = xlsx_day(finding->accepted_until),
		[F_TITLE] = xlsx_text(finding->title),
		[F_SUBJECT] = xlsx_text(finding->subject),
		[F_OBSERVED] = xlsx_text(finding->observed),
		[F_FOUND] = xlsx_text(finding->summary),
	};

	xlsx_row(sheet, cells, F_COLUMNS);
}

void fleet_findings_sheet(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Findings");

	xlsx_sheet_table(sheet, finding_columns, F_COLUMNS, fleet->findings);
	xlsx_sheet_keep(sheet, 3);
	xlsx_verdict_badges(sheet, F_RESULT);
	xlsx_severity_badges(sheet, F_SEVERITY);
	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++) {
			const struct fleet_report *report = fleet->rows[i].reports[r];
			for (size_t f = 0; f < report->finding_count; f++)
				add_finding(sheet, fleet->rows[i].name, report,
					    &report->findings[f]);
		}
}
