/*
 * fixture_junit_read - what a report's JUnit XML says, as facts: FACT_REPORT, FACT_VERDICT,
 * FACT_COUNT and FACT_FINDING.
 */
#ifndef TESTS_FIXTURE_JUNIT_READ_H
#define TESTS_FIXTURE_JUNIT_READ_H

#include <stddef.h>

struct error;
struct facts;

/* -1 if it cannot be read, or if a suite counts its cases wrongly. */
int junit_read(const char *bytes, size_t length, struct facts *facts, struct error *err);

#endif
