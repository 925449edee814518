/*
 * What is stored has been redacted, what is taken in is what was stored, and
 * what proves nothing or may not be kept is not stored.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/place.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/pull/reception.h"
#include "tests/unit/fixture_pull.h"

#define TOKEN "T0ken-4711-abcdef"
#define CUSTOMERS "/customers?include_disabled=true&page=1"

struct stage {
	struct arena *arena;
	char folder[64];
	struct place place; /* the same */
	struct error err;
	struct secret token;
	struct evidence_log *log;
	struct intake intake;
	struct reception reception;
};

static int set_up(void **state)
{
	struct stage *stage = xcalloc(1, sizeof *stage);

	stage->arena = arena_new();
	secret_set(&stage->token, TOKEN, strlen(TOKEN));
	(void)snprintf(stage->folder, sizeof stage->folder, "/tmp/test_reception.XXXXXX");
	assert_non_null(mkdtemp(stage->folder));
	assert_int_equal(place_open(&stage->place, stage->folder, &stage->err), 0);
	assert_int_equal(evidence_log_open(&stage->log, &stage->place, &stage->err), 0);
	intake_init(&stage->intake, stage->arena, &pull_plan);
	stage->reception = (struct reception){ .arena = stage->arena,
					       .token = &stage->token,
					       .log = stage->log,
					       .intake = &stage->intake,
					       .wall_offset = 1000 };
	*state = stage;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	evidence_log_free(stage->log);
	reception_release(&stage->reception);
	for (size_t i = 0; i < stage->intake.request_count; i++)
		if (*stage->intake.requests[i].body)
			(void)remove(arena_printf(stage->arena, "%s/%s", stage->folder,
						  stage->intake.requests[i].body));
	intake_release(&stage->intake);
	secret_release(&stage->token);
	place_close(&stage->place);
	assert_int_equal(rmdir(stage->folder), 0);
	arena_free(stage->arena);
	free(stage);
	return 0;
}

static struct delivery delivery_of(const char *path, int status, const char *body)
{
	struct delivery delivery = {
		.item = { .method = "GET", .path = path, .body = "", .keep = true },
		.tries = 1,
		.started = 500,
		.took_ms = 20,
		.status = status,
		.whole = true,
		.end = HTTP_ANSWERED,
		.body = STR_INIT(STR_BODY)
	};

	str_puts(&delivery.body, body);
	delivery.bytes = (int64_t)delivery.body.length;
	return delivery;
}

static const struct request *receive(struct stage *stage, struct delivery *delivery)
{
	assert_int_equal(reception_receive(&stage->reception, delivery, &stage->err), 0);
	return &stage->intake.requests[stage->intake.request_count - 1];
}

static void secrets_reach_neither_disk_nor_memory(void **state)
{
	struct stage *stage = *state;
	struct str stored = STR_INIT(STR_BODY);
	struct delivery me = delivery_of("/me", 200,
					 "{\"user_id\":1,\"user_name\":\"" TOKEN "\","
					 "\"user_email\":\"other-secret@x.example\","
					 "\"user_token\":\"other-secret\"}");
	struct delivery list =
		delivery_of(CUSTOMERS, 200,
			    "{\"customers\":[{\"id\":4,\"business_name\":\"see " TOKEN "\","
			    "\"email\":\"other-secret\",\"notes\":\"the safe's code\","
			    "\"online_profile_url\":\"http://h/?portal_key=k3y\"}]}");
	const struct request *request = receive(stage, &me);

	assert_int_equal(
		file_read(arena_printf(stage->arena, "%s/%s", stage->folder, request->body),
			  &stored, &stage->err),
		0);
	assert_string_equal(str_text(&stored), "{\"user_id\":1,\"user_name\":\"[redacted]\","
					       "\"user_email\":\"[redacted]\"}");
	assert_int_equal(strlen(request->sha256_received), HASH_HEX - 1);
	assert_string_not_equal(request->sha256_received, request->sha256);
	assert_int_equal(request->bytes, stored.length);
	assert_int_equal(request->started_at, 1500);
	assert_string_equal(stage->intake.me.user_name, "[redacted]");
	receive(stage, &list);
	assert_false(arena_contains(stage->arena, TOKEN, strlen(TOKEN)));
	assert_false(arena_contains(stage->arena, "k3y", 3));
	assert_false(arena_contains(stage->arena, "other-secret", strlen("other-secret")));
	assert_false(arena_contains(stage->arena, "the safe's code", 15));
	str_release(&stored);
}

static void stored_of(struct stage *stage, const struct request *request, struct str *text)
{
	str_clear(text);
	assert_int_equal(
		file_read(arena_printf(stage->arena, "%s/%s", stage->folder, request->body), text,
			  &stage->err),
		0);
}

/* The token that Syncro shows of the user is searched for as the run's own: in names, in keys and
 * in what an error says, wherever it was shown, and each time another one is. */
static void a_token_that_an_answer_shows_is_secret_from_then_on(void **state)
{
	static const char *const tokens[] = { "first-user-token", "second-user-token",
					      "third-user-token" };
	struct stage *stage = *state;
	struct str stored = STR_INIT(STR_BODY);
	struct delivery shown[] = {
		delivery_of("/me", 200, "{\"user_id\":1,\"user_token\":\"first-user-token\"}"),
		delivery_of("/users/1", 200,
			    "{\"user\":{\"id\":1,\"full_name\":\"x second-user-token\","
			    "\"user_token\":\"second-user-token\"}}"),
		delivery_of("/me", 401,
			    "{\"error\":\"no third-user-token\",\"user_token\":"
			    "\"third-user-token\"}"),
	};
	struct delivery others[] = {
		delivery_of("/contacts", 401,
			    "{\"error\":\"first-user-token second-user-token third-user-token\"}"),
		delivery_of("/users?page=1", 200,
			    "{\"users\":[[7,\"Ann first-user-token\"],"
			    "[8,\"second-user-token\"],[9,\"third-user-token\"]]}"),
		delivery_of(CUSTOMERS, 200,
			    "{\"customers\":[{\"id\":4,\"business_name\":\"third-user-token\","
			    "\"properties\":{\"a first-user-token\":\"x\","
			    "\"b second-user-token\":1}}]}"),
	};

	for (size_t i = 0; i < COUNT_OF(shown); i++)
		stored_of(stage, receive(stage, &shown[i]), &stored);
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		const struct request *request = receive(stage, &others[i]);
		assert_int_equal(strlen(request->sha256), HASH_HEX - 1);
		stored_of(stage, request, &stored);
		for (size_t j = 0; j < COUNT_OF(tokens); j++) {
			assert_null(strstr(str_text(&stored), tokens[j]));
			assert_null(strstr(request->said, tokens[j]));
		}
	}
	for (size_t j = 0; j < COUNT_OF(tokens); j++)
		assert_false(arena_contains(stage->arena, tokens[j], strlen(tokens[j])));
	str_release(&stored);
}

/* However many are shown: what the answer at hand shows is always among what is searched for. */
static void no_number_of_tokens_lets_one_through(void **state)
{
	struct stage *stage = *state;
	struct str stored = STR_INIT(STR_BODY);

	for (int i = 0; i < 3 * RECEPTION_SHOWN; i++) {
		char body[160], token[32];
		(void)snprintf(token, sizeof token, "user-token-number-%02d", i);
		(void)snprintf(body, sizeof body,
			       "{\"user_id\":1,\"user_name\":\"%s\",\"user_email\":\"" TOKEN
			       "\",\"user_token\":\"%s\"}",
			       token, token);
		struct delivery me = delivery_of("/me", 200, body);
		stored_of(stage, receive(stage, &me), &stored);
		assert_null(strstr(str_text(&stored), token));
		assert_null(strstr(str_text(&stored), TOKEN));
	}
	str_release(&stored);
}

static const struct {
	const char *what;
	const char *path;
	long status;
	const char *body;
	long keep;
	enum outcome outcome;
	bool stored;
} cases[] = {
	{ "an excess probe", "/invoices", 200, "{\"invoices\":[]}", false, OUTCOME_OK, false },
	{ "a needed probe", "/contacts", 200, "{\"contacts\":[]}", true, OUTCOME_OK, true },
	{ "an error body", "/contacts", 401, "{\"error\":\"no\"}", true, OUTCOME_REFUSED, true },
	{ "an empty body", "/contacts", 401, "", true, OUTCOME_UNEXPECTED, false },
	{ "an edge", "/contacts", 403, "error code: 1020", true, OUTCOME_UNEXPECTED, false },
	{ "a page for people", "/contacts", 200, "<html>", true, OUTCOME_MALFORMED, false },
	{ "a firewall", "/contacts", 403, "<html>", true, OUTCOME_UNEXPECTED, false },
	{ "half a body", "/contacts", 200, "{\"contacts\":[", true, OUTCOME_MALFORMED, false },
	{ "two bodies", "/contacts", 200, "{\"a\":1}{}", true, OUTCOME_MALFORMED, false },
	{ "a key twice", "/contacts", 200, "{\"a\":1,\"a\":2}", true, OUTCOME_MALFORMED, false },
	{ "a NUL in a text", "/contacts", 200, "{\"a\":\"\\u0000\"}", true, OUTCOME_MALFORMED,
	  false },
	{ "bytes that are no text", "/contacts", 200, "{\"a\":\"\xff\"}", true, OUTCOME_MALFORMED,
	  false },
	{ "the wrong shape", "/contacts", 200, "{\"error\":\"x\"}", true, OUTCOME_MALFORMED, true },
};

static void bodies_are_stored_when_they_are_json_and_wanted(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct delivery delivery =
			delivery_of(cases[i].path, (int)cases[i].status, cases[i].body);
		delivery.item.keep = cases[i].keep != 0;
		const struct request *request = receive(stage, &delivery);
		if (request->outcome != cases[i].outcome || !*request->body == cases[i].stored ||
		    !*request->sha256 == cases[i].stored)
			fail_msg("%s: %s '%s'", cases[i].what, outcome_name(request->outcome),
				 request->body);
		if (!cases[i].stored)
			assert_int_equal(request->bytes, strlen(cases[i].body));
	}
}

/* Of a success nothing is said; a part of a list is none. */
static void what_is_no_success_is_logged_with_its_words(void **state)
{
	static const struct {
		int status;
		const char *said;
	} told[] = { { 200, "" }, { 201, "" }, { 206, "so" }, { 301, "so" }, { 403, "so" } };
	struct stage *stage = *state;

	for (size_t i = 0; i < COUNT_OF(told); i++) {
		struct delivery delivery =
			delivery_of("/contacts", told[i].status, "{\"error\":\"so\"}");
		assert_string_equal(receive(stage, &delivery)->said, told[i].said);
	}
}

/* How it ended when the last try brought no whole answer. */
static const struct {
	const char *what;
	enum http_end end;
	int status; /* of an earlier answer */
	enum outcome outcome;
} ends[] = {
	{ "never an answer", HTTP_NO_CONNECTION, 0, OUTCOME_UNREACHABLE },
	{ "never in time", HTTP_TIMED_OUT, 0, OUTCOME_TIMEOUT },
	{ "never trusted", HTTP_UNTRUSTED, 0, OUTCOME_UNREACHABLE },
	{ "a failure first, then nothing", HTTP_NO_CONNECTION, 503, OUTCOME_SERVER_ERROR },
	{ "a failure first, then too slow", HTTP_TIMED_OUT, 500, OUTCOME_SERVER_ERROR },
	{ "limited first, then too slow", HTTP_TIMED_OUT, 429, OUTCOME_RATE_LIMITED },
	{ "an endless answer", HTTP_UNREADABLE, 200, OUTCOME_MALFORMED },
	{ "an endless refusal", HTTP_UNREADABLE, 403, OUTCOME_UNEXPECTED },
	{ "an endless page instead of a record", HTTP_UNREADABLE, 404, OUTCOME_UNEXPECTED },
};

static void the_reason_is_that_of_the_last_answer_seen(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct delivery delivery = delivery_of("/contacts", ends[i].status, "");
		delivery.whole = false;
		delivery.end = ends[i].end;
		const struct request *request = receive(stage, &delivery);
		if (request->outcome != ends[i].outcome || *request->body)
			fail_msg("%s: %s", ends[i].what, outcome_name(request->outcome));
	}
}

static void what_was_never_sent_is_logged(void **state)
{
	struct stage *stage = *state;
	const struct errand item = { .method = "GET", .path = "/users/5", .body = "" };

	assert_int_equal(reception_skip(&stage->reception, &item, 700, &stage->err), 0);
	const struct request *request = &stage->intake.requests[0];
	assert_int_equal(request->outcome, OUTCOME_NOT_SENT);
	assert_int_equal(request->attempts, 0);
	assert_int_equal(request->status, 0);
	assert_int_equal(request->started_at, 1700);
	assert_string_equal(request->body, "");
	assert_int_equal(stage->intake.detail_count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(secrets_reach_neither_disk_nor_memory),
		TEST(a_token_that_an_answer_shows_is_secret_from_then_on),
		TEST(no_number_of_tokens_lets_one_through),
		TEST(bodies_are_stored_when_they_are_json_and_wanted),
		TEST(what_is_no_success_is_logged_with_its_words),
		TEST(the_reason_is_that_of_the_last_answer_seen),
		TEST(what_was_never_sent_is_logged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
