/*
 * history_text - the course of audits as a table of text, at most 100 columns wide: many
 * audits stand in blocks, one below the other. Names are escaped, nothing is cut.
 */
#ifndef REPORT_FORMAT_HISTORY_TEXT_H
#define REPORT_FORMAT_HISTORY_TEXT_H

struct history;
struct str;

#define HISTORY_TEXT_WIDTH 100

/* Appends to `out`. */
void history_text(struct str *out, const struct history *history);

#endif
