/* Paths are recognised exactly as they are written, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/syncro/endpoint.h"

static const struct {
	const char *method;
	const char *path;
	struct endpoint endpoint;
} paths[] = {
	{ "GET", "/me", { .kind = ENDPOINT_ME } },
	{ "GET", "/users?page=1", { .kind = ENDPOINT_LIST, .list = LIST_USERS, .page = 1 } },
	{ "GET",
	  "/customers?include_disabled=true&page=20000",
	  { .kind = ENDPOINT_LIST, .list = LIST_CUSTOMERS, .page = 20000 } },
	{ "GET",
	  "/schedules?page=7",
	  { .kind = ENDPOINT_LIST, .list = LIST_SCHEDULES, .page = 7 } },
	{ "GET", "/tickets?page=1", { .kind = ENDPOINT_LIST, .list = LIST_TICKETS, .page = 1 } },
	{ "GET", "/users/17", { .kind = ENDPOINT_USER, .id = 17 } },
	{ "POST", "/users/17", { .kind = ENDPOINT_OTHER } },
	{ "POST", "/tickets", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users/17/notes", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users/0", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users/017", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users/12345678901234567", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users?page=0", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users?page=-1", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/users?page=1&x=2", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/customers?page=1", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/customers/17", { .kind = ENDPOINT_OTHER } },
	{ "GET", "/me/", { .kind = ENDPOINT_OTHER } },
	{ "GET", "", { .kind = ENDPOINT_OTHER } },
};

static void knows_its_own_paths_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct endpoint found = endpoint_parse(paths[i].method, paths[i].path);
		struct endpoint wanted = paths[i].endpoint;
		if (found.kind != wanted.kind || found.list != wanted.list ||
		    found.page != wanted.page ||
		    (wanted.kind == ENDPOINT_USER && found.id != wanted.id))
			fail_msg("%s %s", paths[i].method, paths[i].path);
	}
}

static void reads_back_what_it_writes(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (unsigned i = LIST_USERS; i < LIST_COUNT; i++) {
		const char *path = endpoint_page(arena, (enum list)i, 12);
		struct endpoint endpoint = endpoint_parse("GET", path);
		assert_int_equal(endpoint.kind, ENDPOINT_LIST);
		assert_int_equal(endpoint.list, i);
		assert_int_equal(endpoint.page, 12);
	}
	assert_int_equal(endpoint_parse("GET", endpoint_user(arena, 9)).id, 9);
	arena_free(arena);
}

static void fills_and_matches_templates(void **state)
{
	static const struct {
		const char *template;
		const char *path;
		bool matches;
	} cases[] = {
		{ "/customers/{customer}", "/customers/17", true },
		{ "/customers/{customer}", "/customers/latest", false },
		{ "/customers/{customer}", "/customers/17/x", false },
		{ "/customers/{customer}", "/customers/", false },
		{ "/customers/{customer}", "/customers/0", false },
		{ "/tickets/{ticket}/comments", "/tickets/5/comments", true },
		{ "/tickets/{ticket}/comments", "/tickets/5", false },
		{ "/contacts?page=1", "/contacts?page=1", true },
		{ "/contacts?page=1", "/contacts?page=12", false },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (endpoint_matches(cases[i].template, cases[i].path) != cases[i].matches)
			fail_msg("%s %s", cases[i].template, cases[i].path);
	assert_string_equal(endpoint_fill(arena, "/customers/{customer}", 17), "/customers/17");
	assert_string_equal(endpoint_fill(arena, "/a/{ticket}/b", 3), "/a/3/b");
	assert_string_equal(endpoint_label(arena, "/a/{ticket}/b?x=1"), "/a/{id}/b");
	assert_string_equal(endpoint_label(arena, "/contacts?page=1"), "/contacts");
	assert_int_equal(endpoint_placeholder("/customers/{customer}"), LIST_CUSTOMERS);
	assert_int_equal(endpoint_placeholder("/tickets/{ticket}"), LIST_TICKETS);
	assert_int_equal(endpoint_placeholder("/tickets/{other}"), LIST_NONE);
	arena_free(arena);
}

static void tells_the_record_a_path_ends_in(void **state)
{
	(void)state;
	assert_int_equal(endpoint_record("/customers/17"), 17);
	assert_int_equal(endpoint_record("/new_ticket_forms/0"), 0);
	assert_int_equal(endpoint_record("/customers/latest"), 0);
	assert_int_equal(endpoint_record("/customers/17?x=1"), 0);
	assert_int_equal(endpoint_record("none"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_its_own_paths_only),
		cmocka_unit_test(reads_back_what_it_writes),
		cmocka_unit_test(fills_and_matches_templates),
		cmocka_unit_test(tells_the_record_a_path_ends_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
