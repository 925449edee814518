/*
 * attestation - reads an attestation file (product contract: "Input files")
 * into audit->attestations, ->token and ->groups_attested. Strict; an entry
 * whose verdict is null is not filled in and counts as absent. Standing is
 * decided by evaluate, which knows the clock.
 */
#ifndef RULES_PROFILE_ATTESTATION_H
#define RULES_PROFILE_ATTESTATION_H

#include <stddef.h>

#include "audit/model/audit.h"

struct arena;
struct error;

int attestation_read(struct arena *arena, struct audit *audit, const char *file, const char *bytes,
		     size_t length, struct error *err);

#endif
