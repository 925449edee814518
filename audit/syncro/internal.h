/*
 * internal - the decoders of single lists, for decode.c.
 */
#ifndef SYNCRO_INTERNAL_H
#define SYNCRO_INTERNAL_H

#include "audit/syncro/decode.h"

/* The answer to a look at that path; NULL shows nothing. */
void decode_look(struct arena *arena, const char *path, const cJSON *body, struct look *out);
bool decode_customer(struct arena *arena, const cJSON *row, struct decode_row *out);

#endif
