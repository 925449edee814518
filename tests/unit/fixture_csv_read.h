/*
 * fixture_csv_read - what the CSV files of a report say, as facts.
 */
#ifndef TESTS_FIXTURE_CSV_READ_H
#define TESTS_FIXTURE_CSV_READ_H

#include <stddef.h>

struct error;
struct facts;

/* FACT_REPORT, FACT_COUNT and FACT_FINDING. -1 if it is no such table. */
int csv_read_findings(const char *bytes, size_t length, struct facts *facts, struct error *err);
/* FACT_CLASS and FACT_GRANT. */
int csv_read_permissions(const char *bytes, size_t length, struct facts *facts, struct error *err);
/* FACT_PEOPLE. */
int csv_read_users(const char *bytes, size_t length, struct facts *facts, struct error *err);
/* FACT_CUSTOMERS. */
int csv_read_customers(const char *bytes, size_t length, struct facts *facts, struct error *err);

#endif
