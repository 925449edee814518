/*
 * redact - takes out of an answer what must not touch the disk: the user's own
 * token, portal keys, PDF links, and whatever contains the API token.
 */
#ifndef EVIDENCE_REDACT_H
#define EVIDENCE_REDACT_H

#include <cjson/cJSON.h>

#include "audit/core/secret.h"
#include "audit/core/str.h"

#define REDACTED "[redacted]"

/*
 * The tree redacted and printed on one line: the body as it is stored. Secret values
 * are replaced by REDACTED, members whose very name tells a secret are taken out.
 * -1 if it does not fit into `out` or the token would still be in it: then nothing
 * may be stored. The tree must come from json_parse: it may not be deeper than
 * JSON_DEPTH. It is then what json_parse makes of `out`, so that who reads the tree now
 * sees what is seen in the stored body later.
 */
int redact_print(cJSON *tree, const struct secret *token, struct str *out);

#endif
