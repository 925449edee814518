/*
 * mtp_side - whether the vendor's Multi-Tenant Portal (MTP) is asked too, and
 * where: --mtp-provider and --mtp-base-url, checked.
 */
#ifndef COMMAND_MTP_SIDE_H
#define COMMAND_MTP_SIDE_H

#include "audit/evidence/evidence.h"

struct arena;
struct error;

/* Fills in mtp_provider and mtp_base_url; both stay NULL without --mtp-provider. */
int mtp_side_choose(struct arena *arena, const char *provider, const char *base_url,
		    struct evidence_run *record, struct error *err);

#endif
