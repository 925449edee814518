/*
 * trace - which requests of the log an observation rests on, by their numbers.
 */
#ifndef RULES_TRACE_H
#define RULES_TRACE_H

struct evaluation;

/* The source of an observation that sums up what was not asked for by any requirement: the
 * requests of all the permissions that are refused and not needed. */
#define TRACE_EACH_AREA "one request for each area"

/* Fills in the evidence of every observation, from its source: "GET /users, GET /users/{id}"
 * are the pages of the list and, of an object such as "user:17", the request /users/17. What
 * is no request has none. Of a permission, /users/{id} is that of the token's owner. After
 * the last observation. */
void trace_evidence(struct evaluation *e);

#endif
