/* The sheets of what several accounts share. */
#include "audit/core/array.h"
#include "report/fleet/sheets.h"
#include "report/xlsx/cell.h"

void fleet_jobs_sheet(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	static const struct xlsx_column columns[] = {
		{ "Job", 8 },  { "What to do", 50 }, { "Accounts", 11 }, { "Mandatory", 12 },
		{ "Who", 28 }, { "When", 30 },	     { "Which", 90 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Jobs");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), fleet->job_count);
	for (size_t i = 0; i < fleet->job_count; i++) {
		const struct fleet_job *job = &fleet->jobs[i];
		const struct xlsx_cell cells[] = {
			xlsx_number((int64_t)i + 1),
			xlsx_strong(job->title),
			xlsx_number((int64_t)job->accounts),
			xlsx_text(job->mandatory ? "yes" : "no"),
			xlsx_text(job->who),
			xlsx_text(job->when),
			xlsx_text(fleet_names(fleet, job->members, job->member_count)),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

void fleet_dates_sheet(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	static const struct xlsx_column columns[] = {
		{ "Day", 14 },
		{ "What", 60 },
		{ "Accounts", 11 },
		{ "Which", 90 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Dates to watch");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), fleet->date_count);
	xlsx_overdue(sheet, 0);
	for (size_t i = 0; i < fleet->date_count; i++) {
		const struct fleet_date *date = &fleet->dates[i];
		const struct xlsx_cell cells[] = {
			xlsx_day(date->day),
			xlsx_strong(date->what),
			xlsx_number((int64_t)date->accounts),
			xlsx_text(fleet_names(fleet, date->members, date->member_count)),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
