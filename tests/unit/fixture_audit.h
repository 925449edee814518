/*
 * fixture_audit - an invented account that was audited, in memory, with one of
 * everything: all verdicts, standings, classes, outcomes and kinds of issue, and
 * customers in many scripts whose names try to be formulas. For tests of report/.
 *
 *	struct fixture_audit *f = fixture_audit_new();
 *	f->audit.findings[0].verdict = VERDICT_FAIL;
 *	fixture_audit_count(f);
 *	...
 *	fixture_audit_free(f);
 *
 * Everything may be changed; all memory is the arena's. Same calls, same audit.
 */
#ifndef TESTS_FIXTURE_AUDIT_H
#define TESTS_FIXTURE_AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"

#define FIXTURE_NOW INT64_C(1795508100000) /* 2026-11-24T08:15:00Z */
#define FIXTURE_LONG_NAME 400		   /* characters of the longest customer's name */

struct fixture_audit {
	struct arena *arena;
	struct profile profile;
	struct catalogue catalogue;
	struct account account;
	struct audit audit;
};

struct fixture_audit *fixture_audit_new(void);
/* The same profile, but nothing was found out: no rows, everything unknown. */
struct fixture_audit *fixture_audit_empty(void);
void fixture_audit_free(struct fixture_audit *f);

/* The tallies and the verdict of the whole anew, after findings, waivers or
 * customers were changed. */
void fixture_audit_count(struct fixture_audit *f);

/* Other findings: `count` of them, the fixture's own over and over with other ids. */
void fixture_audit_findings(struct fixture_audit *f, size_t count);
/* Other customers: `count` of them, with an issue for every tenth. */
void fixture_audit_customers(struct fixture_audit *f, size_t count);
/* Texts of a length that no layout expects: a title of 200 characters, steps of
 * 1,000, a summary of 40,000, a path of 2,000. */
void fixture_audit_lengthen(struct fixture_audit *f);
/* Any verdicts, weights, severities and reasons, and waivers on what may be waived. Other seeds,
 * other mixes. */
void fixture_audit_mix(struct fixture_audit *f, uint32_t seed);

struct finding *fixture_audit_finding(struct fixture_audit *f, const char *id);

#endif
