/*
 * sarif - a report as SARIF 2.1.0 (OASIS): a rule and a result for each requirement.
 *
 * Kinds follow the standard's own words: "review" asks a person to decide (manual),
 * "open" says that there was not enough to decide by (unknown). Only a failure has a
 * level other than none.
 *
 * Each result stands at a line of results.json, for many readers take none that stands
 * nowhere, and its message says whose it is.
 */
#ifndef REPORT_FORMAT_SARIF_H
#define REPORT_FORMAT_SARIF_H

#include <stdio.h>

struct audit;

void sarif_write(FILE *stream, const struct audit *audit);

/*
 * The same for readers that know neither kinds nor suppressions and take every result for
 * an open alert (GitHub): what failed and is not accepted, with the level of its severity;
 * what could not be checked, at the same level, for an alert that is missing counts as
 * mended; and what a person has to confirm, as a note.
 */
void sarif_alerts_write(FILE *stream, const struct audit *audit);

#endif
