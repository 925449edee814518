/*
 * json_parts - what strict reading looks at beside the syntax. For json*.c only.
 */
#ifndef CORE_JSON_INTERNAL_H
#define CORE_JSON_INTERNAL_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct error;

/* Before the parse: UTF-8, NUL bytes, \u0000, depth. */
int json_scan(const char *bytes, size_t length, struct error *err);
/* After it: no key twice in one object; the depth again. */
int json_check_tree(const cJSON *root, struct error *err);
/* "holds the key 'x' twice"; always -1. */
int json_twice(const char *key, struct error *err);
/* "is not JSON: line 3, column 7"; always -1. */
int json_not(const char *bytes, const char *at, struct error *err);

#endif
