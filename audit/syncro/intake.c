#include "audit/syncro/intake.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/decode.h"
#include "audit/syncro/endpoint.h"
#include "audit/syncro/internal.h"

void intake_init(struct intake *intake, struct arena *arena, const struct plan *plan)
{
	*intake = (struct intake){ .arena = arena, .plan = plan };
	if (plan && plan->look_count)
		intake->looks = arena_array(arena, plan->look_count, sizeof *intake->looks);
	intake->me = (struct me){ .user_name = "", .user_email = "", .subdomain = "" };
}

void intake_expect_mtp(struct intake *intake, const struct mtp_target *target)
{
	intake->mtp = mtp_intake_new(intake->arena, target);
}

void intake_release_rows(struct intake_rows *rows)
{
	free(rows->pages);
	free(rows->structs);
	*rows = (struct intake_rows){ .structs = NULL };
}

int64_t intake_row_id(const struct intake *intake, enum list list, size_t row)
{
	return decode_row_id(intake->rows[list].structs + row * decode_row_size(list));
}

void intake_release(struct intake *intake)
{
	mtp_intake_free(intake->mtp);
	for (unsigned i = 0; i < LIST_COUNT; i++) {
		listing_release(&intake->lists[i]);
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
	intake->me_answers++;
	intake->me_status = request->status;
	if (outcome == OUTCOME_OK && !decode_me(intake->arena, body, &intake->me))
		outcome = OUTCOME_MALFORMED;
	intake->me_outcome = outcome;
	intake->me.rejected = outcome == OUTCOME_REFUSED && request->status == 401;
}

static void add_closing_me(struct intake *intake, const struct request *request,
			   enum outcome outcome, const cJSON *body)
{
	intake->closed = true;
	intake->closing_sent = request->started_at;
	intake->closing_status = request->status;
	intake->closing_outcome = outcome;
	(void)json_id(json_get(body, "user_id"), &intake->closing_user);
	intake->closing_subdomain = json_text(intake->arena, json_get(body, "subdomain"));
}

static void add_row(struct intake_rows *rows, size_t size, const struct decode_row *decoded)
{
	if (!size)
		return;
	rows->structs = array_reserve(rows->structs, rows->count, &rows->capacity, size);
	memcpy(rows->structs + rows->count++ * size, &decoded->user, size);
	rows->disordered |= decoded->id <= rows->last;
	rows->last = decoded->id;
}

static void add_place(struct intake_rows *rows, const struct intake_page *page)
{
	ARRAY_RESERVE(rows->pages, rows->page_count, rows->page_capacity);
	rows->pages[rows->page_count++] = *page;
}

static void note_odd(struct intake *intake, const struct intake_odd *odd)
{
	ARRAY_RESERVE(intake->odd_fields, intake->odd_field_count, intake->odd_field_capacity);
	intake->odd_fields[intake->odd_field_count++] = *odd;
}

/* Takes the rows in; fills `answer`, whose ids the caller frees. */
static void add_rows(struct intake *intake, enum list list, const cJSON *rows,
		     struct paging_answer *answer)
{
	const size_t size = decode_row_size(list);
	struct intake_page page = { .reading = listing_reading(&intake->lists[list], answer->page),
				    .page = answer->page };
	const cJSON *row;
	size_t number = 0;
	int64_t *ids = xcalloc((size_t)cJSON_GetArraySize(rows), sizeof *ids);

	cJSON_ArrayForEach(row, rows)
	{
		struct decode_row decoded;
		number++;
		if (!decode_row(intake->arena, list, row, &decoded)) {
			answer->bad++;
			continue;
		}
		ids[answer->count++] = decoded.id;
		if (*decoded.odd_field)
			note_odd(intake,
				 &(struct intake_odd){ .reading = page.reading,
						       .field = { .list = list,
								  .id = decoded.id,
								  .page = page.page,
								  .row = number,
								  .field = decoded.odd_field } });
		add_row(&intake->rows[list], size, &decoded);
	}
	page.count = answer->count;
	add_place(&intake->rows[list], &page);
	answer->ids = ids;
}

static void note_first_id(int64_t ids[INTAKE_FIRST_IDS], int64_t id)
{
	for (size_t i = 0; i < INTAKE_FIRST_IDS; i++) {
		if (id == ids[i])
			return;
		if (ids[i] == 0 || id < ids[i]) {
			int64_t next = ids[i];
			ids[i] = id;
			id = next;
		}
		if (id == 0)
			return;
	}
}

static void note_first_ids(struct intake *intake, enum list list,
			   const struct paging_answer *answer)
{
	if (answer->page != 1)
		return;
	for (size_t i = 0; i < answer->count; i++)
		note_first_id(intake->first_ids[list], answer->ids[i]);
}

static void add_page(struct intake *intake, const struct request *request,
		     const struct endpoint *endpoint, enum outcome outcome, const char *said,
		     const cJSON *body)
{
	const cJSON *rows = decode_rows(body, endpoint->list);
	struct paging_answer answer = { .page = endpoint->page,
					.status = request->status,
					.outcome = outcome,
					.said = said,
					.meta = decode_meta(body) };

	if (endpoint->list == LIST_USERS && endpoint->page == 1)
		intake->users_said = outcome == OUTCOME_REFUSED ? said : "";

	if (outcome == OUTCOME_OK && rows)
		add_rows(intake, endpoint->list, rows, &answer);
	/* Tickets are asked for as a probe only; then the rows may not be kept. */
	else if (outcome == OUTCOME_OK && endpoint->list != LIST_TICKETS)
		answer.outcome = OUTCOME_MALFORMED;
	note_first_ids(intake, endpoint->list, &answer);
	listing_add(&intake->lists[endpoint->list], &answer);
	free((void *)answer.ids);
}

static void add_detail(struct intake *intake, const struct request *request, int64_t id,
		       enum outcome outcome, const char *said, const cJSON *body)
{
	struct intake_detail detail = {
		.id = id, .status = request->status, .outcome = outcome, .said = said
	};

	if (outcome == OUTCOME_OK && !decode_user_detail(intake->arena, body, id, &detail.user))
		detail.outcome = OUTCOME_MALFORMED;
	ARRAY_RESERVE(intake->details, intake->detail_count, intake->detail_capacity);
	intake->details[intake->detail_count++] = detail;
}

static struct intake_other *find_other(const struct intake *intake, const char *method,
				       const char *path)
{
	for (size_t i = 0; i < intake->other_count; i++)
		if (strcmp(intake->others[i].path, path) == 0 &&
		    strcmp(intake->others[i].method, method) == 0)
			return &intake->others[i];
	return NULL;
}

const char *intake_stranger(const struct intake *intake, const char *subdomain)
{
	const char *const named[] = { intake->me.subdomain, intake->closing_subdomain };

	for (size_t i = 0; i < COUNT_OF(named); i++)
		if (named[i] && *named[i] && !text_equal_ignoring_case(named[i], subdomain))
			return named[i];
	return NULL;
}

int64_t intake_other_user(const struct intake *intake)
{
	const bool told = intake->closing_outcome == OUTCOME_OK && intake->me.known;

	return told && intake->closing_user != intake->me.user_id ? intake->closing_user : 0;
}

const struct intake_other *intake_find(const struct intake *intake, const char *method,
				       const char *path)
{
	return find_other(intake, method, path);
}

static struct intake_other *new_other(struct intake *intake, const struct request *request)
{
	ARRAY_RESERVE(intake->others, intake->other_count, intake->other_capacity);
	struct intake_other *other = &intake->others[intake->other_count++];
	*other = (struct intake_other){ .method = request->method, .path = request->path };
	return other;
}

static void add_other(struct intake *intake, const struct request *request, enum outcome outcome,
		      const char *said, const cJSON *body)
{
	struct intake_other *other = find_other(intake, request->method, request->path);

	if (!other)
		other = new_other(intake, request);
	other->status = request->status;
	other->outcome = outcome;
	other->said = said;
	other->grants =
		answer_grants(intake->plan->catalogue, request->method, request->path, body);
	other->answers++;
}

/* What a profile looks at beside the lists; a later answer replaces one before. */
static void note_look(struct intake *intake, const struct request *request, const cJSON *body)
{
	for (size_t i = 0; intake->looks && i < intake->plan->look_count; i++)
		if (strcmp(intake->plan->looks[i], request->path) == 0 &&
		    strcmp(request->method, "GET") == 0) {
			decode_look(intake->arena, request->path, body, &intake->looks[i]);
			intake->looks[i].status = request->status;
		}
}

/* Evidence from elsewhere may call something ok, or refused, that is not. */
static enum outcome checked_outcome(const struct intake *intake, const struct request *request,
				    const char *said, const cJSON *body)
{
	if (request->outcome == OUTCOME_OK && body &&
	    !answer_has_shape(intake->plan->catalogue, request->api, request->method, request->path,
			      body))
		return OUTCOME_MALFORMED;
	if (request->outcome == OUTCOME_REFUSED && body && !*said && request->api == API_SYNCRO)
		return OUTCOME_UNEXPECTED;
	return request->outcome;
}

static void note_refusal(struct intake *intake, const struct request *request)
{
	const int64_t came = request->started_at + request->took_ms;

	intake->refused++;
	if (came > intake->last_refusal)
		intake->last_refusal = came;
}

/* Whether a GET /me is about whose token it is: the first one, and the second where the
 * first was refused. */
static bool is_opening(const struct intake *intake)
{
	return intake->me_answers == 0 || (intake->me_answers == 1 && intake->me.rejected);
}

void intake_add(struct intake *intake, const struct request *request, const cJSON *body)
{
	struct endpoint endpoint = endpoint_parse(request->method, request->path);
	const char *said = *request->said ? request->said : answer_said(intake->arena, body);
	enum outcome outcome = checked_outcome(intake, request, said, body);

	ARRAY_RESERVE(intake->requests, intake->request_count, intake->request_capacity);
	intake->requests[intake->request_count++] = *request;
	if (request->api == API_MTP) {
		if (intake->mtp)
			mtp_intake_add(intake->mtp, request, outcome, body);
		return;
	}
	if (outcome == OUTCOME_REFUSED && endpoint.kind != ENDPOINT_ME)
		note_refusal(intake, request);
	switch (endpoint.kind) {
	case ENDPOINT_ME:
		if (!is_opening(intake))
			add_closing_me(intake, request, outcome, body);
		else
			add_first_me(intake, request, outcome, body);
		break;
	case ENDPOINT_LIST:
		add_page(intake, request, &endpoint, outcome, said, body);
		break;
	case ENDPOINT_USER:
		add_detail(intake, request, endpoint.id, outcome, said, body);
		break;
	case ENDPOINT_OTHER:
		add_other(intake, request, outcome, said, body);
		note_look(intake, request, outcome == OUTCOME_OK ? body : NULL);
		break;
	}
}

/* The same words where no permission is asked for: they are about something else. */
static bool is_doubted(const struct intake *intake, enum outcome outcome, const char *said)
{
	return outcome == OUTCOME_REFUSED && !answer_is_documented_refusal(said) &&
	       intake->users_said && *intake->users_said &&
	       answer_says_the_same(said, intake->users_said);
}

static void settle_reading(const struct intake *intake, struct paging *paging)
{
	for (int64_t i = 0; i < paging->known; i++)
		if (is_doubted(intake, paging->pages[i].outcome, paging->pages[i].said))
			paging_doubt(paging, i + 1);
}

void intake_settle(struct intake *intake)
{
	for (unsigned list = 0; list < LIST_COUNT; list++) {
		for (unsigned i = 0; i < intake->lists[list].count; i++)
			settle_reading(intake, &intake->lists[list].readings[i]);
	}
	for (size_t i = 0; i < intake->detail_count; i++)
		if (is_doubted(intake, intake->details[i].outcome, intake->details[i].said))
			intake->details[i].outcome = OUTCOME_UNEXPECTED;
	for (size_t i = 0; i < intake->other_count; i++)
		if (is_doubted(intake, intake->others[i].outcome, intake->others[i].said))
			intake->others[i].outcome = OUTCOME_UNEXPECTED;
}

bool intake_is_closed(const struct intake *intake)
{
	return intake->closed && intake->closing_sent >= intake->last_refusal;
}

bool intake_refusals_stand(const struct intake *intake)
{
	return intake->closed && intake->closing_outcome == OUTCOME_OK &&
	       intake->closing_user == intake->me.user_id;
}
