/*
 * movement - whether anything moved since the baseline that a person has to hear of.
 *
 * Nothing did when verdict, findings, waivers and attestations are as in the baseline,
 * all of them could be compared, no requirement was left unchecked by a fault, nothing
 * expires within AUDIT_EXPIRING_DAYS or has expired since the baseline, and no write
 * probe was accepted. Users, customers and other rows may differ. Pure.
 */
#ifndef COMPARE_MOVEMENT_H
#define COMPARE_MOVEMENT_H

#include "audit/model/audit.h"

enum moved {
	MOVED_UNKNOWN, /* there is no baseline, or something of it cannot be compared */
	MOVED_VERDICT,
	MOVED_FINDING,
	MOVED_ACCEPTANCE, /* a waiver or an attestation came, went or is another */
	MOVED_FAULT,	  /* a requirement could not be checked: what it is now, nobody knows */
	MOVED_EXPIRY,	  /* of a waiver, an attestation or the token */
	MOVED_RECORD,	  /* a write was accepted: something may have been made in Syncro */
	MOVED_NOTHING,
};

/* The first thing that did, in the order above. */
enum moved movement_since_baseline(const struct audit *audit);

#endif
