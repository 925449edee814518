/*
 * refusal - the write requests that Syncro documents as refused. Whatever a
 * catalogue asks for, no other request than a GET is ever sent.
 *
 * Source: the answers 422 of Syncro's OpenAPI document, and the id 0, which no
 * record has.
 */
#ifndef SYNCRO_REFUSAL_H
#define SYNCRO_REFUSAL_H

#include <stdbool.h>

/* `body` as cJSON prints it, without blanks. */
bool refusal_is_documented(const char *method, const char *path, const char *body);

#endif
