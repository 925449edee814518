/*
 * changes_text - a comparison as lines of text, for a terminal or a mail: names are
 * escaped, nothing is cut.
 */
#ifndef REPORT_FORMAT_CHANGES_TEXT_H
#define REPORT_FORMAT_CHANGES_TEXT_H

struct comparison;
struct str;

/* Appends to `out`. */
void changes_text(struct str *out, const struct comparison *comparison);

#endif
