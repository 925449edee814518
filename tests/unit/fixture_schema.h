/*
 * fixture_schema - enough of JSON Schema to hold what we write against what we
 * publish: $ref into $defs, type, const, enum, pattern, minimum, required,
 * properties, items, and anyOf of null and something else. Stricter than the
 * standard in one thing: a key that the schema does not describe is wrong.
 */
#ifndef TESTS_FIXTURE_SCHEMA_H
#define TESTS_FIXTURE_SCHEMA_H

#include <cjson/cJSON.h>

/* What is wrong first, and at which key (`place`); NULL if nothing is. */
const char *fixture_schema_check(const cJSON *schema, const cJSON *root, const char **place);

#endif
