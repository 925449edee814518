/*
 * view_parts - how a view is filled, one part a file. For view.c only.
 */
#ifndef REPORT_VIEW_INTERNAL_H
#define REPORT_VIEW_INTERNAL_H

#include "report/view/view.h"

struct str;

void view_add_brand(struct view *view);	    /* first */
void view_add_counts(struct view *view);    /* and the groups */
void view_add_proof(struct view *view);	    /* after the findings are in order */
void view_add_causes(struct view *view);    /* after the findings are in order */
void view_add_sentences(struct view *view); /* after the findings are in order, and causes */
void view_add_actions(struct view *view);   /* after the findings are in order */
void view_add_jobs(struct view *view);	    /* after the actions */
/* Who does it, and by when, as people wrote it. */
const char *view_assigned(struct view *view, const struct view_job *job);
void view_add_footnotes(struct view *view); /* after the findings */
void view_add_people(struct view *view);
void view_add_customers(struct view *view);
void view_add_method(struct view *view);
void view_add_edition(struct view *view); /* after the customers */

/* What is done about what could not be read: "Run the audit again: time ran out". */
const char *view_cause_title(const struct view *view, const struct finding *finding);

/* "2 mandatory requirements (JC-1.1, JC-4.2)". */
void view_put_ids(struct str *text, const struct finding *const *findings, size_t count,
		  const char *weight);

#endif
