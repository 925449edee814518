/*
 * standing - whether something with an end date counts at a given moment.
 */
#ifndef RULES_STANDING_H
#define RULES_STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"

/* `ends_at` is the last millisecond it counts. */
enum standing standing_at(int64_t ends_at, int64_t now);

bool standing_counts(enum standing standing); /* in force, or about to end */

#endif
