/*
 * results_parts - the objects and lists of results.json, one reader each. For
 * results.c and history_copy.c only.
 */
#ifndef RESULTS_PARTS_H
#define RESULTS_PARTS_H

#include "audit/core/json/record.h"
#include "audit/results/list.h"
#include "audit/results/results.h"

struct results_part {
	int (*read)(const struct json_reader *reader, const cJSON *root, struct results *out);
};

/* Lists of these two that may be long; they are not kept as a tree. */
#define RESULTS_CUSTOMERS "customers"
#define RESULTS_CHANGES "changes"
extern const struct results_items results_issues, results_customers, results_moves;

/* Ends in a row whose `read` is NULL. */
extern const struct results_part results_parts[];

/* The member "counts". */
int results_counts(const struct json_reader *reader, const cJSON *root, struct counts *out);

#endif
