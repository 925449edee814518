#include "audit/pull/reception.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/evidence/redact.h"
#include "audit/syncro/answer.h"

/* Redacts the body into `stored` and reads that; NULL if it is not JSON, or if
 * it cannot be had without the token in it. */
static cJSON *read_redacted(const struct reception *reception, const struct str *body,
			    struct str *stored)
{
	struct error ignored;
	cJSON *redacted = NULL;
	cJSON *tree = json_parse(str_text(body), body->length, &ignored);

	if (!tree)
		return NULL;
	if (redact_print(tree, reception->token, stored) == 0)
		redacted = json_parse(str_text(stored), stored->length, &ignored);
	cJSON_Delete(tree);
	return redacted;
}

/* Where no answer came at all; the last try tells why. */
static enum outcome outcome_without_answer(const struct delivery *delivery)
{
	return delivery->end == HTTP_TIMED_OUT ? OUTCOME_TIMEOUT : OUTCOME_UNREACHABLE;
}

static enum outcome outcome_of(const struct reception *reception, const struct delivery *delivery,
			       const cJSON *tree)
{
	const struct str *body = &delivery->body;

	if (delivery->status == 0)
		return outcome_without_answer(delivery);
	/* A body that nobody could read may have been a proxy's page as well. */
	bool unreadable = delivery->end == HTTP_UNREADABLE;
	return answer_outcome(reception->intake->plan->catalogue, delivery->item.api,
			      delivery->item.method, delivery->item.path, delivery->status, tree,
			      unreadable || answer_is_html(str_text(body), body->length));
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

int reception_receive(struct reception *reception, struct delivery *delivery, struct error *err)
{
	struct str stored = STR_INIT(STR_BODY);
	cJSON *tree = read_redacted(reception, &delivery->body, &stored);
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
				   .api = item->api };

	if (evidence_log_add(reception->log, reception->arena, &request, NULL, 0, err) != 0)
		return -1;
	intake_add(reception->intake, &request, NULL);
	return 0;
}
