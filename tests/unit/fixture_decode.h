/*
 * fixture_decode - JSON as Syncro sends it, decoded into memory that lasts for one test:
 * fixture_decode_open and _close go around each.
 */
#ifndef TESTS_FIXTURE_DECODE_H
#define TESTS_FIXTURE_DECODE_H

#include "audit/core/json/json.h"
#include "audit/syncro/decode.h"

extern struct arena *fixture_decode_arena;

/* The least of a row, and more fields: CUSTOMER(",\"disabled\":true"). */
#define CUSTOMER(fields) ("{\"id\":5,\"business_name\":\"Acme\",\"email\":null" fields "}")
#define SCHEDULE(fields) ("{\"id\":3,\"customer_id\":5" fields "}")

int fixture_decode_open(void **state);
int fixture_decode_close(void **state);

cJSON *fixture_decode_json(const char *text); /* the caller deletes it; fails if it is none */
/* The struct a row becomes, or NULL. */
const void *fixture_decode_row(enum list list, const char *text);

#endif
