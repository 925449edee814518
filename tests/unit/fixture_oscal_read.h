/*
 * fixture_oscal_read - what a report's OSCAL assessment results say, as facts: FACT_REPORT,
 * FACT_VERDICT, FACT_COUNT and FACT_FINDING. A verdict is that of the finding, and of the
 * observation where there is none; where the two disagree, it is neither.
 */
#ifndef TESTS_FIXTURE_OSCAL_READ_H
#define TESTS_FIXTURE_OSCAL_READ_H

#include <stddef.h>

struct error;
struct facts;

#define OSCAL_READ_MOST 4096 /* observations, findings or risks */

/* -1 if it cannot be read. */
int oscal_read(const char *bytes, size_t length, struct facts *facts, struct error *err);

#endif
