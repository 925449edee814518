/*
 * verify_day - the folder of a fleet's day: each account's report in it, and whether the overview
 * tells what they tell. For verify.c only.
 *
 * It has no manifest: whether overview.xlsx and overview.pdf are as they were written, nobody
 * knows.
 */
#ifndef COMMAND_VERIFY_DAY_H
#define COMMAND_VERIFY_DAY_H

#include <stdbool.h>

#include "audit/command/verify_outcome.h"

struct error;

bool verify_is_day(const char *folder, int fd);
/* A line for each account; as verify_folder, with its last line. */
int verify_day(const char *folder, int fd, const char *signers, struct verify_outcome *outcome,
	       struct error *err);

#endif
