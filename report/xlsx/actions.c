/* What is to be done: a row for each requirement of a job, in the order of the jobs. */
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/work.h"
#include "report/xlsx/sheets.h"

static const char *numbered(const struct view *view, const char **steps, size_t count)
{
	struct str text = STR_INIT(STR_BODY);

	for (size_t i = 0; i < count; i++)
		str_printf(&text, "%s%zu. %s", i ? "\n" : "", i + 1, steps[i]);
	return str_keep(&text, view->arena);
}

/* The job's own, beside its first requirement; else those of the requirement, or what its kind
 * asks for. */
static const char *steps_of(const struct view *view, const struct view_job *job,
			    const struct finding *finding)
{
	if (job->kind != JOB_FIX)
		return job->advice;
	if (!job->step_count)
		return numbered(view, finding->requirement->remediation,
				finding->requirement->remediation_count);
	return finding == job->findings[0] ? numbered(view, job->steps, job->step_count) : "";
}

enum { COLUMNS = 12, RESULT = 3, SEVERITY, OWNER, DUE };

static void fill(const struct view *view, size_t number, const struct finding *finding,
		 struct xlsx_cell requirement_link, struct xlsx_cell cells[COLUMNS])
{
	const struct view_job *job = &view->jobs[number];
	const struct requirement *requirement = finding->requirement;
	const bool known = finding->verdict != VERDICT_UNKNOWN;
	const struct work_row *work = work_find(view->audit->work, finding->requirement->id);
	const struct xlsx_cell row[COLUMNS] = {
		xlsx_id((int64_t)number + 1),
		xlsx_wrapped(job->title),
		requirement_link,
		[RESULT] = xlsx_text(view_result_label(view_result(finding))),
		[SEVERITY] = xlsx_text(view_severity_label(requirement->severity)),
		[OWNER] = xlsx_wrapped(work ? work->owner : ""),
		[DUE] = xlsx_day(work ? work->due : ""),
		xlsx_wrapped(job->who),
		xlsx_wrapped(job->when),
		xlsx_wrapped(requirement->title),
		xlsx_wrapped(known ? requirement->where : ""),
		xlsx_wrapped(steps_of(view, job, finding)),
	};

	memcpy(cells, row, sizeof row);
}

const size_t *xlsx_job_rows(const struct view *view)
{
	size_t *rows = arena_array(view->arena, view->job_count, sizeof *rows);
	size_t next = 2; /* below the header */

	for (size_t i = 0; i < view->job_count; i++) {
		rows[i] = next;
		for (size_t k = 0; k < view->jobs[i].count; k++) {
			struct xlsx_cell cells[COLUMNS];
			fill(view, i, view->jobs[i].findings[k], xlsx_text(""), cells);
			next += xlsx_row_span(cells, COLUMNS);
		}
	}
	return rows;
}

void xlsx_actions(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[COLUMNS] = {
		{ "Job", 7 },	    { "What to do", 38 }, { "Requirement", 14 }, { "Result", 18 },
		{ "Severity", 11 }, { "Owner", 16 },	  { "Due", 12 },	 { "Who", 22 },
		{ "When", 26 },	    { "Title", 40 },	  { "Where", 44 },	 { "Steps", 110 },
	};
	const size_t *rows = xlsx_requirement_rows(view);

	if (!view->job_count)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Actions");
	xlsx_sheet_table(sheet, columns, COLUMNS, view->action_count);
	xlsx_sheet_keep(sheet, 2);
	xlsx_verdict_badges(sheet, RESULT);
	xlsx_severity_badges(sheet, SEVERITY);
	xlsx_overdue(sheet, DUE);
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t k = 0; k < view->jobs[i].count; k++) {
			const struct finding *finding = view->jobs[i].findings[k];
			struct xlsx_cell cells[COLUMNS];
			fill(view, i, finding, xlsx_requirement_link(view, rows, finding), cells);
			xlsx_row(sheet, cells, COLUMNS);
		}
}
