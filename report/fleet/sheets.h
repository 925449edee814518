/*
 * fleet_sheets - the sheets of overview.xlsx. For the files of this room only.
 */
#ifndef REPORT_FLEET_SHEETS_H
#define REPORT_FLEET_SHEETS_H

#include "report/fleet/fleet.h"
#include "report/xlsx/book.h"

/* Colours for the labels of states in a column. */
void fleet_state_badges(struct xlsx_sheet *sheet, size_t column);

void fleet_accounts_sheet(struct xlsx_book *book, const struct fleet_overview *fleet);
void fleet_reports_sheet(struct xlsx_book *book, const struct fleet_overview *fleet);
void fleet_findings_sheet(struct xlsx_book *book, const struct fleet_overview *fleet);
void fleet_jobs_sheet(struct xlsx_book *book, const struct fleet_overview *fleet);
void fleet_dates_sheet(struct xlsx_book *book, const struct fleet_overview *fleet);

#endif
