/*
 * token_right - whether the token has a permission: what its requests showed, what GET /me
 * declares and what a person confirmed, put together.
 *
 * Where Syncro tells nothing usable, what is confirmed decides only if it names that very
 * fault as the one that it stands in for.
 */
#ifndef RULES_TOKEN_RIGHT_H
#define RULES_TOKEN_RIGHT_H

#include <stddef.h>

#include "audit/rules/permission.h"

struct evaluation;

/* Of a permission by its place in the catalogue. What was probed of it is in e->rights;
 * `declared` is what GET /me says of it. */
struct answer token_right(const struct evaluation *e, size_t index, const struct answer *declared);

#endif
