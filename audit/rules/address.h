/*
 * address - which waivers and attestations are for which of several audits of
 * one account. One file may speak of the requirements of many profiles.
 */
#ifndef RULES_ADDRESS_H
#define RULES_ADDRESS_H

#include <stddef.h>

#include "audit/model/audit.h"

/*
 * Keeps, in audit `index`, what is for its profile and what is for none of them,
 * so that each report tells of its own and nothing gets lost unseen.
 */
void address_keep(struct audit *const *audits, size_t count, size_t index);

/* Whether a profile has a requirement of this id. */
bool address_names(const struct profile *profile, const char *requirement);

#endif
