#include "audit/pull/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/evidence/file.h"
#include "audit/evidence/logline.h"
#include "audit/syncro/assemble.h"
#include "audit/syncro/endpoint.h"
#include "audit/syncro/intake.h"

struct replay {
	struct arena *arena;
	int folder;
	struct intake intake;
	struct str body; /* of the request at hand */
	struct error *err;
};

static int read_body(struct replay *replay, const struct request *request, cJSON **out)
{
	struct str *body = &replay->body;

	str_clear(body);
	if (evidence_read_hashed(replay->folder, request->body, request->sha256, "the log", body,
				 replay->err) != 0)
		return -1;
	*out = json_parse(str_text(body), body->length, replay->err);
	return *out ? 0 : error_prepend(replay->err, "evidence file '%s'", request->body);
}

static int take_in(struct replay *replay, const struct request *request)
{
	cJSON *body = NULL;

	if (*request->body && read_body(replay, request, &body) != 0)
		return -1;
	intake_add(&replay->intake, request, body);
	cJSON_Delete(body);
	return 0;
}

/* /me stands first, and anything is asked once; only /me may close the run. */
static int check_order(const struct replay *replay, const struct request *request)
{
	const struct intake *intake = &replay->intake;
	bool me = request->api == API_SYNCRO &&
		  endpoint_parse(request->method, request->path).kind == ENDPOINT_ME;

	if (intake->request_count == 0 && !me)
		return error_set(replay->err, "the first request must be 'GET /me'");
	if (request->api == API_MTP && !intake->mtp)
		return error_set(replay->err,
				 "a request to the MTP, but " EVIDENCE_RUN " names no provider");
	if (me && intake_is_closed(intake) && intake->closing_status)
		return error_set(replay->err, "'GET /me' once more, and nothing was refused since");
	return 0;
}

static int take_line(struct replay *replay, const char *line, size_t length, size_t place)
{
	struct request request;

	if (logline_read(replay->arena, line, length, place, &request, replay->err) != 0 ||
	    check_order(replay, &request) != 0)
		return -1;
	return take_in(replay, &request);
}

static int take_lines(struct replay *replay, const struct str *log)
{
	const char *at = str_text(log);
	const char *end = at + log->length;

	for (size_t number = 1; at < end; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			return error_set(replay->err, EVIDENCE_LOG ": line %zu is cut off", number);
		if (number > EVIDENCE_LINES_MOST)
			return error_set(replay->err, EVIDENCE_LOG ": has more than %d lines",
					 EVIDENCE_LINES_MOST);
		if (take_line(replay, at, (size_t)(stop - at), number) != 0)
			return error_prepend(replay->err, EVIDENCE_LOG ": line %zu", number);
		at = stop + 1;
	}
	return replay->intake.request_count > 0 ? 0
						: error_set(replay->err, EVIDENCE_LOG ": is empty");
}

static int compare_requests(const void *a, const void *b)
{
	const struct request *x = *(const struct request *const *)a;
	const struct request *y = *(const struct request *const *)b;
	int order = strcmp(x->path, y->path);

	if (x->api != y->api)
		return x->api < y->api ? -1 : 1;
	return order ? order : strcmp(x->method, y->method);
}

/* The opening one and the closing one, each asked for again after a refusal. */
#define ME_MOST 4

/* How often a request may stand in a log: what was refused is asked for twice, a list that
 * moved is read again. Else two answers to one question would have to be weighed. */
static size_t times(const struct request *request)
{
	const struct endpoint endpoint = endpoint_parse(request->method, request->path);

	if (request->api == API_MTP || endpoint.kind == ENDPOINT_USER)
		return 1;
	if (endpoint.kind == ENDPOINT_OTHER)
		return 2;
	if (endpoint.kind == ENDPOINT_ME)
		return ME_MOST;
	return endpoint.page == 1 ? LISTING_READINGS : LISTING_READINGS - 1;
}

static int check_unique(const struct intake *intake, struct error *err)
{
	size_t count = intake->request_count, same = 1;
	const struct request **sorted = xcalloc(count, sizeof *sorted);
	int result = 0;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &intake->requests[i];
	qsort(sorted, count, sizeof *sorted, compare_requests);
	for (size_t i = 1; i < count && result == 0; i++) {
		same = compare_requests(&sorted[i - 1], &sorted[i]) == 0 ? same + 1 : 1;
		if (same > times(sorted[i]))
			result = error_set(err, EVIDENCE_LOG ": '%s %s' is there %s",
					   sorted[i]->method, sorted[i]->path,
					   same == 2 ? "twice" : "too often");
	}
	free(sorted);
	return result;
}

static int replay_log(struct replay *replay)
{
	struct str log = STR_INIT(EVIDENCE_LOG_MOST);
	int result = evidence_read_file(replay->folder, EVIDENCE_LOG, &log, replay->err);

	if (result == 0)
		result = take_lines(replay, &log);
	if (result == 0)
		result = check_unique(&replay->intake, replay->err);
	str_release(&log);
	return result;
}

/* Everything would be told under a wrong name. */
static int check_account(const struct intake *intake, const struct evidence_run *run,
			 struct error *err)
{
	const char *stranger = intake_stranger(intake, run->subdomain);
	const int64_t other = intake_other_user(intake);

	if (stranger)
		return error_set(err,
				 EVIDENCE_RUN " is of the account '%s', but GET /me answers for "
					      "'%s'",
				 run->subdomain, stranger);
	return other ? error_set(err, "GET /me answers for two users: %" PRId64 " and %" PRId64,
				 intake->me.user_id, other)
		     : 0;
}

int replay_account(struct arena *arena, const char *folder, const struct evidence_run *run,
		   const struct plan *plan, struct account **out, struct error *err)
{
	struct replay replay = { .arena = arena, .body = STR_INIT(EVIDENCE_BODY_MOST), .err = err };
	int result;

	replay.folder = evidence_open_folder(folder, err);
	if (replay.folder < 0)
		return -1;
	intake_init(&replay.intake, arena, plan);
	if (run->mtp_provider)
		intake_expect_mtp(&replay.intake,
				  &(struct mtp_target){ .provider = run->mtp_provider,
							.base_url = run->mtp_base_url,
							.subdomain = run->subdomain });
	result = replay_log(&replay);
	if (result == 0)
		result = check_account(&replay.intake, run, err);
	if (result == 0) {
		struct account *account = arena_alloc(arena, sizeof *account);
		account->subdomain = run->subdomain;
		account->base_url = run->base_url;
		account->started_at = run->started_at;
		account->finished_at = run->finished_at;
		assemble_account(&replay.intake, account);
		*out = account;
	}
	str_release(&replay.body);
	intake_release(&replay.intake);
	close(replay.folder);
	return result;
}
