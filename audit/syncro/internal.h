/*
 * internal - the decoders of single lists, for decode.c.
 */
#ifndef SYNCRO_INTERNAL_H
#define SYNCRO_INTERNAL_H

#include "audit/syncro/decode.h"

bool decode_customer(struct arena *arena, const cJSON *row, struct decode_row *out);

#endif
