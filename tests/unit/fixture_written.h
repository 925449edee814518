/*
 * fixture_written - what a writer of a report writes, as text.
 */
#ifndef TESTS_FIXTURE_WRITTEN_H
#define TESTS_FIXTURE_WRITTEN_H

#include <stdio.h>

#include "audit/model/audit.h"

/* Written whole, and without a NUL; free() it. */
char *fixture_written(void (*write)(FILE *stream, const struct audit *audit),
		      const struct audit *audit);

#endif
