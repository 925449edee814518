/*
 * stand_in - whether a person's word may stand in for an answer that Syncro does not give.
 *
 * An attestation decides what is manual, never what is unknown. One that names the fault
 * it stands in for (a server error, an answer not as documented) may, and only where the
 * audit met that very fault: so that an endpoint that is broken for ever keeps no account
 * from a verdict. What was lost on the way (time, connection, rate, a cut list) or refused
 * is asked for again, never stood in for. (Of findings: check/stand_in_finding.h.)
 */
#ifndef RULES_STAND_IN_H
#define RULES_STAND_IN_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/audit.h"

bool stand_in_is_possible(enum reason reason);

/* Whether the token's attestation stands in for what the probes of a permission met. */
bool stand_in_for_permission(const struct attested_permissions *token, size_t permission,
			     enum reason met);

#endif
