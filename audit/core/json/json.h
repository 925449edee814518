/*
 * json - reading JSON strictly. (cJSON alone accepts trailing text, invalid
 * UTF-8 and duplicate keys, and cuts strings at \u0000.)
 *
 * json_parse refuses: invalid UTF-8, \u0000, nesting deeper than JSON_DEPTH,
 * a key twice in one object, text after the value. The tree is the caller's,
 * freed with cJSON_Delete. Getters look at one item, NULL included, and never
 * write their out-parameter on failure.
 */
#ifndef CORE_JSON_JSON_H
#define CORE_JSON_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/tri.h"

struct arena;
struct error;

#define JSON_DEPTH 64

cJSON *json_parse(const char *bytes, size_t length, struct error *err);

/* A text to be hung into a tree, whose memory is not that of xmalloc. */
char *json_strdup(const char *text);

/* Case-sensitive; NULL if `object` is no object or lacks the key. */
const cJSON *json_get(const cJSON *object, const char *key);
/* Many at once, each as json_get gives it: quick where they stand in the order of `keys`. */
void json_members(const cJSON *object, const char *const *keys, size_t count, const cJSON **out);

/* An id: an integer from 1 to 2^53, also as a decimal string. */
bool json_id(const cJSON *item, int64_t *id);
/* A count: an integer from 0 to 2^53, also as a decimal string. */
bool json_count(const cJSON *item, int64_t *count);
enum tri json_tri(const cJSON *item); /* true, false, anything else = unknown */

/* Cleaned text of a string or number; "" for anything else. */
const char *json_text(struct arena *arena, const cJSON *item);

#endif
