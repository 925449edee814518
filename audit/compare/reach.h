/*
 * reach - how far each audit read the parts of the account, and what a comparison of what rests
 * on them cannot tell. For compare*.c only.
 */
#ifndef COMPARE_REACH_H
#define COMPARE_REACH_H

#include "audit/compare/internal.h"

/* What records rest on, as bits: parts of an account that could be read short. */
#define OF(part) (1u << SOURCE_##part)
#define OF_EVERYTHING (~OF(ME))

/* The title of the first of `wanted` that was not read to its end; NULL if all were. */
const char *reach_short(const struct results *results, unsigned wanted);

/* A list that one of the two did not ask for at all says nothing of who is there: the sentence,
 * or NULL. */
const char *reach_once(const struct comparing *c, unsigned wanted);

/* What cannot be told, of why each side may not show all that there is (NULL if it does); "" if
 * all can. */
const char *reach_gap(const struct comparing *c, const char *before, const char *after);

#endif
