#include "audit/pull/reception.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/hash.h"
#include "audit/core/json/json.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/evidence/outcome.h"
#include "audit/evidence/redact.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/keep.h"

/* Shorter ones are no secret, and would stand in half of all texts. */
#define SHOWN_LEAST 12
#define USER_TOKEN "user_token"

static const struct secret *secrets_of(const struct reception *reception)
{
	const size_t count = reception->shown_count;

	if (count == 0)
		return reception->token;
	return &reception->shown[(count < RECEPTION_SHOWN ? count : RECEPTION_SHOWN) - 1];
}

static void note_shown(struct reception *reception, const cJSON *value)
{
	const char *text = cJSON_GetStringValue(value);
	const size_t length = text ? strlen(text) : 0;

	if (length < SHOWN_LEAST || secret_in(secrets_of(reception), text, length))
		return;
	const size_t at = reception->shown_count++ % RECEPTION_SHOWN;
	secret_set(&reception->shown[at], text, length);
	reception->shown[at].next = at ? &reception->shown[at - 1] : reception->token;
}

/* What a user_token was seen to be is looked for wherever else it turns up. */
static void note_user_tokens(struct reception *reception, const cJSON *tree)
{
	const cJSON *member = NULL;

	note_shown(reception, json_get(tree, USER_TOKEN));
	cJSON_ArrayForEach(member, tree) note_shown(reception, json_get(member, USER_TOKEN));
}

void reception_release(struct reception *reception)
{
	for (size_t i = 0; i < RECEPTION_SHOWN; i++)
		secret_release(&reception->shown[i]);
}

/* Takes from the body what is kept and redacts it into `stored`; the tree of that; NULL if it
 * is not JSON, or if it cannot be had without the token in it. */
static cJSON *read_redacted(struct reception *reception, const struct delivery *delivery,
			    struct str *stored)
{
	const struct str *body = &delivery->body;
	struct error ignored;
	cJSON *tree = json_parse(str_text(body), body->length, &ignored);

	if (!tree)
		return NULL;
	note_user_tokens(reception, tree);
	keep_fields(tree, delivery->item.api, delivery->item.method, delivery->item.path);
	if (redact_print(tree, secrets_of(reception), stored) == 0)
		return tree;
	cJSON_Delete(tree);
	return NULL;
}

/* Where no answer came at all; the last try tells why. */
static enum outcome outcome_without_answer(const struct delivery *delivery)
{
	return delivery->end == HTTP_TIMED_OUT ? OUTCOME_TIMEOUT : OUTCOME_UNREACHABLE;
}

/* The text that comes with a 401 where a token is not known at all. */
static bool is_challenge(const struct delivery *delivery)
{
	static const char text[] = "HTTP Token: Access denied";

	return delivery->challenge ||
	       strncmp(str_text(&delivery->body), text, sizeof text - 1) == 0;
}

static enum outcome outcome_of(const struct reception *reception, const struct delivery *delivery,
			       const cJSON *tree)
{
	const struct str *body = &delivery->body;
	/* A body that nobody could read may have been a proxy's page as well. */
	const struct arrival arrival = {
		.status = delivery->status,
		.body = tree,
		.html = delivery->end == HTTP_UNREADABLE ||
			answer_is_html(str_text(body), body->length),
		.challenge = is_challenge(delivery),
	};

	if (delivery->status == 0)
		return outcome_without_answer(delivery);
	return answer_outcome(reception->intake->plan->catalogue, delivery->item.api,
			      delivery->item.method, delivery->item.path, &arrival);
}

/* Why it is no 2xx, in the words of the answer. */
static const char *said_by(struct arena *arena, const struct delivery *delivery, const cJSON *tree)
{
	return outcome_is_success(delivery->status) ? "" : answer_said(arena, tree);
}

static void tell(const struct request *request, const struct delivery *delivery)
{
	log_message(LOG_DEBUG, "%s %s: status %d, %s, %" PRId64 " bytes, %" PRId64 " ms",
		    request->method, request->path, request->status, outcome_name(request->outcome),
		    request->bytes, request->took_ms);
	if (request->status == 0)
		log_message(LOG_INFO, "%s %s: %s", request->method, request->path,
			    delivery->sentence);
	if (strcmp(request->method, "GET") != 0 && request->outcome == OUTCOME_OK)
		log_message(LOG_WARNING,
			    "'%s %s' was accepted although it is documented as refused: look for "
			    "a record it may have made",
			    request->method, request->path);
}

static const char *hash_received(struct arena *arena, const struct str *body)
{
	char hash[HASH_HEX];

	if (body->length == 0)
		return "";
	hash_bytes(str_text(body), body->length, hash);
	return arena_strdup(arena, hash);
}

int reception_receive(struct reception *reception, struct delivery *delivery, struct error *err)
{
	struct str stored = STR_INIT(STR_BODY);
	cJSON *tree = read_redacted(reception, delivery, &stored);
	bool keep = tree && delivery->item.keep;
	struct request request = {
		.method = delivery->item.method,
		.path = delivery->item.path,
		.status = delivery->status,
		.bytes = delivery->bytes,
		.started_at = reception->wall_offset + delivery->started,
		.took_ms = delivery->took_ms,
		.attempts = delivery->tries,
		.outcome = outcome_of(reception, delivery, tree),
		.api = delivery->item.api,
		.sha256_received = hash_received(reception->arena, &delivery->body),
		.said = said_by(reception->arena, delivery, tree),
	};
	int result = evidence_log_add(reception->log, reception->arena, &request,
				      keep ? str_text(&stored) : NULL, stored.length, err);

	if (result == 0) {
		tell(&request, delivery);
		intake_add(reception->intake, &request, tree);
	}
	cJSON_Delete(tree);
	str_release(&stored);
	str_release(&delivery->body);
	return result;
}

int reception_skip(struct reception *reception, const struct errand *item, int64_t now,
		   struct error *err)
{
	struct request request = { .method = item->method,
				   .path = item->path,
				   .started_at = reception->wall_offset + now,
				   .outcome = OUTCOME_NOT_SENT,
				   .api = item->api,
				   .sha256_received = "",
				   .said = "" };

	if (evidence_log_add(reception->log, reception->arena, &request, NULL, 0, err) != 0)
		return -1;
	intake_add(reception->intake, &request, NULL);
	return 0;
}
