#include "audit/syncro/intake.h"

#include <stdlib.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/decode.h"
#include "audit/syncro/endpoint.h"

void intake_init(struct intake *intake, struct arena *arena, const struct plan *plan)
{
	*intake = (struct intake){ .arena = arena, .plan = plan };
	intake->me = (struct me){ .user_name = "", .user_email = "", .subdomain = "" };
}

void intake_expect_mtp(struct intake *intake, const struct mtp_target *target)
{
	intake->mtp = mtp_intake_new(intake->arena, target);
}

void intake_release_rows(struct intake_rows *rows)
{
	free(rows->items);
	arena_free(rows->structs);
	*rows = (struct intake_rows){ .items = NULL };
}

void intake_release(struct intake *intake)
{
	mtp_intake_free(intake->mtp);
	for (unsigned i = 0; i < LIST_COUNT; i++) {
		paging_release(&intake->lists[i]);
		intake_release_rows(&intake->rows[i]);
	}
	free(intake->details);
	free(intake->others);
	free(intake->requests);
	free(intake->odd_fields);
	*intake = (struct intake){ .arena = NULL };
}

static void add_first_me(struct intake *intake, const struct request *request, enum outcome outcome,
			 const cJSON *body)
{
	intake->me_answered = true;
	intake->me_status = request->status;
	if (outcome == OUTCOME_OK && !decode_me(intake->arena, body, &intake->me))
		outcome = OUTCOME_MALFORMED;
	intake->me_outcome = outcome;
	intake->me.rejected = request->status == 401;
}

static void add_closing_me(struct intake *intake, const struct request *request,
			   enum outcome outcome, const cJSON *body)
{
	intake->closed = true;
	intake->closing_status = request->status;
	intake->closing_outcome = outcome;
	(void)json_id(json_get(body, "user_id"), &intake->closing_user);
}

static void add_row(struct intake *intake, enum list list, int64_t page, size_t position,
		    const struct decode_row *decoded)
{
	struct intake_rows *rows = &intake->rows[list];

	if (!rows->structs)
		rows->structs = arena_new();
	ARRAY_RESERVE(rows->items, rows->count, rows->capacity);
	rows->items[rows->count++] =
		(struct intake_row){ .id = decoded->id,
				     .page = page,
				     .row = position,
				     .item = arena_copy(rows->structs, &decoded->user,
							decode_row_size(list)) };
}

static void note_odd(struct intake *intake, const struct odd_field *odd)
{
	ARRAY_RESERVE(intake->odd_fields, intake->odd_field_count, intake->odd_field_capacity);
	intake->odd_fields[intake->odd_field_count++] = *odd;
}

/* Takes the rows in; fills `answer`, whose ids the caller frees. */
static void add_rows(struct intake *intake, enum list list, const cJSON *rows,
		     struct paging_answer *answer)
{
	size_t position = 0;
	const cJSON *row;
	int64_t *ids = xcalloc((size_t)cJSON_GetArraySize(rows), sizeof *ids);

	cJSON_ArrayForEach(row, rows)
	{
		struct decode_row decoded;
		position++;
		if (!decode_row(intake->arena, list, row, &decoded)) {
			answer->bad++;
			continue;
		}
		ids[answer->count++] = decoded.id;
		if (*decoded.odd_field)
			note_odd(intake, &(struct odd_field){ .list = list,
							      .id = decoded.id,
							      .page = answer->page,
							      .row = position,
							      .field = decoded.odd_field });
		add_row(intake, list, answer->page, position, &decoded);
	}
	answer->ids = ids;
}

static void note_first_id(struct intake *intake, enum list list, const struct paging_answer *answer)
{
	int64_t smallest = -1;

	for (size_t i = 0; i < answer->count; i++)
		if (smallest < 0 || answer->ids[i] < smallest)
			smallest = answer->ids[i];
	if (answer->page == 1)
		intake->first_id[list] = smallest;
}

static void add_page(struct intake *intake, const struct request *request,
		     const struct endpoint *endpoint, enum outcome outcome, const cJSON *body)
{
	const cJSON *rows = decode_rows(body, endpoint->list);
	struct paging_answer answer = { .page = endpoint->page,
					.status = request->status,
					.outcome = outcome,
					.meta = decode_meta(body) };

	if (outcome == OUTCOME_OK && rows)
		add_rows(intake, endpoint->list, rows, &answer);
	/* Tickets are asked for as a probe only; then the rows may not be kept. */
	else if (outcome == OUTCOME_OK && endpoint->list != LIST_TICKETS)
		answer.outcome = OUTCOME_MALFORMED;
	note_first_id(intake, endpoint->list, &answer);
	paging_add(&intake->lists[endpoint->list], &answer);
	free((void *)answer.ids);
}

static void add_detail(struct intake *intake, const struct request *request, int64_t id,
		       enum outcome outcome, const cJSON *body)
{
	struct intake_detail detail = { .id = id, .status = request->status, .outcome = outcome };

	if (outcome == OUTCOME_OK && !decode_user_detail(intake->arena, body, id, &detail.user))
		detail.outcome = OUTCOME_MALFORMED;
	ARRAY_RESERVE(intake->details, intake->detail_count, intake->detail_capacity);
	intake->details[intake->detail_count++] = detail;
}

static void add_other(struct intake *intake, const struct request *request, enum outcome outcome)
{
	ARRAY_RESERVE(intake->others, intake->other_count, intake->other_capacity);
	intake->others[intake->other_count++] = (struct intake_other){ .method = request->method,
								       .path = request->path,
								       .status = request->status,
								       .outcome = outcome };
}

/* Evidence from elsewhere may call something ok that is not. */
static enum outcome checked_outcome(const struct intake *intake, const struct request *request,
				    const cJSON *body)
{
	if (request->outcome == OUTCOME_OK && body &&
	    !answer_has_shape(intake->plan->catalogue, request->api, request->method, request->path,
			      body))
		return OUTCOME_MALFORMED;
	return request->outcome;
}

void intake_add(struct intake *intake, const struct request *request, const cJSON *body)
{
	struct endpoint endpoint = endpoint_parse(request->method, request->path);
	enum outcome outcome = checked_outcome(intake, request, body);

	ARRAY_RESERVE(intake->requests, intake->request_count, intake->request_capacity);
	intake->requests[intake->request_count++] = *request;
	if (request->api == API_MTP) {
		if (intake->mtp)
			mtp_intake_add(intake->mtp, request, outcome, body);
		return;
	}
	intake->refused += outcome == OUTCOME_REFUSED && endpoint.kind != ENDPOINT_ME;
	switch (endpoint.kind) {
	case ENDPOINT_ME:
		if (intake->me_answered)
			add_closing_me(intake, request, outcome, body);
		else
			add_first_me(intake, request, outcome, body);
		break;
	case ENDPOINT_LIST:
		add_page(intake, request, &endpoint, outcome, body);
		break;
	case ENDPOINT_USER:
		add_detail(intake, request, endpoint.id, outcome, body);
		break;
	case ENDPOINT_OTHER:
		add_other(intake, request, outcome);
		break;
	}
}

bool intake_refusals_stand(const struct intake *intake)
{
	return intake->closed && intake->closing_outcome == OUTCOME_OK &&
	       intake->closing_user == intake->me.user_id;
}
