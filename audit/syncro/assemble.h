/*
 * assemble - makes the account of what an intake took in: rows without
 * duplicates, sorted by id, the sources with what is missing from them, the
 * probes, the log.
 */
#ifndef SYNCRO_ASSEMBLE_H
#define SYNCRO_ASSEMBLE_H

#include "audit/model/account.h"
#include "audit/syncro/intake.h"

/* Fills everything but subdomain, base_url and the two times. Call once. */
void assemble_account(struct intake *intake, struct account *account);

#endif
