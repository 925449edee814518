/* Only a 2xx of the documented shape is ok, and only 401 and 403 are refusals. What is
 * documented of a probe's answer is read from the catalogue that goes with the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/outcome.h"
#include "audit/rules/catalogue.h"
#include "audit/syncro/answer.h"

#define CUSTOMERS "/customers?include_disabled=true&page=2"

static const struct {
	const char *method;
	const char *path;
	long status;
	const char *body;
	enum outcome outcome;
} cases[] = {
	{ "GET", "/me", 200, "{\"user_id\":1}", OUTCOME_OK },
	{ "GET", "/me", 200, "{\"user_id\":\"1\"}", OUTCOME_OK },
	{ "GET", "/me", 200, "{\"user_id\":0}", OUTCOME_MALFORMED },
	{ "GET", "/me", 200, "{}", OUTCOME_MALFORMED },
	{ "GET", "/me", 200, "<html>log in</html>", OUTCOME_MALFORMED },
	{ "GET", "/me", 204, "", OUTCOME_MALFORMED },
	{ "GET", "/me", 401, "<html>", OUTCOME_UNEXPECTED },
	{ "GET", "/me", 401, "{\"error\":\"Invalid token\"}", OUTCOME_REFUSED },
	{ "GET", CUSTOMERS, 200, "{\"customers\":[]}", OUTCOME_OK },
	{ "GET", CUSTOMERS, 200, "{\"customers\":{}}", OUTCOME_MALFORMED },
	{ "GET", CUSTOMERS, 200, "{\"customers\":null}", OUTCOME_MALFORMED },
	{ "GET", CUSTOMERS, 200, "{\"Customers\":[]}", OUTCOME_MALFORMED },
	{ "GET", CUSTOMERS, 200, "[]", OUTCOME_MALFORMED },
	{ "GET", "/users?page=1", 200, "{\"users\":[[1,\"x\"]]}", OUTCOME_OK },
	{ "GET", "/users/5", 200, "{\"user\":{\"id\":5}}", OUTCOME_OK },
	{ "GET", "/users/5", 200, "{\"user\":{\"id\":6}}", OUTCOME_MALFORMED },
	{ "GET", "/users/5", 200, "{\"user\":null}", OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "{\"customer\":{\"id\":5}}", OUTCOME_OK },
	{ "GET", "/customers/5", 200, "{\"id\":5}", OUTCOME_OK },
	{ "GET", "/customers/5", 200, "{\"customer\":{\"id\":6}}", OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "[5]", OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "{\"customer\":{\"id\":5,\"error\":\"no\"}}",
	  OUTCOME_MALFORMED },
	{ "GET", "/customers/latest", 200, "{\"customer\":{\"id\":6}}", OUTCOME_OK },
	{ "GET", "/customers/latest", 200, "{\"customer\":null}", OUTCOME_MALFORMED },
	{ "GET", "/customers/latest", 200, "{\"customer\":{\"error\":\"Not authorized\"}}",
	  OUTCOME_MALFORMED },
	{ "GET", "/customers/latest", 200, "{\"customer\":{\"id\":6,\"errors\":[]}}", OUTCOME_OK },
	{ "GET", "/customers/latest", 200, "{\"success\":false,\"message\":\"denied\"}",
	  OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "{\"authorized\":false,\"customer\":{\"id\":5}}",
	  OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "{\"customer\":{\"id\":5,\"allowed\":false}}",
	  OUTCOME_MALFORMED },
	{ "GET", "/customers/5", 200, "{\"permitted\":true,\"customer\":{\"id\":5}}", OUTCOME_OK },
	{ "GET", "/new_ticket_forms/0", 200, "{\"new_ticket_form\":{\"id\":7}}", OUTCOME_OK },
	{ "GET", "/new_ticket_forms/0", 200, "{\"new_ticket_form\":{}}", OUTCOME_MALFORMED },
	{ "GET", "/new_ticket_forms/0", 200, "[]", OUTCOME_MALFORMED },
	{ "GET", "/new_ticket_forms/0", 404, "{}", OUTCOME_NOT_FOUND },
	{ "GET", "/new_ticket_forms/0", 404, "<html>proxy</html>", OUTCOME_UNEXPECTED },
	{ "GET", "/new_ticket_forms", 200, "{\"new_ticket_forms\":[]}", OUTCOME_OK },
	{ "GET", "/new_ticket_forms", 200, "{\"ok\":1}", OUTCOME_MALFORMED },
	{ "GET", "/new_ticket_forms", 200, "{\"new_ticket_forms\":[{\"error\":\"no\"}]}",
	  OUTCOME_MALFORMED },
	{ "GET", "/new_ticket_forms", 200, "{\"new_ticket_forms\":[{\"id\":1,\"errors\":[]}]}",
	  OUTCOME_OK },
	{ "GET", "/canned_responses/settings", 200, "{\"message\":\"no\",\"status\":401}",
	  OUTCOME_MALFORMED },
	{ "GET", "/canned_responses/settings", 200, "{\"canned_response_categories\":[]}",
	  OUTCOME_OK },
	{ "GET", CUSTOMERS, 200, "{\"customers\":[],\"error\":\"no\"}", OUTCOME_MALFORMED },
	{ "GET", "/me", 200, "{\"user_id\":1,\"error\":\"no\"}", OUTCOME_MALFORMED },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[{\"id\":1}]}", OUTCOME_OK },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[]}", OUTCOME_OK },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[null]}", OUTCOME_MALFORMED },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[{\"id\":\"x\"}]}", OUTCOME_MALFORMED },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[],\"meta\":{\"total_entries\":12}}",
	  OUTCOME_MALFORMED },
	{ "GET", "/tickets?page=1", 200, "{\"tickets\":[],\"meta\":{\"total_entries\":0}}",
	  OUTCOME_OK },
	{ "GET", "/invoices", 200, "{\"invoices\":[]}", OUTCOME_OK },
	{ "GET", "/invoices", 200, "[]", OUTCOME_MALFORMED },
	{ "GET", "/made_up", 200, "[]", OUTCOME_OK },
	{ "GET", "/made_up", 200, "{}", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "{}", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "\"fine\"", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "null", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "{\"error\":\"Not authorized\"}", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "{\"errors\":[\"no\"]}", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "{\"message\":\"no\"}", OUTCOME_MALFORMED },
	{ "GET", "/invoices", 200, "{\"invoices\":[],\"error\":null}", OUTCOME_OK },
	/* A refusal is Syncro's when it says why; an edge, a filter, a sign-in page do not. */
	{ "GET", "/invoices", 401, "", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 401, "{}", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 401, "{\"login\":false,\"instructions\":\"a code was sent\"}",
	  OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 401, "<html><title>Sign in</title></html>", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 403, "error code: 1020", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 403, "", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 403, "{\"error\":\"\"}", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 403, "{\"errors\":[\"No access\"]}", OUTCOME_REFUSED },
	{ "GET", "/invoices", 403, "{\"errors\":{\"base\":[\"No access\"]}}", OUTCOME_REFUSED },
	{ "GET", "/invoices", 403, "{\"message\":\"Blocked\"}", OUTCOME_REFUSED },
	{ "GET", CUSTOMERS, 206, "{\"customers\":[]}", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 401, "{\"error\":\"Not authorized\"}", OUTCOME_REFUSED },
	{ "GET", "/invoices", 403, "no", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 403, " <!DOCTYPE html>", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 404, "", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 404, "404 page not found", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 302, "", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 405, "", OUTCOME_UNEXPECTED },
	{ "GET", "/invoices", 429, "", OUTCOME_RATE_LIMITED },
	{ "GET", "/invoices", 500, "{\"invoices\":[]}", OUTCOME_SERVER_ERROR },
	{ "GET", "/invoices", 599, "", OUTCOME_SERVER_ERROR },
	{ "POST", "/tickets", 422, "{\"error\":\"x\"}", OUTCOME_INVALID },
	{ "POST", "/customers", 400, "<html>Bad Request</html>", OUTCOME_UNEXPECTED },
	{ "POST", "/customers", 422, "<html>", OUTCOME_UNEXPECTED },
	{ "POST", "/tickets", 400, "{\"error\":\"x\"}", OUTCOME_UNEXPECTED },
	{ "POST", "/tickets", 200, "{\"ticket\":{\"id\":1}}", OUTCOME_OK },
	{ "POST", "/tickets", 200, "[]", OUTCOME_MALFORMED },
	{ "POST", "/schedules", 200, "[\"Name can't be blank\"]", OUTCOME_MALFORMED },
	{ "PUT", "/tickets/0", 200, "[]", OUTCOME_MALFORMED },
};

static const struct catalogue *catalogue;

static int read_catalogue(void **state)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct arena *arena = arena_new();
	struct catalogue *read = NULL;
	struct error err = { .message = "" };

	*state = arena;
	if (file_read("templates/permissions.json", &bytes, &err) != 0 ||
	    catalogue_read(arena, "p", str_text(&bytes), bytes.length, &read, &err) != 0)
		fail_msg("%s", err.message);
	str_release(&bytes);
	catalogue = read;
	return 0;
}

static int forget_catalogue(void **state)
{
	arena_free(*state);
	return 0;
}

static enum outcome outcome_by(const struct catalogue *told, enum api api, const char *method,
			       const char *path, int status, const char *body)
{
	struct error ignored;
	size_t length = strlen(body);
	cJSON *tree = json_parse(body, length, &ignored);
	const struct arrival arrival = { .status = status,
					 .body = tree,
					 .html = answer_is_html(body, length) };
	enum outcome outcome = answer_outcome(told, api, method, path, &arrival);

	cJSON_Delete(tree);
	return outcome;
}

static void answers_have_one_outcome(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum outcome outcome =
			outcome_by(catalogue, API_SYNCRO, cases[i].method, cases[i].path,
				   (int)cases[i].status, cases[i].body);
		if (outcome != cases[i].outcome)
			fail_msg("%s %s %ld '%s': %s", cases[i].method, cases[i].path,
				 cases[i].status, cases[i].body, outcome_name(outcome));
	}
}

/* Nothing of a probe's answer is known but what the catalogue tells. */
static void a_probe_tells_the_shape_of_its_answer(void **state)
{
	struct probe_spec probes[] = {
		{ .method = "GET", .path = "/parts", .answer = { SHAPE_LIST, "spares", "" } },
		{ .method = "GET",
		  .path = "/parts/{ticket}",
		  .answer = { SHAPE_OBJECT, "part", "" } },
		{ .method = "GET", .path = "/bins/{ticket}", .answer = { SHAPE_RECORD, "", "" } },
		{ .method = "GET", .path = "/old", .answer = { SHAPE_UNTOLD, "", "" } },
	};
	struct permission permission = { .probes = probes, .probe_count = COUNT_OF(probes) };
	const struct catalogue own = { .permissions = &permission, .count = 1 };
	static const struct {
		const char *path, *body;
		enum outcome outcome;
	} answers[] = {
		{ "/parts", "{\"spares\":[]}", OUTCOME_OK },
		{ "/parts", "{\"spares\":{\"id\":1}}", OUTCOME_MALFORMED },
		{ "/parts", "{\"parts\":[]}", OUTCOME_MALFORMED },
		{ "/parts", "[]", OUTCOME_MALFORMED },
		{ "/parts/5", "{\"part\":{\"name\":\"x\"}}", OUTCOME_OK },
		{ "/parts/5", "{\"part\":{}}", OUTCOME_MALFORMED },
		{ "/parts/5", "{\"part\":[5]}", OUTCOME_MALFORMED },
		{ "/parts/5", "{\"id\":5}", OUTCOME_MALFORMED },
		{ "/bins/5", "{\"id\":5}", OUTCOME_OK },
		{ "/bins/5", "{\"bin\":{\"id\":5}}", OUTCOME_OK },
		{ "/bins/5", "{\"bin\":{\"id\":6}}", OUTCOME_MALFORMED },
		{ "/old", "[]", OUTCOME_OK },
		{ "/old", "{\"any\":1}", OUTCOME_OK },
		{ "/old", "{}", OUTCOME_MALFORMED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(answers); i++)
		if (outcome_by(&own, API_SYNCRO, "GET", answers[i].path, 200, answers[i].body) !=
		    answers[i].outcome)
			fail_msg("%s '%s'", answers[i].path, answers[i].body);
}

static void two_shapes_for_one_request_must_both_fit(void **state)
{
	struct probe_spec one[] = {
		{ .method = "GET", .path = "/parts", .answer = { SHAPE_LIST, "parts", "" } },
	};
	struct probe_spec two[] = {
		{ .method = "POST", .path = "/parts", .answer = { SHAPE_OBJECT, "made", "" } },
		{ .method = "GET", .path = "/parts", .answer = { SHAPE_LIST, "spares", "" } },
	};
	struct permission permissions[] = { { .probes = one, .probe_count = COUNT_OF(one) },
					    { .probes = two, .probe_count = COUNT_OF(two) } };
	const struct catalogue own = { .permissions = permissions, .count = 2 };

	(void)state;
	assert_int_equal(outcome_by(&own, API_SYNCRO, "GET", "/parts", 200, "{\"parts\":[]}"),
			 OUTCOME_MALFORMED);
	assert_int_equal(outcome_by(&own, API_SYNCRO, "GET", "/parts", 200, "{\"spares\":[]}"),
			 OUTCOME_MALFORMED);
	assert_int_equal(
		outcome_by(&own, API_SYNCRO, "GET", "/parts", 200, "{\"parts\":[],\"spares\":[]}"),
		OUTCOME_OK);
}

#define ADMINS "/providers/p1/administrators?limit=100&skip=0"

static void answers_of_the_mtp_have_shapes_of_their_own(void **state)
{
	static const struct {
		const char *path;
		int status;
		const char *body;
		enum outcome outcome;
	} mtp[] = {
		{ ADMINS, 200, "{\"results\":[]}", OUTCOME_OK },
		{ ADMINS, 200, "{\"records\":[]}", OUTCOME_MALFORMED },
		{ ADMINS, 200, "{\"message\":\"no\"}", OUTCOME_MALFORMED },
		{ ADMINS, 200, "<html>", OUTCOME_MALFORMED },
		{ ADMINS, 404, "{}", OUTCOME_NOT_FOUND },
		{ "/providers/p1/integrations?limit=100&skip=0", 200, "{\"records\":[]}",
		  OUTCOME_OK },
		{ "/integrations/syncro/i1", 200, "{\"subdomain\":\"acme\"}", OUTCOME_OK },
		{ "/integrations/syncro/i1", 200, "{\"id\":\"i1\"}", OUTCOME_MALFORMED },
		{ "/integrations/syncro/i1/mappings?limit=100&skip=0", 200, "{\"records\":[]}",
		  OUTCOME_OK },
		/* A path of the one is nothing to the other. */
		{ "/me", 200, "{\"user_id\":1}", OUTCOME_MALFORMED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(mtp); i++)
		assert_int_equal(outcome_by(catalogue, API_MTP, "GET", mtp[i].path, mtp[i].status,
					    mtp[i].body),
				 mtp[i].outcome);
}

static void outcomes_fit_the_status_they_came_from(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_true(outcome_fits(cases[i].outcome, (int)cases[i].status));
	assert_true(outcome_fits(OUTCOME_NOT_SENT, 0));
	assert_true(outcome_fits(OUTCOME_TIMEOUT, 0));
	assert_true(outcome_fits(OUTCOME_UNREACHABLE, 0));
}

static void a_log_line_cannot_claim_what_its_status_denies(void **state)
{
	static const struct {
		enum outcome outcome;
		int status;
	} lies[] = {
		{ OUTCOME_OK, 401 },
		{ OUTCOME_OK, 500 },
		{ OUTCOME_OK, 0 },
		{ OUTCOME_REFUSED, 200 },
		{ OUTCOME_REFUSED, 0 },
		{ OUTCOME_NOT_FOUND, 401 },
		{ OUTCOME_INVALID, 404 },
		{ OUTCOME_TIMEOUT, 200 },
		{ OUTCOME_NOT_SENT, 200 },
		{ OUTCOME_UNEXPECTED, 200 },
		{ OUTCOME_UNEXPECTED, 500 },
		{ OUTCOME_MALFORMED, 500 },
		{ OUTCOME_UNREACHABLE, 200 },
		{ OUTCOME_SERVER_ERROR, 404 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lies); i++)
		assert_false(outcome_fits(lies[i].outcome, lies[i].status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_have_one_outcome),
		cmocka_unit_test(a_probe_tells_the_shape_of_its_answer),
		cmocka_unit_test(two_shapes_for_one_request_must_both_fit),
		cmocka_unit_test(answers_of_the_mtp_have_shapes_of_their_own),
		cmocka_unit_test(outcomes_fit_the_status_they_came_from),
		cmocka_unit_test(a_log_line_cannot_claim_what_its_status_denies),
	};

	return cmocka_run_group_tests(tests, read_catalogue, forget_catalogue);
}
