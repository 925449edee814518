/*
 * outcome - which outcome an HTTP status stands for. Pure.
 */
#ifndef EVIDENCE_OUTCOME_H
#define EVIDENCE_OUTCOME_H

#include <stdbool.h>

#include "audit/model/vocabulary.h"

bool outcome_is_success(int status);
/* Of an answer that came as a whole; `spoken`: it is in the words of the API, and not those
 * of a proxy, a filter or a router in front of it. */
enum outcome outcome_of_status(int status, bool spoken);
/* Whether the two can stand in one log line. */
bool outcome_fits(enum outcome outcome, int status);

#endif
