/*
 * user_right - whether the token's *user* holds a permission, which is not the
 * same as the token holding it: a Global Admin holds all of them.
 *
 * A refused probe says no, because the token's effective right is what the
 * integration will have. Where no request can show it, in this order: /me or the
 * user's record says Global Admin; /me's map; the user's attested security groups.
 */
#ifndef RULES_USER_RIGHT_H
#define RULES_USER_RIGHT_H

#include <stddef.h>

#include "audit/model/audit.h"
#include "audit/rules/permission.h"

/* What is confirmed, and counts, of the security group of that name; NULL = nothing. */
const struct attested_permissions *user_right_group(const struct audit *audit, const char *name);

struct answer user_right(const struct evaluation *e, size_t permission);

#endif
