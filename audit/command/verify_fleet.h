/*
 * verify_fleet - the overview of many accounts, which stands in a folder without reports, or in
 * that of a fleet's day. For verify*.c only.
 */
#ifndef COMMAND_VERIFY_FLEET_H
#define COMMAND_VERIFY_FLEET_H

#include <stdbool.h>

#include "audit/command/verify_outcome.h"
#include "audit/core/file/manifest.h"

/* Holds its overview.json against itself: verdicts and numbers follow from the rows below them.
 * False: the folder has no such overview. */
bool verify_fleet(int folder, const struct manifest *manifest, struct verify_outcome *outcome);

/* The same of a day's folder, which has no manifest; what it tells is the caller's to delete. NULL:
 * it cannot be read, which is told. */
cJSON *verify_fleet_rows(int folder, struct verify_outcome *outcome);

#endif
