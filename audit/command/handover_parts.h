/*
 * handover_parts - what is passed on of a report, and writing it. For handover*.c only.
 */
#ifndef COMMAND_HANDOVER_PARTS_H
#define COMMAND_HANDOVER_PARTS_H

#include "audit/model/audit.h"
#include "audit/option/common.h"

struct arena;
struct error;
struct place;

struct handover_options {
	struct common_options common;
	const char *out;
	const char *brand;
	struct option_list customers; /* ids, as they were given */
	bool only_findings;
};

struct handover {
	struct arena *arena;
	struct audit **audits; /* one for each profile, internal */
	size_t audit_count;
	const struct customer **customers; /* who gets a sheet; none: each active one */
	size_t customer_count;
	bool only_findings;
};

/* Everything but the manifest. Ends early, without an error, when the program is told to stop. */
int handover_write(const struct handover *handover, const struct place *folder, struct error *err);

#endif
