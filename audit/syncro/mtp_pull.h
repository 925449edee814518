/*
 * mtp_pull - reads the MTP's side, one request after the other, by the rules of
 * the Syncro pull: retries, Retry-After, the deadline, redaction, the log. What
 * cannot be read is a fact of the account; -1 only if the evidence cannot be
 * written or the run was interrupted.
 */
#ifndef SYNCRO_MTP_PULL_H
#define SYNCRO_MTP_PULL_H

#include <stdint.h>

#include "audit/syncro/collect.h"
#include "audit/syncro/reception.h"

/* options->mtp is there; reception->intake expects the MTP. */
int mtp_pull(const struct collect_options *options, struct reception *reception, int64_t deadline,
	     struct error *err);

#endif
