/*
 * mtp_pull - reads the MTP's side, one request after the other, by the rules of
 * the Syncro pull: retries, Retry-After, the deadline, redaction, the log. What
 * cannot be read is a fact of the account; -1 only if the evidence cannot be
 * written or the run was interrupted.
 */
#ifndef PULL_JUMPCLOUD_H
#define PULL_JUMPCLOUD_H

#include <stdint.h>

#include "audit/pull/reception.h"
#include "audit/pull/watch.h"

/* reception->intake expects the MTP; the deadline is on the monotonic clock. */
int mtp_pull(const struct http_options *options, const struct watch *watch,
	     struct reception *reception, int64_t deadline, struct error *err);

#endif
