/*
 * results_of - what an audit's results.json says, without writing it: the rules of a
 * comparison are the same for an audit in memory and for two report folders.
 */
#ifndef RULES_RESULTS_OF_H
#define RULES_RESULTS_OF_H

#include "audit/core/audit.h"

struct arena;
struct results;

/* Borrows the audit's texts. All customers are there, whoever a report shows. */
const struct results *results_of(struct arena *arena, const struct audit *audit);

#endif
