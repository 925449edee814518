/*
 * verify_overview - the overview of several reports, where no evidence gives it again. For
 * verify.c only.
 */
#ifndef COMMAND_VERIFY_OVERVIEW_H
#define COMMAND_VERIFY_OVERVIEW_H

#include "audit/command/verify_outcome.h"
#include "audit/core/file/manifest.h"

/* overview.json, if there is one, against the results.json of each profile beside it. */
void verify_overview_alone(int folder, const struct manifest *manifest,
			   struct verify_outcome *outcome);

#endif
