/*
 * secrets - puts invented secrets where the evidence was redacted, and changes
 * what /me declares.
 */
#ifndef STANDIN_SECRETS_H
#define STANDIN_SECRETS_H

#include <cjson/cJSON.h>

void secrets_restore(cJSON *body);
/* "customer.write=false,admin=true" */
void secrets_declare(cJSON *me, const char *changes);

#endif
