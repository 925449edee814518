/*
 * answer - what an answer amounts to: the outcome that is logged. Pure; the same
 * for an answer from the wire and for one from the evidence folder.
 */
#ifndef SYNCRO_ANSWER_H
#define SYNCRO_ANSWER_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "audit/model/profile.h"

/*
 * Of an answer that came as a whole. The shape of what a probe is answered with stands
 * in the catalogue. `body` is NULL if it is not JSON; `html`
 * says that it looks like a page for people: with 403 that is a firewall
 * speaking, not Syncro.
 */
enum outcome answer_outcome(const struct catalogue *catalogue, enum api api, const char *method,
			    const char *path, int status, const cJSON *body, bool html);

/* Whether the JSON is what is documented for a 2xx on this path. */
bool answer_has_shape(const struct catalogue *catalogue, enum api api, const char *method,
		      const char *path, const cJSON *body);

bool answer_is_html(const char *bytes, size_t length);

#endif
