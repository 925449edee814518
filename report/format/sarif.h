/*
 * sarif - a report as SARIF 2.1.0 (OASIS): a rule and a result for each requirement.
 *
 * Kinds follow the standard's own words: "review" asks a person to decide (manual),
 * "open" says that there was not enough to decide by (unknown). Only a failure has a
 * level other than none.
 */
#ifndef REPORT_FORMAT_SARIF_H
#define REPORT_FORMAT_SARIF_H

#include <stdio.h>

#include "audit/model/vocabulary.h"

struct audit;

void sarif_write(FILE *stream, const struct audit *audit);

#endif
