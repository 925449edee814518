/*
 * showing - what a report is to show: its edition, and one customer or all of
 * them; as the options say, else as the evidence was last shown.
 */
#ifndef COMMAND_SHOWING_H
#define COMMAND_SHOWING_H

#include "audit/evidence/evidence.h"
#include "audit/model/audit.h"
#include "audit/option/options.h"

struct error;

/* `recorded` is NULL for an audit, which makes no client edition: its folder holds
 * the evidence. Fills in `out` and what run.json is to say of it. */
int showing_choose(const struct options *options, const struct evidence_run *recorded,
		   struct presentation *out, struct evidence_run *record, struct error *err);

/*
 * Whether the customer is among those pulled. When a replay names one that is not,
 * that is an error. After a pull it is a warning, and so it is when it was
 * recorded: the report then shows no customer, says so, and nothing was pulled for nothing.
 */
int showing_check(const struct options *options, const struct presentation *showing,
		  const struct account *account, struct error *err);

/* What must not be handed over, as a warning; `folder` is the report's. */
void showing_warn(const struct presentation *showing, const char *folder);

#endif
