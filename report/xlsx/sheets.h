/*
 * xlsx_sheets - the sheets of the workbook, one function each, in their order.
 * For xlsx_report.c only.
 */
#ifndef REPORT_XLSX_SHEETS_H
#define REPORT_XLSX_SHEETS_H

#include "report/view/view.h"
#include "report/xlsx/cell.h"

/* The rows, as the user sees them, on which Requirements lists the findings, in the
 * audit's order; a text too long for a cell makes one take more than one. */
const size_t *xlsx_requirement_rows(const struct view *view);
/* Those on which Actions begins each job. */
const size_t *xlsx_job_rows(const struct view *view);
/* The id of its requirement, which leads there. */
struct xlsx_cell xlsx_requirement_link(const struct view *view, const size_t *rows,
				       const struct finding *finding);

/* What is said of a list that nothing stands on: "The users could not be read: ...". */
const char *xlsx_unlisted(const struct view *view, enum source_id id, const char *what);
/* Of one that was not read to its end; "" if it was. */
const char *xlsx_unfinished(const struct view *view, enum source_id id);

/* The sheet that lists the requests of the log, one a row in its order, with its rows' numbers
 * as the user sees them. */
#define XLSX_REQUESTS "Requests"
#define XLSX_REQUESTS_ROW(place) ((place) + 1) /* below the header */

/* The first sheet, which is filled when all the others are: it lists them. */
struct xlsx_sheet *xlsx_summary_new(struct xlsx_book *book);
void xlsx_summary(struct xlsx_sheet *sheet, const struct xlsx_book *book, const struct view *view);
void xlsx_changes(struct xlsx_book *book, const struct view *view); /* with a baseline only */
void xlsx_history(struct xlsx_book *book, const struct view *view); /* with --history only */
void xlsx_actions(struct xlsx_book *book, const struct view *view);
void xlsx_requirements(struct xlsx_book *book, const struct view *view); /* and Checks */
void xlsx_prerequisites(struct xlsx_book *book, const struct view *view);
void xlsx_token_scope(struct xlsx_book *book, const struct view *view);
void xlsx_users(struct xlsx_book *book, const struct view *view);
void xlsx_security_groups(struct xlsx_book *book, const struct view *view);
void xlsx_customers(struct xlsx_book *book, const struct view *view);
void xlsx_customer_findings(struct xlsx_book *book, const struct view *view);
void xlsx_exceptions(struct xlsx_book *book, const struct view *view);
void xlsx_requests(struct xlsx_book *book, const struct view *view);
void xlsx_about(struct xlsx_book *book, const struct view *view);

/* A workbook of a report, with what tells at the foot of every page whose it is, which report and
 * for whom; otherwise as xlsx_book_new. */
struct xlsx_book *xlsx_report_book(const struct view *view, const char *path, bool streaming);

#endif
