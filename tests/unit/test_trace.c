/* Which requests of the log an observation rests on. */
#include "audit/core/array.h"
#include "audit/rules/trace.h"
#include "tests/unit/fixture_ready.h"

#include "audit/rules/evaluation.h"
#include "audit/rules/permission.h"

static struct request requests[] = {
	{ .method = "GET", .path = "/me" },					/* E-001 */
	{ .method = "GET", .path = "/users?page=1" },				/* E-002 */
	{ .method = "GET", .path = "/customers?include_disabled=true&page=1" }, /* E-003 */
	{ .method = "GET", .path = "/customers/latest" },			/* E-004 */
	{ .method = "GET", .path = "/customers/17" },				/* E-005 */
	{ .method = "POST", .path = "/customers" },				/* E-006 */
	{ .method = "GET", .path = "/users/10" },				/* E-007 */
	{ .method = "GET", .path = "/users/101" },				/* E-008 */
	{ .method = "GET", .path = "/users?page=2" },				/* E-009 */
	{ .method = "GET", .path = "/customersx" },				/* E-010 */
	{ .method = "GET",
	  .path = "/integrations/syncro/5ab/mappings?limit=100",
	  .api = API_MTP },		    /* E-011 */
	{ .method = "GET", .path = "/me" }, /* E-012 */
};

/* The evidence of one observation, in a row. */
static const char *traced(const char *object, const char *source)
{
	static char out[256];
	struct str text = STR_INIT(STR_LINE);
	struct arena *arena = arena_new();
	struct observation observation = { .object = object, .source = source };
	struct finding finding = { .observations = &observation, .observation_count = 1 };
	struct account account = { .requests = requests,
				   .request_count = COUNT_OF(requests),
				   .me = { .known = true, .user_id = 10 } };
	struct audit audit = { .account = &account, .findings = &finding, .finding_count = 1 };
	struct evaluation e = { .arena = arena, .audit = &audit, .account = &account };

	trace_evidence(&e);
	for (size_t i = 0; i < observation.evidence_count; i++)
		str_printf(&text, "%s%s", i ? " " : "", observation.evidence[i]);
	(void)snprintf(out, sizeof out, "%s", str_text(&text));
	str_release(&text);
	arena_free(arena);
	return out;
}

static void a_request_is_found_each_time_it_was_made(void **state)
{
	(void)state;
	assert_string_equal(traced("api-token", "GET /me"), "E-001 E-012");
}

static void a_list_is_all_of_its_pages(void **state)
{
	(void)state;
	assert_string_equal(traced("customers", "GET /users"), "E-002 E-009");
	assert_string_equal(traced("customers", "GET /customers"), "E-003");
}

static void a_method_is_part_of_the_request(void **state)
{
	(void)state;
	assert_string_equal(traced("permission:Customers - Create", "POST /customers"), "E-006");
	assert_string_equal(traced("permission:Customers - Create", "PUT /customers"), "");
}

static void several_requests_stand_in_the_order_of_the_log(void **state)
{
	(void)state;
	assert_string_equal(traced("global-admins", "GET /users/{id}, GET /users"),
			    "E-002 E-007 E-008 E-009");
}

static void an_object_that_is_a_user_rests_on_that_users_detail(void **state)
{
	(void)state;
	assert_string_equal(traced("user:101", "GET /users, GET /users/{id}"), "E-002 E-008 E-009");
	assert_string_equal(traced("user:1", "GET /users/{id}"), "");
}

static void a_permission_rests_on_the_token_owners_detail(void **state)
{
	(void)state;
	assert_string_equal(traced("permission:Tickets - Edit", "GET /me, GET /users/{id}"),
			    "E-001 E-007 E-012");
}

static void an_id_is_a_number_in_syncro(void **state)
{
	(void)state;
	assert_string_equal(traced("permission:Customers - View Detail", "GET /customers/{id}"),
			    "E-005");
}

static void the_mtp_has_other_ids(void **state)
{
	(void)state;
	assert_string_equal(traced("mtp", "GET /integrations/syncro/{id}/mappings, GET /customers"),
			    "E-003 E-011");
}

static void a_persons_word_rests_on_no_request(void **state)
{
	(void)state;
	assert_string_equal(traced("attestation", ""), "");
	assert_string_equal(traced("attestation", "confirmed by Ann, 2026-11-24"), "");
	assert_string_equal(traced("attestation", "confirmed by Ann, GET /me, 2026-11-24"), "");
}

static void what_was_not_asked_has_no_number(void **state)
{
	(void)state;
	assert_string_equal(traced("permission:Tickets - Edit", "GET /tickets/{ticket}"), "");
}

static struct world *world_with_log(void)
{
	struct world *w = world_new();

	w->account.requests = requests;
	w->account.request_count = COUNT_OF(requests);
	return w;
}

static void every_area_is_each_request_that_was_refused(void **state)
{
	(void)state;
	struct world *w = world_with_log();
	struct request log[] = {
		{ .method = "GET", .path = "/me" },
		{ .method = "GET", .path = "/customers?include_disabled=true&page=1" },
		{ .method = "GET", .path = "/payments" },
		{ .method = "GET", .path = "/vendors" },
	};

	w->account.requests = log;
	w->account.request_count = COUNT_OF(log);
	world_evaluate(w);
	const struct observation *all = world_observation(w, "JC-6.3", "token-scope");
	assert_string_equal(all->source, TRACE_EACH_AREA);
	assert_int_equal(all->evidence_count, 2);
	assert_string_equal(all->evidence[0], "E-003");
	assert_string_equal(all->evidence[1], "E-004");
	world_free(w);
}

static void evaluation_traces_every_finding(void **state)
{
	(void)state;
	struct world *w = world_with_log();

	world_evaluate(w);
	for (size_t i = 0; i < w->audit.finding_count; i++)
		for (size_t j = 0; j < w->audit.findings[i].observation_count; j++) {
			const struct observation *o = &w->audit.findings[i].observations[j];
			if (strcmp(o->source, "GET /customers") == 0) {
				assert_int_equal(o->evidence_count, 1);
				assert_string_equal(o->evidence[0], "E-003");
			}
		}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_found_each_time_it_was_made),
		cmocka_unit_test(a_list_is_all_of_its_pages),
		cmocka_unit_test(a_method_is_part_of_the_request),
		cmocka_unit_test(several_requests_stand_in_the_order_of_the_log),
		cmocka_unit_test(an_object_that_is_a_user_rests_on_that_users_detail),
		cmocka_unit_test(a_permission_rests_on_the_token_owners_detail),
		cmocka_unit_test(an_id_is_a_number_in_syncro),
		cmocka_unit_test(the_mtp_has_other_ids),
		cmocka_unit_test(a_persons_word_rests_on_no_request),
		cmocka_unit_test(what_was_not_asked_has_no_number),
		cmocka_unit_test(every_area_is_each_request_that_was_refused),
		cmocka_unit_test(evaluation_traces_every_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
