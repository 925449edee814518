/*
 * attestation_scope - the part of an attestation file that says which
 * permissions the token, or a security group, carries, and how many customers there are.
 * Internal to attestation.
 *
 * An object nobody has put a name or a date under (`attested_by`, `attested_on`
 * and `valid_until` all empty) is not filled in and counts as absent, whatever
 * else stands in it. Once one of the three is filled in, all keys are asked for;
 * `expires_on` then has to be a date, or null for open ended, so that an expiry
 * nobody looked up ("") is never taken for none.
 */
#ifndef RULES_PROFILE_ATTESTATION_SCOPE_H
#define RULES_PROFILE_ATTESTATION_SCOPE_H

#include <cjson/cJSON.h>

#include "audit/model/vocabulary.h"

struct arena;
struct audit;
struct input;

void attestation_scope_token(struct arena *arena, struct input *in, const cJSON *item,
			     const char *at, struct audit *audit);
void attestation_scope_groups(struct arena *arena, struct input *in, const cJSON *array,
			      const char *at, struct audit *audit);

/* How many customers Syncro itself shows. */
void attestation_scope_customers(struct arena *arena, struct input *in, const cJSON *item,
				 const char *at, struct audit *audit);

/* Nothing may end before it was attested. */
void attestation_scope_order(struct input *in, const char *at, const char *attested_on,
			     const char *valid_until);

/* The fault that a member names, among those a person's word may stand in for;
 * REASON_NONE without the member. */
enum reason attestation_scope_fault(struct input *in, const cJSON *item, const char *at,
				    const char *key);

#endif
