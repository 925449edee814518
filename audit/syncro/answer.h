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

struct arena;

/* An answer that came as a whole. */
struct arrival {
	int status;
	const cJSON *body; /* NULL if it is not JSON */
	bool html;	   /* looks like a page for people */
	bool challenge;	   /* asks for a token, as Syncro does where it knows none */
};

/*
 * The shape of what a probe is answered with stands in the catalogue. A refusal counts only
 * in Syncro's own words: JSON that says why (at /me, a challenge too). Any other 401 or 403
 * is an edge, a proxy or a filter speaking; any 404 that is no JSON, a router.
 */
enum outcome answer_outcome(const struct catalogue *catalogue, enum api api, const char *method,
			    const char *path, const struct arrival *arrival);

/* What an answer says went wrong (`error`, `errors`, `message`), cleaned and at most
 * ANSWER_SAID_MOST bytes; "" if it says nothing. */
#define ANSWER_SAID_MOST 200
const char *answer_said(struct arena *arena, const cJSON *body);

/* Whether a `message` is all there is: a complaint; beside anything else it is none. */
bool answer_is_message(const cJSON *body);

/* What an answer itself says of the right that it shows, where the catalogue names a flag
 * for it: granted only if it is there and true. TRI_YES where it names none. */
enum tri answer_grants(const struct catalogue *catalogue, const char *method, const char *path,
		       const cJSON *body);

/* Whether a text is the one that comes with a refusal for lack of a permission. */
bool answer_is_documented_refusal(const char *said);

/* Whether two texts say the same, but for the ids, times and paths among their words. */
bool answer_says_the_same(const char *a, const char *b);

/* Whether the JSON is what is documented for a 2xx on this path. */
bool answer_has_shape(const struct catalogue *catalogue, enum api api, const char *method,
		      const char *path, const cJSON *body);

bool answer_is_html(const char *bytes, size_t length);

#endif
