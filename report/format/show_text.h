/*
 * show_text - a report, or one of its requirements, for a person at a terminal: what `show`
 * prints.
 */
#ifndef REPORT_FORMAT_SHOW_TEXT_H
#define REPORT_FORMAT_SHOW_TEXT_H

struct finding;
struct screen;
struct view;

/* Appends to `screen`: verdict, jobs, every requirement with its result, dates. */
void show_report(struct screen *screen, const struct view *view);

/* The result, its evidence, what to do, why it matters, what was accepted. */
void show_requirement(struct screen *screen, const struct view *view,
		      const struct finding *finding);

#endif
