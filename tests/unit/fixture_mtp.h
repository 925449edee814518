/*
 * fixture_mtp - an invented side of the vendor's portal (MTP) for a world.
 */
#ifndef TESTS_FIXTURE_MTP_H
#define TESTS_FIXTURE_MTP_H

#include "tests/unit/fixture_ready.h"

/* An MTP that was read whole: nobody in it yet, and one integration of ours. */
struct mtp *world_mtp(struct world *w);
struct mtp_admin *world_mtp_admin(struct mtp *mtp, const char *role);
/* To be added in the order of their customers. */
struct mtp_company *world_mtp_company(struct mtp *mtp, int64_t customer_id, const char *name);

#endif
