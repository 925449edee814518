/*
 * pdf_parts - the parts of the PDF, one a file, each made of compose's blocks.
 * For pdf_*.c only.
 */
#ifndef REPORT_PDF_INTERNAL_H
#define REPORT_PDF_INTERNAL_H

#include "report/compose/compose.h"
#include "report/view/view.h"

/* The lines below a page, in points. */
#define PDF_FOOTER_SIZE 7.5
#define PDF_FOOTER_LINE 10.0

/* Of a cell that is left free: a no-break space, so that the row keeps its cells for who hears it.
 */
#define PDF_BLANK "\u00A0"

struct pdf_part {
	const char *title; /* "" for the cover and the contents, which name themselves */
	const char *place;
	const char *about; /* one line for the contents */
	void (*compose)(struct compose *compose, const struct view *view);
	bool (*stands)(const struct view *view); /* NULL: in every report */
};

/* Whether a report has the part. */
bool pdf_part_stands(const struct pdf_part *part, const struct view *view);

/* All of them, on pages of the size that the audit asks for; free it with flow_free. */
struct flow *pdf_compose(const struct view *view, const struct flow_measure *measure);

void pdf_cover(struct compose *compose, const struct view *view);
void pdf_contact(struct compose *compose, const struct view *view); /* of the cover */
/* `parts` ends with one whose compose is NULL. */
void pdf_contents(struct compose *compose, const struct view *view, const struct pdf_part *parts);
void pdf_summary(struct compose *compose, const struct view *view);
void pdf_changes(struct compose *compose, const struct view *view);
bool pdf_has_changes(const struct view *view);
void pdf_history(struct compose *compose, const struct view *view);
bool pdf_has_history(const struct view *view);
void pdf_requirements(struct compose *compose, const struct view *view);
void pdf_jobs(struct compose *compose, const struct view *view);
bool pdf_has_jobs(const struct view *view);
void pdf_confirmations(struct compose *compose, const struct view *view);
bool pdf_has_confirmations(const struct view *view);
void pdf_scope(struct compose *compose, const struct view *view);
void pdf_people(struct compose *compose, const struct view *view);
void pdf_customers(struct compose *compose, const struct view *view);
bool pdf_has_customers(const struct view *view); /* the profile asks for something of them */
void pdf_exceptions(struct compose *compose, const struct view *view);
void pdf_method(struct compose *compose, const struct view *view);

/* --- What several parts need ---------------------------------------------- */

/* The room on a page, less what a brand's footer takes. */
struct flow_frame pdf_frame(const struct view *view, const struct flow_measure *measure);
/* The verdict in a box of its colour, with its sign, and what is said of it; NULL ends the
 * lines, of which there is one at least. */
struct pdf_banner {
	struct theme_colour colour;
	enum canvas_icon icon;
	const char *label;
};
void pdf_banner(struct compose *compose, const struct pdf_banner *banner, const char *const *lines);
void pdf_verdict(struct compose *compose, enum overall verdict, const char *const *lines);
/* What closes the finding; NULL if nothing has to. */
const struct view_job *pdf_job_of(const struct view *view, const struct finding *finding);
/* "#job:2", or where else it is told. */
const char *pdf_job_target(struct compose *compose, const struct view *view,
			   const struct view_job *job);
/* "finding:JC-2.1", with or without "#" in front. */
const char *pdf_finding_place(struct compose *compose, const struct finding *finding);
const char *pdf_finding_target(struct compose *compose, const struct requirement *requirement);
/* What a link there leads to, in words. */
const char *pdf_finding_about(struct compose *compose, const struct requirement *requirement);
/* The finding of a requirement; NULL if there is none. */
const struct finding *pdf_finding_of(const struct view *view, const char *requirement);
struct theme_colour pdf_standing_colour(enum standing standing);
enum canvas_icon pdf_overall_icon(enum overall verdict);
/* The footnotes whose marks a part shows, at its end: see view_footnotes_of. */
void pdf_footnotes(struct compose *compose, const struct view *view, unsigned footnotes);
/* A callout when a part of the account was not read to its end. */
void pdf_source_callout(struct compose *compose, const struct source *source, const char *what);
/* "... 12 more ... stand in the workbook", if any. */
void pdf_more(struct compose *compose, size_t shown, size_t total, const char *what);

/* --- Drawing --------------------------------------------------------------- */

/* Everything that was laid out, saved as `path`, with what is on each page beside its texts:
 * the ground, the picture of the cover, the logo at the head, the lines at the foot. Releases
 * the flow. */
int pdf_save(struct text_engine *engine, struct flow *flow, const struct view *view,
	     const struct canvas_about *about, const char *path, struct error *err);

#endif
