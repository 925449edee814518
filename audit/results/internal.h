/*
 * results_parts - the table of results.json, and what fills in its long lists.
 */
#ifndef RESULTS_INTERNAL_H
#define RESULTS_INTERNAL_H

#include "audit/core/json/record.h"

extern const struct json_record results_record; /* of struct results */

/* Lists that may be long are not kept as a tree when they are read. */
#define RESULTS_CUSTOMERS "customers"
#define RESULTS_ISSUES "issues"
#define RESULTS_LIST "list"
#define RESULTS_CHANGES "changes"
#define RESULTS_ROWS "rows"
extern const struct json_record results_customer_record, results_issue_record, results_row_record;

/* The customer or issue of that index, of a struct results with an audit. */
void results_make_customer(const void *results, size_t index, void *customer);
void results_make_issue(const void *results, size_t index, void *issue);

#endif
