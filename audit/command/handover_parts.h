/*
 * handover_parts - what is passed on of a report, and writing it. For handover*.c, and for
 * verify, which knows such a folder by its index.
 */
#ifndef COMMAND_HANDOVER_PARTS_H
#define COMMAND_HANDOVER_PARTS_H

#include "audit/command/publication.h"
#include "audit/model/audit.h"
#include "audit/option/common.h"

struct arena;
struct error;
struct evidence_run;
struct place;

/* The list of the sheets, which every such folder holds. */
#define HANDOVER_INDEX "index.csv"

struct handover_options {
	struct common_options common;
	const char *out;
	const char *brand;
	struct option_list customers; /* ids, as they were given */
	struct publication_options publication;
	bool only_findings;
};

struct handover {
	struct arena *arena;
	const char *evidence; /* its folder */
	const struct evidence_run *recorded;
	const char *brand;     /* a file; NULL = the one that is recorded */
	struct audit **audits; /* one for each profile, internal */
	size_t audit_count;
	const struct customer **customers; /* who gets a sheet; none: each active one */
	size_t customer_count;
	bool only_findings;
};

/* What the evidence gives in that edition, audit_count of them; in `arena`. */
int handover_read(struct handover *handover, struct arena *arena, enum edition edition,
		  struct audit ***audits, struct error *err);

/* Everything but the manifest. Ends early, without an error, when the program is told to stop. */
int handover_write(struct handover *handover, const struct place *folder, struct error *err);

#endif
