/*
 * results_of - what an audit's results.json says, without writing it: the rules of a
 * comparison are the same for an audit in memory and for two report folders.
 */
#ifndef RESULTS_OF_AUDIT_H
#define RESULTS_OF_AUDIT_H

#include "audit/model/audit.h"

struct arena;
struct results;

/* Borrows the audit's texts. All customers are there, whoever a report shows. */
const struct results *results_of(struct arena *arena, const struct audit *audit);

#endif
