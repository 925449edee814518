/*
 * One answer from the wire, on its way into the evidence folder: whatever stands in
 * it, no secret reaches the disk, what is taken in is what was stored, and while
 * every probe is refused no answer's body turns one into a grant.
 *
 * The first two bytes choose the request and the status, the rest is the body.
 * "@T@" in it stands for the token.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/difference.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/secret.h"
#include "audit/core/str.h"
#include "audit/evidence/file.h"
#include "audit/evidence/redact.h"
#include "audit/pull/reception.h"
#include "audit/rules/check/evaluate.h"
#include "audit/syncro/assemble.h"
#include "audit/syncro/keep.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/stage.h"

#define ME "{\"user_id\":1,\"user_name\":\"Ann\",\"user_email\":\"a@x.example\",\"admin\":false}"

/* Every path is asked once; all but the chosen one are refused. */
static const struct {
	const char *method, *path;
} asked[] = {
	{ "GET", "/users?page=1" },
	{ "GET", "/users/1" },
	{ "GET", "/customers?include_disabled=true&page=1" },
	{ "GET", "/schedules?page=1" },
	{ "GET", "/tickets?page=1" },
	{ "GET", "/customers/4" },
	{ "GET", "/customers/latest" },
	{ "GET", "/tickets/9" },
	{ "GET", "/new_ticket_forms/0" },
	{ "GET", "/canned_responses/settings" },
	{ "GET", "/invoices" },
	{ "GET", "/contracts" },
	{ "POST", "/customers" },
	{ "PUT", "/tickets/0" },
};
static const int statuses[] = { 200, 201, 401, 403, 404, 422, 400, 429, 500, 302, 204, 0 };

/* An ordinary one, one that might be a number, and one with a sign JSON escapes. */
static const char *const tokens[] = { "T8xk-SECRET-0123456789", "1234567890123456", "a\"b\\c/d<" };

struct trial {
	struct arena *arena;
	struct secret token;
	struct str body;
	size_t chosen;
	int status;
	struct account account;
	struct intake intake;
};

static void put_token_in(struct trial *trial, const char *at, size_t size)
{
	const char *end = at + size;

	while (at < end) {
		const char *mark = memmem(at, (size_t)(end - at), "@T@", 3);
		str_add(&trial->body, at, (size_t)((mark ? mark : end) - at));
		if (mark)
			str_add(&trial->body, trial->token.value, trial->token.length);
		at = mark ? mark + 3 : end;
	}
}

static bool is_secret_key(const char *key)
{
	static const char *const keys[] = { "user_token", "portal_key", "online_profile_url",
					    "pdf_url" };

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (strcasecmp(key, keys[i]) == 0)
			return true;
	return false;
}

static bool tells(const struct trial *trial, const char *text)
{
	return strcasestr(text, "portal_key") || strcasestr(text, "user_token=") ||
	       memmem(text, strlen(text), trial->token.value, trial->token.length);
}

static void check_item(const struct trial *trial, const cJSON *item)
{
	if (item->string && is_secret_key(item->string))
		HOLDS(cJSON_IsNull(item) ||
		      (cJSON_IsString(item) && strcmp(item->valuestring, REDACTED) == 0));
	else if (item->string)
		HOLDS(!tells(trial, item->string));
	HOLDS(!cJSON_IsString(item) || !tells(trial, item->valuestring));
}

/* No secret survives, read with cJSON alone. */
static void check_stored(const struct trial *trial, const char *bytes, size_t length)
{
	cJSON *root = cJSON_ParseWithLength(bytes, length);
	const cJSON *stack[JSON_DEPTH + 1];
	size_t depth = 0;
	const cJSON *item = root;

	HOLDS(root != NULL);
	HOLDS(!memmem(bytes, length, trial->token.value, trial->token.length));
	while (item) {
		check_item(trial, item);
		if (item->child)
			stack[depth++] = item->next;
		item = item->child ? item->child : item->next;
		while (!item && depth > 0)
			item = stack[--depth];
	}
	cJSON_Delete(root);
}

static void add_plain(struct trial *trial, const char *method, const char *path, int status,
		      enum outcome outcome, const char *body)
{
	const struct request request = { .method = method,
					 .path = path,
					 .status = status,
					 .outcome = outcome,
					 .attempts = 1,
					 .sha256 = "",
					 .body = "",
					 .said = "" };
	cJSON *tree = cJSON_Parse(body);

	intake_add(&trial->intake, &request, tree);
	cJSON_Delete(tree);
}

/* The chosen answer, as the collector hands it over. */
static void receive(struct trial *trial)
{
	struct error err = { .message = "" };
	struct delivery delivery = { .item = { .method = asked[trial->chosen].method,
					       .path = asked[trial->chosen].path,
					       .body = "",
					       .keep = true },
				     .tries = 1,
				     .status = trial->status,
				     .bytes = (int64_t)trial->body.length,
				     .whole = trial->status != 0,
				     .end = trial->status ? HTTP_ANSWERED : HTTP_TIMED_OUT,
				     .body = STR_INIT(STR_BODY) };
	struct reception reception = { .arena = trial->arena,
				       .token = &trial->token,
				       .intake = &trial->intake };

	if (trial->status)
		str_add(&delivery.body, str_text(&trial->body), trial->body.length);
	HOLDS(evidence_log_open(&reception.log, stage_place(), &err) == 0);
	HOLDS(reception_receive(&reception, &delivery, &err) == 0);
	HOLDS(evidence_log_commit(reception.log, &err) == 0);
}

static void differ(void *context, const char *what, const char *expected, const char *found)
{
	(void)context, (void)what, (void)expected, (void)found;
}

/* What is taken in now is what a replay will read. */
static void check_read_again(const struct trial *trial)
{
	struct str stored = STR_INIT(STR_BODY);
	struct error err = { .message = "" };
	cJSON *tree = json_parse(str_text(&trial->body), trial->body.length, &err), *again;

	if (!tree)
		return;
	keep_fields(tree, API_SYNCRO, asked[trial->chosen].method, asked[trial->chosen].path);
	if (redact_print(tree, &trial->token, &stored) == 0) {
		again = json_parse(str_text(&stored), stored.length, &err);
		HOLDS(again && json_differences(tree, again, differ, NULL) == 0);
		cJSON_Delete(again);
	}
	cJSON_Delete(tree);
	str_release(&stored);
}

static void check_disk(struct trial *trial)
{
	const struct request *request = &trial->account.requests[1 + trial->chosen];
	struct str bytes = STR_INIT(STR_BODY), log = STR_INIT(STR_BODY);
	struct error err = { .message = "" };

	if (*request->body) {
		const char *path =
			arena_printf(trial->arena, "%s/%s", stage_folder(), request->body);
		HOLDS(file_read(path, &bytes, &err) == 0);
		check_stored(trial, str_text(&bytes), bytes.length);
		/* Redacting again finds nothing more. */
		cJSON *tree = json_parse(str_text(&bytes), bytes.length, &err);
		struct str again = STR_INIT(STR_BODY);
		HOLDS(tree && redact_print(tree, &trial->token, &again) == 0);
		HOLDS(again.length == bytes.length &&
		      memcmp(str_text(&again), str_text(&bytes), bytes.length) == 0);
		cJSON_Delete(tree);
		str_release(&again);
	}
	const char *path = arena_printf(trial->arena, "%s/" EVIDENCE_LOG, stage_folder());
	HOLDS(file_read(path, &log, &err) == 0);
	HOLDS(!memmem(str_text(&log), log.length, trial->token.value, trial->token.length));
	str_release(&log);
	str_release(&bytes);
}

static bool is_about_chosen(const struct trial *trial, const struct probe *probe)
{
	const char *path = asked[trial->chosen].path;
	size_t shared = strcspn(probe->path, "{");

	return strcmp(probe->method, asked[trial->chosen].method) == 0 &&
	       strncmp(path, probe->path, shared) == 0;
}

static void check_account(struct trial *trial)
{
	const struct account *account = &trial->account;
	const struct request *request = &account->requests[1 + trial->chosen];
	struct audit audit = *stage_audit();

	HOLDS(account->me.known && !account->me.revoked);
	/* A refusal is one in the words of Syncro only. */
	HOLDS(request->outcome != OUTCOME_REFUSED || *request->said);
	HOLDS(request->outcome != OUTCOME_REFUSED || trial->status == 401 || trial->status == 403);
	HOLDS(request->outcome != OUTCOME_OK || trial->status / 100 == 2);
	for (size_t i = 0; i < account->probe_count; i++) {
		const struct probe *probe = &account->probes[i];
		bool refused = trial->status == 401 || trial->status == 403;
		if (is_about_chosen(trial, probe))
			HOLDS(probe->granted != TRI_YES || !refused);
		else
			HOLDS(probe->granted == TRI_NO && probe->proof == PROOF_PROBED);
	}
	audit.account = account;
	evaluate(trial->arena, &audit);
	HOLDS(audit.verdict == OVERALL_NOT_READY);
}

static void run(struct trial *trial)
{
	intake_init(&trial->intake, trial->arena, stage_plan());
	add_plain(trial, "GET", "/me", 200, OUTCOME_OK, ME);
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		if (i == trial->chosen)
			receive(trial);
		else
			add_plain(trial, asked[i].method, asked[i].path, 403, OUTCOME_REFUSED,
				  "{\"error\":\"Not authorized. Please ask account admin to "
				  "update your group permissions.\"}");
	}
	add_plain(trial, "GET", "/me", 200, OUTCOME_OK, ME);
	assemble_account(&trial->intake, &trial->account);
	intake_release(&trial->intake);
	check_read_again(trial);
	check_disk(trial);
	check_account(trial);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	(void)stage_plan();
	const char *token = tokens[(data[1] >> 4) % COUNT_OF(tokens)];
	struct trial trial = { .arena = arena_new(),
			       .body = STR_INIT(STR_BODY),
			       .chosen = data[0] % COUNT_OF(asked),
			       .status = statuses[(data[1] & 15) % COUNT_OF(statuses)] };
	secret_set(&trial.token, token, strlen(token));
	put_token_in(&trial, (const char *)data + 2, size - 2);
	run(&trial);
	stage_empty();
	secret_release(&trial.token);
	str_release(&trial.body);
	arena_free(trial.arena);
	return 0;
}
