/*
 * query - a request target taken apart: "/customers?page=2&sort=name".
 */
#ifndef STANDIN_QUERY_H
#define STANDIN_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUERY_VALUE 256

/* Copies the path without the query; false if it does not fit. */
bool query_path(const char *target, char *out, size_t size);
/* The decoded value of a parameter; false if it is not there. */
bool query_value(const char *target, const char *name, char out[QUERY_VALUE]);
/* As a number; `otherwise` where there is none. */
int64_t query_number(const char *target, const char *name, int64_t otherwise);

/* Whether `path` fits `pattern`, in which {id} stands for one segment; its number
 * (-1 if it is not one) goes to `id`, which may be NULL. */
bool query_fits(const char *path, const char *pattern, int64_t *id);

#endif
