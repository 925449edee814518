/*
 * remedy - what to do about a finding. What could not be checked has the step of its cause: the
 * steps of a failure would mend what may be in order, and to tick a permission is no answer to
 * a server error.
 */
#ifndef MODEL_REMEDY_H
#define MODEL_REMEDY_H

#include "audit/model/audit.h"

/* A step of a finding about this account, from 0; NULL behind the last one. */
const char *remedy_step(const struct account *account, const struct finding *finding, size_t i);

/* Whether an unknown was left open by the very first answer, which was of something else than an
 * account: most often another subdomain's. */
bool remedy_is_subdomain(const struct account *account, const struct finding *finding);

#endif
