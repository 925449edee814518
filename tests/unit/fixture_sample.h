/*
 * fixture_sample - a whole audit for the tests of the report: one of the invented
 * accounts in samples/, evaluated. Run the tests from the project's root.
 */
#ifndef TESTS_FIXTURE_SAMPLE_H
#define TESTS_FIXTURE_SAMPLE_H

#include "audit/model/audit.h"

struct arena;

/* "ready", "not-ready" or "large-and-messy"; everything lives in `arena`. */
struct audit *fixture_sample(struct arena *arena, const char *sample);

/* The same account with `count` customers, every second one with issues. */
struct audit *fixture_sample_of_size(struct arena *arena, size_t count);

#endif
