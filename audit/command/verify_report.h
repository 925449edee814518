/*
 * verify_report - whether the files of one report agree: results.json with itself, what can
 * be read back with it, and each with what the evidence gives, where it does. For
 * verify*.c only.
 */
#ifndef COMMAND_VERIFY_REPORT_H
#define COMMAND_VERIFY_REPORT_H

#include "audit/command/verify_outcome.h"
#include "audit/core/file/manifest.h"
#include "audit/core/hash.h"

struct derivation;

/* One report: its files stand in `folder`, "" or "name/", of the folder `fd`. */
struct verify_report {
	int fd;
	const char *folder;
	const struct manifest *manifest;
	const struct derivation *derivation;
	char report_id[HASH_UUID]; /* out: "" if results.json cannot be read */
};

void verify_report(struct verify_report *report, struct verify_outcome *outcome);

#endif
