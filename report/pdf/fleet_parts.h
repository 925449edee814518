/*
 * pdf_fleet_parts - the parts of the page of many accounts. For fleet*.c only.
 */
#ifndef REPORT_PDF_FLEET_PARTS_H
#define REPORT_PDF_FLEET_PARTS_H

#include "report/fleet/fleet.h"
#include "report/pdf/internal.h"

/* What gives way for thirty accounts to stand on a page: the heights of rows and the tables of
 * what they share, then titles and panels. */
enum density { AIRY, DENSE, BARE };

struct pdf_fleet {
	const struct fleet_overview *fleet;
	struct compose *compose;
	bool one_page; /* dates and jobs are only shown as far as there is room */
	enum density density;
};

enum canvas_icon pdf_fleet_icon(enum fleet_state state);
void pdf_fleet_table(const struct pdf_fleet *page, struct compose_table *table,
		     const struct compose_column *columns, size_t count);

void pdf_fleet_unread(const struct pdf_fleet *page);
void pdf_fleet_grid(const struct pdf_fleet *page);
void pdf_fleet_dates(const struct pdf_fleet *page);
void pdf_fleet_jobs(const struct pdf_fleet *page);
/* In place of them: "The next of 4 dates to watch: ..."; NULL = there is none. */
const char *pdf_fleet_next_date(const struct pdf_fleet *page);
const char *pdf_fleet_widest_job(const struct pdf_fleet *page);

#endif
