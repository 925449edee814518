/* What is asked, in which order, and what is never asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/pull/agenda.h"
#include "audit/pull/harmless.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page="

struct stage {
	struct arena *arena;
	struct intake intake;
	struct agenda agenda;
	struct str asked; /* "GET /path" lines, '-' before those whose body is not kept */
};

static void begin(struct stage *stage, const struct plan *plan)
{
	*stage = (struct stage){ .arena = arena_new(), .asked = STR_INIT(STR_BODY) };
	intake_init(&stage->intake, stage->arena, plan);
	agenda_init(&stage->agenda, stage->arena, plan, &stage->intake);
	pull_give(&stage->intake, &(struct pull_answer){ "/me", 200, PULL_ME });
}

static void end(struct stage *stage)
{
	agenda_release(&stage->agenda);
	intake_release(&stage->intake);
	str_release(&stage->asked);
	arena_free(stage->arena);
}

static const char *ask(struct stage *stage)
{
	struct errand item;

	str_clear(&stage->asked);
	while (agenda_next(&stage->agenda, &item))
		str_printf(&stage->asked, "%s%s %s%s\n", item.keep ? "" : "-", item.method,
			   item.path, item.body);
	return str_text(&stage->asked);
}

static void answer(struct stage *stage, const char *path, int status, const char *body)
{
	pull_give(&stage->intake, &(struct pull_answer){ path, status, body });
}

static void asks_in_order_as_answers_come_in(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan);
	assert_string_equal(ask(&stage), "GET /users?page=1\nGET " CUSTOMERS "1\n"
					 "GET /schedules?page=1\nGET /tickets?page=1\n"
					 "GET /users/1\nGET /customers/latest\n"
					 "GET /new_ticket_forms/0\nGET /new_ticket_forms\n"
					 "-GET /invoices?page=1\n"
					 "-GET /appointment_types\n");
	answer(&stage, "/users?page=1", 200, "{\"users\":[[1,\"A\"],[2,\"B\"]]}");
	assert_string_equal(ask(&stage), "GET /users?page=2\nGET /users/2\n");
	answer(&stage, "/tickets?page=1", 200, "{\"tickets\":[{\"id\":9},{\"id\":8}]}");
	assert_string_equal(ask(&stage), "GET /tickets/8\n");
	answer(&stage, CUSTOMERS "1", 200,
	       "{\"customers\":[{\"id\":5,\"business_name\":\"\",\"email\":\"\"}],"
	       "\"meta\":{\"total_pages\":2}}");
	assert_string_equal(ask(&stage),
			    "GET /customers/5\nGET " CUSTOMERS "2\nGET " CUSTOMERS "3\n");
	answer(&stage, "/users?page=2", 200, "{\"users\":[[2,\"B\"],[3,\"C\"]]}");
	assert_string_equal(ask(&stage), "GET /users?page=3\nGET /users/3\n");
	answer(&stage, "/schedules?page=1", 200, "{\"schedules\":[]}");
	assert_string_equal(ask(&stage), "");
	end(&stage);
}

static void without_a_customer_the_alternative_is_asked(void **state)
{
	static const struct {
		int status;
		const char *body;
	} lists[] = {
		{ 200, "{\"customers\":[]}" }, { 401, PULL_REFUSED }, { 500, NULL }, { 0, NULL }
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct stage stage;
		begin(&stage, &pull_plan);
		ask(&stage);
		answer(&stage, CUSTOMERS "1", lists[i].status, lists[i].body);
		/* A refusal has to stand when it is asked for again. */
		if (lists[i].status == 401) {
			assert_string_equal(ask(&stage), "GET " CUSTOMERS "1\n");
			answer(&stage, CUSTOMERS "1", lists[i].status, lists[i].body);
		}
		assert_string_equal(ask(&stage), "GET /contacts?page=1\n");
		end(&stage);
	}
}

static void without_a_ticket_its_probe_is_left_out(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan);
	ask(&stage);
	answer(&stage, "/tickets?page=1", 200, "{\"tickets\":[]}");
	assert_string_equal(ask(&stage), "");
	end(&stage);
}

static void writes_are_asked_only_when_they_were_allowed(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan_writing);
	assert_non_null(strstr(
		ask(&stage), "GET /new_ticket_forms/0\nGET /new_ticket_forms\nPOST /tickets{}\n"));
	end(&stage);
	begin(&stage, &pull_plan);
	assert_null(strstr(ask(&stage), "POST"));
	end(&stage);
}

static void nothing_that_could_do_harm_is_asked(void **state)
{
	static const struct {
		struct probe_spec spec;
		bool harmless;
	} cases[] = {
		{ { .method = "GET", .path = "/x", .body = "" }, true },
		{ { .list = LIST_USERS, .method = "GET", .path = "", .body = "" }, true },
		{ { .method = "POST", .path = "/tickets", .body = "{}", .write = true }, true },
		{ { .method = "PUT",
		    .path = "/tickets/0",
		    .body = "{\"subject\":\"\"}",
		    .write = true },
		  true },
		/* It could be accepted: nobody documents that it is refused. */
		{ { .method = "POST", .path = "/customers", .body = "{}", .write = true }, false },
		{ { .method = "PUT", .path = "/tickets/0", .body = "{}", .write = true }, false },
		{ { .method = "POST", .path = "/x", .body = "{}", .write = true }, false },
		{ { .method = "PUT", .path = "/x/0", .body = "{}", .write = true }, false },
		{ { .method = "GET", .path = "/x", .body = "{}" }, false },
		{ { .method = "DELETE", .path = "/x/0", .body = "" }, false },
		{ { .method = "DELETE", .path = "/x/0", .body = "{}", .write = true }, false },
		{ { .method = "PATCH", .path = "/x/0", .body = "{}", .write = true }, false },
		{ { .method = "POST", .path = "/x", .body = "{}" }, false },
		{ { .method = "GET", .path = "/x", .body = "{}", .write = true }, false },
		{ { .method = "POST", .path = "/x", .body = "", .write = true }, false },
		{ { .method = "PUT", .path = "/x/17", .body = "{}", .write = true }, false },
		{ { .method = "PUT", .path = "/x/{customer}", .body = "{}", .write = true },
		  false },
		{ { .method = "GET", .path = "https://example.com/x", .body = "" }, false },
		{ { .method = "GET", .path = "@example.com/x", .body = "" }, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (harmless_probe(&cases[i].spec) != cases[i].harmless)
			fail_msg("%s %s", cases[i].spec.method, cases[i].spec.path);
}

static void a_plan_that_asks_for_more_is_refused_at_the_start(void **state)
{
	struct probe_spec probes[] = {
		{ .method = "GET", .path = "/shared", .body = "" },
		{ .method = "POST", .path = "/invoices", .body = "{}", .write = true },
	};
	struct permission permission = { .name = "Invoices - Create",
					 .probes = probes,
					 .probe_count = COUNT_OF(probes) };
	const struct catalogue catalogue = { .permissions = &permission, .count = 1 };
	struct plan_probe planned = { 0, false };
	struct plan plan = { .catalogue = &catalogue, .probes = &planned, .count = 1 };
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(harmless_check(&pull_plan_writing, &err), 0);
	/* Without --write-probes it is not sent anyway. */
	assert_int_equal(harmless_check(&plan, &err), 0);
	plan.write_probes = true;
	assert_int_equal(harmless_check(&plan, &err), -1);
	assert_non_null(strstr(err.message, "'Invoices - Create' asks for 'POST /invoices'"));
}

static void one_request_serves_two_permissions(void **state)
{
	static struct probe_spec probe = { .method = "GET", .path = "/shared", .body = "" };
	static struct permission permissions[] = {
		{ .name = "A", .probes = &probe, .probe_count = 1 },
		{ .name = "B", .probes = &probe, .probe_count = 1 },
	};
	const struct catalogue catalogue = { .permissions = permissions, .count = 2 };
	struct plan_probe planned[] = { { 0, false }, { 1, true } };
	const struct plan plan = { .catalogue = &catalogue, .probes = planned, .count = 2 };
	struct stage stage;

	(void)state;
	begin(&stage, &plan);
	assert_string_equal(ask(&stage), "GET /users?page=1\nGET " CUSTOMERS
					 "1\nGET /schedules?page=1\nGET /users/1\nGET /shared\n");
	end(&stage);
}

static void tickets_nobody_needs_are_asked_last_and_not_kept(void **state)
{
	static struct probe_spec probes[] = {
		{ .method = "GET", .path = "/tickets/{ticket}", .body = "" },
		{ .list = LIST_TICKETS, .method = "GET", .path = "", .body = "" },
		{ .method = "GET", .path = "/needed", .body = "" },
	};
	static struct permission permissions[] = {
		{ .name = "A", .probes = &probes[2], .probe_count = 1 },
		{ .name = "B", .probes = &probes[0], .probe_count = 1 },
		{ .name = "C", .probes = &probes[1], .probe_count = 1 },
	};
	const struct catalogue catalogue = { .permissions = permissions, .count = 3 };
	struct plan_probe planned[] = { { 0, false }, { 1, true }, { 2, true } };
	const struct plan plan = { .catalogue = &catalogue, .probes = planned, .count = 3 };
	struct stage stage;

	(void)state;
	begin(&stage, &plan);
	assert_non_null(strstr(ask(&stage), "/users/1\nGET /needed\n-GET /tickets?page=1\n"));
	answer(&stage, "/tickets?page=1", 200, "{\"tickets\":[{\"id\":4}]}");
	assert_string_equal(ask(&stage), "-GET /tickets/4\n");
	end(&stage);
}

static size_t count_asked(struct stage *stage)
{
	size_t count = 0;

	for (const char *at = ask(stage); *at; at++)
		count += *at == '\n';
	return count;
}

static void answer_customers(struct stage *stage, int page, int rows)
{
	struct str body = STR_INIT(STR_BODY);
	char path[64];

	str_puts(&body, "{\"customers\":[");
	for (int i = 0; i < rows; i++)
		str_printf(&body, "%s{\"id\":%d,\"business_name\":\"c\",\"email\":null}",
			   i ? "," : "", page * 1000 + i);
	str_puts(&body, "],\"meta\":{\"total_pages\":3,\"total_entries\":300}}");
	(void)snprintf(path, sizeof path, CUSTOMERS "%d", page);
	answer(stage, path, 200, str_text(&body));
	str_release(&body);
}

static void answer_users(struct stage *stage, int rows)
{
	struct str body = STR_INIT(STR_BODY);

	for (int i = 1; i <= rows; i++)
		str_printf(&body, "%s[%d,\"u\"]", i > 1 ? "," : "{\"users\":[", i);
	str_puts(&body, "]}");
	answer(stage, "/users?page=1", 200, str_text(&body));
	str_release(&body);
}

/* 300 customers at 100 a page, 25 users, everything granted. */
static void a_small_account_is_asked_in_two_rounds_and_a_last_look(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan_writing);
	/* 3 lists, tickets, a user, 5 probes, and the path that one is held against. */
	assert_int_equal(count_asked(&stage), 11);
	answer_users(&stage, 25);
	answer_customers(&stage, 1, 100);
	answer(&stage, "/tickets?page=1", 200, "{\"tickets\":[{\"id\":4}]}");
	answer(&stage, "/schedules?page=1", 200,
	       "{\"schedules\":[{\"id\":1,\"customer_id\":1000,\"lines\":[]}]}");
	/* 24 users, 3 + 1 + 1 pages, a customer and a ticket. */
	assert_int_equal(count_asked(&stage), 31);
	answer(&stage, "/users?page=2", 200, "{\"users\":[]}");
	answer(&stage, "/schedules?page=2", 200, "{\"schedules\":[]}");
	for (int page = 2; page <= 4; page++)
		answer_customers(&stage, page, page < 4 ? 100 : 0);
	/* Whether the customers moved meanwhile. */
	assert_string_equal(ask(&stage), "GET " CUSTOMERS "1\n");
	answer_customers(&stage, 1, 100);
	assert_int_equal(count_asked(&stage), 0);
	end(&stage);
}

/* What a list has not told, or brought to its end, nobody can count. */
static void what_is_left_is_foreseen_once_every_list_told_its_length(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan);
	ask(&stage);
	assert_false(agenda_is_foreseen(&stage.agenda));
	answer_users(&stage, 25);
	answer_customers(&stage, 1, 100);
	answer(&stage, "/schedules?page=1", 200,
	       "{\"schedules\":[{\"id\":1,\"customer_id\":1000,\"lines\":[]}]}");
	assert_false(agenda_is_foreseen(&stage.agenda));
	ask(&stage);
	answer(&stage, "/users?page=2", 200, "{\"users\":[]}");
	assert_false(agenda_is_foreseen(&stage.agenda));
	answer(&stage, "/schedules?page=2", 200, "{\"schedules\":[]}");
	assert_true(agenda_is_foreseen(&stage.agenda));
	end(&stage);
}

static void a_refused_list_leaves_nothing_to_foresee(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan);
	ask(&stage);
	for (int time = 0; time < 2; time++) {
		answer(&stage, "/users?page=1", 401, PULL_REFUSED);
		answer(&stage, CUSTOMERS "1", 401, PULL_REFUSED);
		answer(&stage, "/schedules?page=1", 500, NULL);
		ask(&stage);
	}
	assert_true(agenda_is_foreseen(&stage.agenda));
	end(&stage);
}

/* A refusal counts only if it stands; what nobody needs may be refused once. */
static void what_was_refused_is_asked_once_more_where_it_would_be_a_failure(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, &pull_plan);
	ask(&stage);
	answer(&stage, "/users?page=1", 200, "{\"users\":[[1,\"A\"]]}");
	answer(&stage, "/users?page=2", 200, "{\"users\":[]}");
	answer(&stage, "/users/1", 200, "{\"user\":{\"id\":1}}");
	answer(&stage, CUSTOMERS "1", 200, "{\"customers\":[]}");
	answer(&stage, "/schedules?page=1", 200, "{\"schedules\":[]}");
	answer(&stage, "/tickets?page=1", 200, "{\"tickets\":[]}");
	answer(&stage, "/customers/latest", 401, PULL_REFUSED);
	answer(&stage, "/new_ticket_forms/0", 404, "{\"message\":\"Not found\"}");
	answer(&stage, "/new_ticket_forms", 200, "{\"new_ticket_forms\":[]}");
	answer(&stage, "/invoices?page=1", 401, PULL_REFUSED);
	answer(&stage, "/appointment_types", 401, PULL_REFUSED);
	str_clear(&stage.asked);
	assert_non_null(strstr(ask(&stage), "GET /customers/latest\n"));
	assert_null(strstr(str_text(&stage.asked), "GET /invoices"));
	answer(&stage, "/customers/latest", 401, PULL_REFUSED);
	assert_null(strstr(ask(&stage), "GET /customers/latest\n"));
	end(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_in_order_as_answers_come_in),
		cmocka_unit_test(without_a_customer_the_alternative_is_asked),
		cmocka_unit_test(without_a_ticket_its_probe_is_left_out),
		cmocka_unit_test(writes_are_asked_only_when_they_were_allowed),
		cmocka_unit_test(nothing_that_could_do_harm_is_asked),
		cmocka_unit_test(a_plan_that_asks_for_more_is_refused_at_the_start),
		cmocka_unit_test(one_request_serves_two_permissions),
		cmocka_unit_test(tickets_nobody_needs_are_asked_last_and_not_kept),
		cmocka_unit_test(a_small_account_is_asked_in_two_rounds_and_a_last_look),
		cmocka_unit_test(what_is_left_is_foreseen_once_every_list_told_its_length),
		cmocka_unit_test(a_refused_list_leaves_nothing_to_foresee),
		cmocka_unit_test(what_was_refused_is_asked_once_more_where_it_would_be_a_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
