/*
 * body - whether an answer's body is all there, as far as its own bytes tell. Pure.
 */
#ifndef NET_BODY_H
#define NET_BODY_H

#include <stdbool.h>
#include <stddef.h>

/* Nothing but white space, or a JSON object or list whose end is missing. */
bool body_is_cut(const char *bytes, size_t length);

#endif
