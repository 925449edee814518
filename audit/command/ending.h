/*
 * ending - what a person at a terminal is told when a report is written: verdict and why, the
 * jobs, the dates to watch, and where the report is.
 */
#ifndef COMMAND_ENDING_H
#define COMMAND_ENDING_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/audit.h"

/* Whether there is one: standard error is a terminal and nobody said --quiet. */
bool ending_is_wanted(void);

/* On standard error, for each of the audits; `formats` are those of the report in `folder`. */
void ending_tell(struct audit *const *audits, size_t count, unsigned formats, const char *folder);

#endif
