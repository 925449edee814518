/*
 * mtp_decode - the MTP's JSON to the structs of core/mtp.h. Strict about what a
 * verdict rests on (role, ids, names), tolerant of everything else. Returns
 * false, leaving `out` alone, for a row that cannot be understood.
 */
#ifndef JUMPCLOUD_DECODE_H
#define JUMPCLOUD_DECODE_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "audit/model/mtp.h"

struct arena;

/* `key` tells rows of one list apart. */
bool mtp_decode_admin(struct arena *arena, const cJSON *row, struct mtp_admin *out,
		      const char **key);
/* An integration with another product has the id "". */
bool mtp_decode_integration(struct arena *arena, const cJSON *row, struct mtp_integration *out,
			    const char **key);
bool mtp_decode_company(struct arena *arena, const cJSON *row, struct mtp_company *out,
			const char **key);

#endif
