/* What a server sends becomes one answer, or one reason why there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "tests/unit/fixture_range.h"
#include "tests/unit/fixture_server.h"

#define EMPTY "Content-Length: 0\r\n\r\n"
#define FAR_AWAY (INT64_MAX / 2)

static const struct {
	const char *answer;
	enum http_end end;
	int status;
	int64_t retry_after_ms;
	const char *body;
	const char *sentence; /* a part of it */
} cases[] = {
	{ "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", HTTP_ANSWERED, 200, 0, "{}", "" },
	{ "HTTP/1.0 200 OK\r\n\r\n{}", HTTP_ANSWERED, 200, 0, "{}", "" },
	{ "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 x\r\n" EMPTY, HTTP_ANSWERED, 401, 0, "", "" },
	{ "HTTP/1.1 302 x\r\nLocation: /x\r\n" EMPTY, HTTP_ANSWERED, 302, 0, "", "" },
	{ "HTTP/1.1 429 x\r\nRetry-After: 7\r\n" EMPTY, HTTP_ANSWERED, 429, 7000, "", "" },
	{ "HTTP/1.1 429 x\r\nRetry-After: 0\r\n" EMPTY, HTTP_ANSWERED, 429, 0, "", "" },
	{ "HTTP/1.1 429 x\r\nRetry-After: -7\r\n" EMPTY, HTTP_ANSWERED, 429, 0, "", "" },
	{ "HTTP/1.1 429 x\r\nRetry-After: 0.5\r\n" EMPTY, HTTP_ANSWERED, 429, 500, "", "" },
	{ "HTTP/1.1 503 x\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
	  "Retry-After: Sun, 06 Nov 1994 08:49:40 GMT\r\n" EMPTY,
	  HTTP_ANSWERED, 503, 3000, "", "" },
	{ "HTTP/1.1 429 x\r\nRetry-After: soon\r\n" EMPTY, HTTP_ANSWERED, 429, 0, "", "" },
	{ "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", HTTP_NO_CONNECTION, 200, 0, "",
	  "broke off" },
	{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}", HTTP_NO_CONNECTION, 200,
	  0, "", "broke off" },
	{ "", HTTP_NO_CONNECTION, 0, 0, "", "without an answer" },
	{ "{\"user_id\":1}", HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
	/* libcurl reads a number of any kind behind "HTTP/2". */
	{ "HTTP/2-1 429\r\n" EMPTY, HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
	{ "HTTP/204 x\r\n" EMPTY, HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
	{ "HTTP/2 1000\r\n" EMPTY, HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
	{ "HTTP/2 20 x\r\n" EMPTY, HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
	{ "HTTP/2 2x0 x\r\n" EMPTY, HTTP_NO_CONNECTION, 0, 0, "", "not HTTP" },
};

static void an_answer_or_the_reason_why_there_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct server_exchange exchange = { .answer = cases[i].answer,
						    .length = strlen(cases[i].answer) };
		fixture_server_exchange(&exchange);
		const struct http_reply *reply = &exchange.reply;
		print_message("case %zu: end %d, status %d, '%s'\n", i, (int)reply->end,
			      reply->status, reply->sentence);
		assert_true(exchange.finished);
		assert_int_equal(reply->end, cases[i].end);
		assert_int_equal(reply->status, cases[i].status);
		assert_int_equal(reply->retry_after_ms, cases[i].retry_after_ms);
		assert_true((reply->end == HTTP_ANSWERED) == !*reply->sentence);
		assert_non_null(strstr(reply->sentence, cases[i].sentence));
		if (reply->end == HTTP_ANSWERED)
			assert_string_equal(str_text(&reply->body), cases[i].body);
		str_release(&exchange.reply.body);
	}
}

static void nobody_else_is_asked(void **state)
{
	static const char answer[] = "HTTP/1.1 307 x\r\nLocation: /elsewhere\r\n" EMPTY;
	struct server_exchange exchange = { .answer = answer, .length = strlen(answer) };

	(void)state;
	for (int write = 0; write < 2; write++) {
		exchange.write = write;
		exchange.connections = 0;
		exchange.finished = false;
		fixture_server_exchange(&exchange);
		assert_int_equal(exchange.reply.status, 307);
		assert_int_equal(exchange.connections, 1);
		str_release(&exchange.reply.body);
	}
}

static void a_wait_of_a_lifetime_stays_a_number(void **state)
{
	static const char answer[] = "HTTP/1.1 503 x\r\nRetry-After: 9223372036854775806\r\n" EMPTY;
	struct server_exchange exchange = { .answer = answer, .length = strlen(answer) };

	(void)state;
	fixture_server_exchange(&exchange);
	assert_within(exchange.reply.retry_after_ms, 1, FAR_AWAY);
	str_release(&exchange.reply.body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_or_the_reason_why_there_is_none),
		cmocka_unit_test(nobody_else_is_asked),
		cmocka_unit_test(a_wait_of_a_lifetime_stays_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
