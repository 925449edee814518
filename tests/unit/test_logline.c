/* A line of the log must not contradict itself or point outside the folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/logline.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define LINE(method, path, status, hash, attempts, outcome, body)                                  \
	"{\"method\":" method ",\"path\":" path ",\"status\":" status                              \
	",\"bytes\":12,\"sha256\":" hash                                                           \
	",\"started_at\":\"2026-11-24T08:15:00.123Z\",\"took_ms\":87,\"attempts\":" attempts       \
	",\"outcome\":\"" outcome "\",\"body\":" body "}"
#define STORED(body) LINE("\"GET\"", "\"/x\"", "200", "\"" HASH "\"", "1", "ok", body)

static void a_good_line_is_read(void **state)
{
	static const char line[] = STORED("\"0001-me.json\"");
	struct arena *arena = arena_new();
	struct error err = { "" };
	struct request r;

	(void)state;
	assert_int_equal(logline_read(arena, line, sizeof line - 1, 1, &r, &err), 0);
	assert_string_equal(r.method, "GET");
	assert_string_equal(r.path, "/x");
	assert_int_equal(r.status, 200);
	assert_int_equal(r.bytes, 12);
	assert_string_equal(r.sha256, HASH);
	assert_int_equal(r.started_at, INT64_C(1795508100123));
	assert_int_equal(r.took_ms, 87);
	assert_int_equal(r.attempts, 1);
	assert_int_equal(r.outcome, OUTCOME_OK);
	assert_string_equal(r.body, "0001-me.json");
	arena_free(arena);
}

#define API(method, api)                                                                           \
	"{\"method\":\"" method "\",\"path\":\"/x\",\"status\":200,\"bytes\":0,\"sha256\":null,"   \
	"\"started_at\":\"2026-11-24T08:15:00.123Z\",\"took_ms\":87,\"attempts\":1,"               \
	"\"outcome\":\"ok\",\"body\":null,\"api\":" api "}"

static void a_line_tells_whose_api_it_is(void **state)
{
	static const struct {
		const char *line;
		enum api api;
	} good[] = { { STORED("\"0001-a.json\""), API_SYNCRO },
		     { API("GET", "\"syncro\""), API_SYNCRO },
		     { API("POST", "\"syncro\""), API_SYNCRO },
		     { API("GET", "\"mtp\""), API_MTP } };
	struct arena *arena = arena_new();
	struct error err = { "" };
	struct request r;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_int_equal(
			logline_read(arena, good[i].line, strlen(good[i].line), 1, &r, &err), 0);
		assert_int_equal(r.api, good[i].api);
	}
	arena_free(arena);
}

static const struct {
	const char *line;
	const char *message;
} bad[] = {
	{ API("GET", "\"other\""), "'api' must be" },
	{ API("GET", "null"), "'api' must be" },
	{ API("GET", "1"), "'api' must be" },
	{ API("PUT", "\"mtp\""), "'method' must be GET" },
	{ "", "not JSON" },
	{ "[]", "'method'" },
	{ "{\"method\":\"GET\"", "not JSON" },
	{ STORED("\"a.json\"") "{}", "not JSON" },
	{ STORED("\"../a.json\""), "'body'" },
	{ STORED("\"/etc/passwd\""), "'body'" },
	{ STORED("\"a/b.json\""), "'body'" },
	{ STORED("\".a.json\""), "'body'" },
	{ STORED("\"..\""), "'body'" },
	{ STORED("\"run.json\""), "'body'" },
	{ STORED("\"requests.jsonl\""), "'body'" },
	{ STORED("\"a\\nb\""), "'body'" },
	{ STORED("\"\""), "'body'" },
	{ STORED("17"), "'body'" },
	{ STORED("null"), "'body'" }, /* a hash, and nothing it is the hash of */
	{ LINE("\"GET\"", "\"/x\"", "200", "null", "1", "ok", "\"a.json\""), "'body'" },
	{ LINE("\"GET\"", "\"/x\"", "200", "\"abc\"", "1", "ok", "\"a.json\""), "'sha256'" },
	{ LINE("\"DELETE\"", "\"/x\"", "200", "null", "1", "ok", "null"), "'method'" },
	{ LINE("\"get\"", "\"/x\"", "200", "null", "1", "ok", "null"), "'method'" },
	{ LINE("\"GET\"", "\"x\"", "200", "null", "1", "ok", "null"), "'path'" },
	{ LINE("\"GET\"", "\"/x y\"", "200", "null", "1", "ok", "null"), "'path'" },
	{ LINE("\"GET\"", "\"/\\u001b[2J\"", "200", "null", "1", "ok", "null"), "'path'" },
	{ LINE("\"GET\"", "null", "200", "null", "1", "ok", "null"), "'path'" },
	{ LINE("\"GET\"", "\"/x\"", "-1", "null", "1", "ok", "null"), "'status'" },
	{ LINE("\"GET\"", "\"/x\"", "1000", "null", "1", "ok", "null"), "'status'" },
	{ LINE("\"GET\"", "\"/x\"", "\"200\"", "null", "1", "ok", "null"), "'status'" },
	{ LINE("\"GET\"", "\"/x\"", "200.5", "null", "1", "ok", "null"), "'status'" },
	{ LINE("\"GET\"", "\"/x\"", "200", "null", "6", "ok", "null"), "'attempts'" },
	{ LINE("\"GET\"", "\"/x\"", "200", "null", "0", "ok", "null"), "'attempts'" },
	{ LINE("\"GET\"", "\"/x\"", "0", "null", "1", "not-sent", "null"), "'attempts'" },
	{ LINE("\"GET\"", "\"/x\"", "200", "null", "1", "fine", "null"), "'outcome'" },
	{ LINE("\"GET\"", "\"/x\"", "401", "null", "1", "ok", "null"), "'outcome'" },
	{ LINE("\"GET\"", "\"/x\"", "200", "null", "1", "refused", "null"), "'outcome'" },
};

static void contradictions_and_escapes_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct arena *arena = arena_new();
		struct error err = { "" };
		struct request r = { .status = 77 };
		int result = logline_read(arena, bad[i].line, strlen(bad[i].line), 1, &r, &err);
		if (result == 0 || r.status != 77 || !strstr(err.message, bad[i].message))
			fail_msg("%s: '%s'", bad[i].line, err.message);
		arena_free(arena);
	}
}

#define NUMBERED(number, body) "{\"evidence\":" number "," STORED_REST(body)
#define STORED_REST(body)                                                                          \
	"\"method\":\"GET\",\"path\":\"/x\",\"status\":200,\"bytes\":12,"                          \
	"\"started_at\":\"2026-11-24T08:15:00.123Z\",\"took_ms\":87,\"attempts\":1,"               \
	"\"outcome\":\"ok\"," body "}"
#define NO_BODY "\"sha256\":null,\"body\":null"
#define BODY(name) "\"sha256\":\"" HASH "\",\"body\":\"" name "\""

static void a_line_has_the_number_of_its_place(void **state)
{
	static const struct {
		size_t place;
		const char *line, *mistake; /* NULL = it is read */
	} lines[] = {
		{ 1, NUMBERED("\"E-001\"", NO_BODY), NULL },
		{ 17, NUMBERED("\"E-017\"", BODY("0017-x.json")), NULL },
		{ 1000, NUMBERED("\"E-1000\"", BODY("1000-x.json")), NULL },
		{ 12345, NUMBERED("\"E-12345\"", BODY("12345-x.json")), NULL },
		/* as 0.1.0 wrote it */
		{ 17, "{" STORED_REST(BODY("0017-x.json")), NULL },
		{ 2, NUMBERED("\"E-001\"", NO_BODY), "'evidence' must be E-002" },
		{ 2, NUMBERED("\"E-2\"", NO_BODY), "'evidence' must be E-002" },
		{ 2, NUMBERED("2", NO_BODY), "'evidence' must be E-002" },
		{ 2, NUMBERED("null", NO_BODY), "'evidence' must be E-002" },
		{ 2, NUMBERED("\"E-002\"", BODY("0001-x.json")), "'body' must be" },
		{ 2, NUMBERED("\"E-002\"", BODY("00021-x.json")), "'body' must be" },
		{ 2, "{" STORED_REST(BODY("x.json")), "'body' must be" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct arena *arena = arena_new();
		struct error err = { "" };
		struct request r;
		const char *line = lines[i].line;
		int result = logline_read(arena, line, strlen(line), lines[i].place, &r, &err);
		if ((result == 0) != !lines[i].mistake ||
		    (lines[i].mistake && !strstr(err.message, lines[i].mistake)))
			fail_msg("%s: '%s'", line, err.message);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_line_is_read),
		cmocka_unit_test(a_line_tells_whose_api_it_is),
		cmocka_unit_test(a_line_has_the_number_of_its_place),
		cmocka_unit_test(contradictions_and_escapes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
