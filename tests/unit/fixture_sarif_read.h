/*
 * fixture_sarif_read - what a report's SARIF says, as facts: FACT_REPORT, FACT_VERDICT,
 * FACT_COUNT and FACT_FINDING. Verdicts are read from the kinds of the results.
 */
#ifndef TESTS_FIXTURE_SARIF_READ_H
#define TESTS_FIXTURE_SARIF_READ_H

#include <stddef.h>

struct error;
struct facts;

/* -1 if it cannot be read. */
int sarif_read(const char *bytes, size_t length, struct facts *facts, struct error *err);

#endif
