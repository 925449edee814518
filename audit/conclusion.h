/*
 * conclusion - what a run ends with: what is told of each audit, and the exit
 * status of them all.
 */
#ifndef AUDIT_CONCLUSION_H
#define AUDIT_CONCLUSION_H

#include "audit/core/audit.h"
#include "audit/core/exit.h"

/* Not ready if one is not, ready only if all are. */
enum exit_status conclusion_status(struct audit *const *audits, size_t count);

/* A line for each on standard error. */
void conclusion_tell(struct audit *const *audits, size_t count);

/* Warns of waivers that match nothing; of those that are for no profile once. */
void conclusion_warn(struct audit *const *audits, size_t count);

#endif
