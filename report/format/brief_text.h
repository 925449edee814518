/*
 * brief_text - a report in a few lines, for a person at a terminal: the verdict and why, the
 * jobs, the dates to watch.
 */
#ifndef REPORT_FORMAT_BRIEF_TEXT_H
#define REPORT_FORMAT_BRIEF_TEXT_H

#include "audit/core/screen.h"

struct view;

/* Each appends to `screen`, with an empty line before it; nothing where there is none. */
void brief_verdict(struct screen *screen, const struct view *view);
void brief_jobs(struct screen *screen, const struct view *view);
void brief_dates(struct screen *screen, const struct view *view);

/* The heading of a part. */
void brief_heading(struct screen *screen, const char *title);

#endif
