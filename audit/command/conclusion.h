/*
 * conclusion - what a run ends with: what is told of each audit, and the exit
 * status of them all.
 */
#ifndef COMMAND_CONCLUSION_H
#define COMMAND_CONCLUSION_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/core/exit.h"
#include "audit/model/audit.h"

struct error;
struct results;

/* Which verdicts give a status other than 0. */
enum fail_on {
	FAIL_ON_INCONCLUSIVE, /* the contract: 1 not ready, 3 inconclusive */
	FAIL_ON_NOT_READY,    /* 1 not ready */
	FAIL_ON_REGRESSED,    /* 1 where a requirement fails, uncovered, and did not, or was
			       * covered, in the baseline; 3 where one passed and is not known
			       * now; without a baseline that can be compared: the contract */
	FAIL_ON_NEVER,
	FAIL_ON_COUNT
};

/* The word of --fail-on, or NULL, and --quiet-if-unchanged; `baseline`: whether there is one, or
 * may be one later. */
int conclusion_choose(const char *word, bool quiet_if_unchanged, bool baseline, enum fail_on *out,
		      struct error *err);

/* Of a finished report, with what its results.json says since its baseline. */
enum exit_status conclusion_of_results(const struct results *results, enum fail_on fail_on);
/* Of all of them: 1 if one gives 1, 0 only if each gives 0. Never EXIT_NO_VERDICT. */
enum exit_status conclusion_status(struct audit *const *audits, size_t count, enum fail_on fail_on);

/* A line for each on standard error. */
void conclusion_tell(struct audit *const *audits, size_t count);

/*
 * Whether --quiet-if-unchanged keeps silent: nothing moved in any of them since its
 * baseline (see rules/moved).
 */
bool conclusion_unchanged(struct audit *const *audits, size_t count);

/* Warns of waivers and attestations that match nothing, of those that are for no profile once;
 * and of attestations that ended or name a permission that nothing knows. */
void conclusion_warn(struct audit *const *audits, size_t count);

#endif
