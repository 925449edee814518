/* How many round trips an account takes, one answer as slow as the other: as many as its requests
 * need with so many in flight, whatever was refused and in whatever order the answers come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/pull/agenda.h"
#include "tests/unit/fixture_pull.h"

#define IN_FLIGHT 8
#define ROUND_MS 100
#define CUSTOMERS "/customers?include_disabled=true&page="
#define CUSTOMER_PAGES 3
#define A_PAGE 20

/* What the server answers. */
struct site {
	int users;	       /* on one page */
	int schedule_pages;    /* that are full */
	unsigned refused;      /* of `refusable`, a bit each */
	int refusing_users_at; /* from that round on; 0 = never */
	bool backwards;	       /* the last one asked is answered first */
};

static const char *const refusable[] = { "/customers/latest", "/new_ticket_forms/0",
					 "/invoices?page=1", "/appointment_types", "/tickets/4" };

struct course {
	struct arena *arena;
	struct intake intake;
	struct agenda agenda;
	const struct site *site;
	int rounds, requests, closings;
};

/* `tail` is what stands in a row behind its id. */
static void rows(struct str *out, const char *key, int first, int count, const char *tail)
{
	const bool pair = strcmp(key, "users") == 0;

	str_printf(out, "{\"%s\":[", key);
	for (int i = 0; i < count; i++)
		str_printf(out, "%s%s%d%s", i ? "," : "", pair ? "[" : "{\"id\":", first + i, tail);
}

static void answer_list(const struct site *site, const char *path, struct str *out)
{
	const char *number = strrchr(path, '=');
	const int page = number ? number[1] - '0' : 0;

	if (strncmp(path, "/users?", 7) == 0)
		rows(out, "users", 1, page == 1 ? site->users : 0, ",\"u\"]");
	else if (strncmp(path, "/schedules?", 11) == 0)
		rows(out, "schedules", page * A_PAGE, page <= site->schedule_pages ? A_PAGE : 0,
		     ",\"customer_id\":100,\"lines\":[]}");
	else
		rows(out, "customers", page * A_PAGE, page <= CUSTOMER_PAGES ? A_PAGE : 0,
		     ",\"business_name\":\"c\",\"email\":null}");
	str_puts(out, "]");
	if (strncmp(path, CUSTOMERS, strlen(CUSTOMERS)) == 0)
		str_puts(out, ",\"meta\":{\"total_pages\":3,\"total_entries\":300}");
	str_puts(out, "}");
}

static bool is_refused(const struct course *course, const char *path)
{
	const struct site *site = course->site;

	if (site->refusing_users_at && course->rounds >= site->refusing_users_at &&
	    strncmp(path, "/users/", 7) == 0)
		return true;
	for (size_t i = 0; i < COUNT_OF(refusable); i++)
		if (strcmp(refusable[i], path) == 0)
			return site->refused >> i & 1;
	return false;
}

static int answer_of(const struct course *course, const char *path, struct str *out)
{
	int id;

	if (is_refused(course, path)) {
		str_puts(out, PULL_REFUSED);
		return 401;
	}
	if (strcmp(path, "/me") == 0)
		str_puts(out, PULL_ME);
	else if (sscanf(path, "/users/%d", &id) == 1)
		str_printf(out, "{\"user\":{\"id\":%d}}", id);
	else if (sscanf(path, "/tickets/%d", &id) == 1)
		str_printf(out, "{\"ticket\":{\"id\":%d}}", id);
	else if (strncmp(path, "/tickets?", 9) == 0)
		str_puts(out, "{\"tickets\":[{\"id\":4}]}");
	else if (strcmp(path, "/customers/latest") == 0 || strcmp(path, "/customers/100") == 0)
		str_puts(out, "{\"customer\":{\"id\":100}}");
	else if (strncmp(path, "/new_ticket_forms", 17) == 0)
		str_puts(out, "{\"new_ticket_form\":{\"id\":1},\"new_ticket_forms\":[]}");
	else if (strcmp(path, "/appointment_types") == 0)
		str_puts(out, "{\"appointment_types\":[]}");
	else if (strcmp(path, "/invoices?page=1") == 0)
		str_puts(out, "{\"invoices\":[]}");
	else
		answer_list(course->site, path, out);
	return 200;
}

/* Sent at the begin of the round, and there at its end. */
static void give(struct course *course, const char *path)
{
	struct str body = STR_INIT(STR_BODY);
	struct error ignored;
	const int status = answer_of(course, path, &body);
	struct request request = pull_request(&(struct pull_answer){
		path, status, arena_strdup(course->arena, str_text(&body)) });
	cJSON *tree = json_parse(str_text(&body), body.length, &ignored);

	assert_non_null(tree);
	request.path = arena_strdup(course->arena, path);
	request.started_at = (int64_t)course->rounds * ROUND_MS;
	request.took_ms = ROUND_MS;
	course->requests++;
	course->closings += course->rounds > 1 && strcmp(path, "/me") == 0;
	intake_add(&course->intake, &request, tree);
	cJSON_Delete(tree);
	str_release(&body);
}

/* False: there was nothing to ask. */
static bool go_round(struct course *course)
{
	struct errand flight[IN_FLIGHT];
	size_t count = 0;

	while (count < IN_FLIGHT && agenda_next(&course->agenda, &flight[count]))
		count++;
	course->rounds += count > 0;
	for (size_t i = 0; i < count; i++) {
		const struct errand *item = &flight[course->site->backwards ? count - 1 - i : i];
		give(course, item->path);
		agenda_back(&course->agenda, item);
	}
	return count > 0;
}

static void take_course(struct course *course, const struct site *site, size_t company)
{
	*course = (struct course){ .arena = arena_new(), .site = site, .rounds = 1 };
	intake_init(&course->intake, course->arena, &pull_plan);
	agenda_init(&course->agenda, course->arena, &pull_plan, &course->intake);
	course->agenda.company = company;
	give(course, "/me");
	while (go_round(course))
		;
	/* As the collector does, where the agenda has not. */
	if (course->intake.refused && !intake_is_closed(&course->intake)) {
		course->rounds++;
		give(course, "/me");
	}
	assert_true(!course->intake.refused || intake_refusals_stand(&course->intake));
	agenda_release(&course->agenda);
	intake_release(&course->intake);
	arena_free(course->arena);
}

static int least(int requests)
{
	const int rounds = 1 + (requests - 1 + IN_FLIGHT - 1) / IN_FLIGHT;

	return rounds > 3 ? rounds : 3;
}

static void hold(const struct site *site)
{
	struct course course;

	take_course(&course, site, IN_FLIGHT - 1);
	if (course.rounds > least(course.requests))
		fail_msg("%d users, %d pages, refused %x%s: %d requests in %d rounds, not %d",
			 site->users, site->schedule_pages, site->refused,
			 site->backwards ? ", backwards" : "", course.requests, course.rounds,
			 least(course.requests));
	assert_int_equal(course.closings, site->refused != 0);
}

static void as_many_rounds_as_the_requests_need(void **state)
{
	(void)state;
	for (int users = 25; users <= 32; users++)
		for (unsigned refused = 0; refused < 1U << COUNT_OF(refusable); refused++)
			for (int pages = 0; pages <= 4; pages += 2)
				for (int backwards = 0; backwards <= 1; backwards++)
					hold(&(struct site){ .users = users,
							     .schedule_pages = pages,
							     .refused = refused,
							     .backwards = backwards });
}

/* One after the other, and what was refused is asked for before what nobody needs. */
static void alone_it_is_left_to_the_owner(void **state)
{
	const struct site site = { .users = 30, .refused = 1 };
	struct course alone, beside;

	(void)state;
	take_course(&alone, &site, 0);
	take_course(&beside, &site, IN_FLIGHT - 1);
	assert_int_equal(alone.closings, 1);
	assert_int_equal(alone.requests, beside.requests);
}

/* The token was revoked, or they are refused for a reason of their own. */
static void a_refusal_beside_the_closing_one_needs_another(void **state)
{
	struct course course;

	(void)state;
	for (int round = 1; round < 9; round++) {
		const struct site site = { .users = 40, .refused = 1, .refusing_users_at = round };
		take_course(&course, &site, IN_FLIGHT - 1);
		assert_in_range(course.closings, 1, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_rounds_as_the_requests_need),
		cmocka_unit_test(alone_it_is_left_to_the_owner),
		cmocka_unit_test(a_refusal_beside_the_closing_one_needs_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
