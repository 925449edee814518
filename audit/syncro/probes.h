/*
 * probes - what the answers say of each planned permission. Pure: the log
 * alone decides, so that a replay says the same.
 */
#ifndef SYNCRO_PROBES_H
#define SYNCRO_PROBES_H

#include "audit/model/account.h"
#include "audit/syncro/intake.h"

/* Fills account->probes, in the order of the plan. */
void probes_derive(const struct intake *intake, struct account *account);

#endif
