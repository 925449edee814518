/*
 * mtp_path - the requests to the MTP's API, as paths, and back; and whether an
 * answer is what is documented there. Pure.
 */
#ifndef JUMPCLOUD_PATH_H
#define JUMPCLOUD_PATH_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

#include "audit/model/mtp.h"

struct arena;

#define MTP_BASE_URL "https://console.jumpcloud.com/api/v2"
#define MTP_ID_MOST 64

struct mtp_path {
	enum mtp_kind kind;
	char id[MTP_ID_MOST + 1]; /* of the provider or the integration */
	int64_t skip;		  /* rows before this page */
};

/* Letters, digits, hyphens and underscores: nothing that could bend a path. */
bool mtp_path_is_id(const char *text);

const char *mtp_path_make(struct arena *arena, enum mtp_kind kind, const char *id, int64_t skip);
/* For --dry-run: the further pages of a list, or NULL. */
const char *mtp_path_further(struct arena *arena, enum mtp_kind kind, const char *id);
/* Only paths exactly as mtp_path_make writes them are known. */
struct mtp_path mtp_path_parse(const char *path);
const char *mtp_path_template(enum mtp_kind kind); /* "/providers/{id}/administrators" */

/* Where the rows of a list stand; NULL if the kind is no list. */
const char *mtp_path_rows(enum mtp_kind kind);
/* Whether the JSON is what a 2xx on this path is said to bring. */
bool mtp_path_has_shape(const char *path, const cJSON *body);

#endif
