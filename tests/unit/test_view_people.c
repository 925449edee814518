/* The token owner is the same in every file, and no user once there is no such user. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/mem.h"
#include "audit/results/results.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

#define OWNER 2 /* of the fixture's users */

/* As Syncro answers for somebody who left: nothing but a 404. */
static struct fixture_audit *without_owner(void)
{
	struct fixture_audit *f = fixture_audit_new();

	f->account.users[OWNER] = (struct user){ .id = 103,
						 .name = "",
						 .email = "",
						 .detail_status = 404,
						 .detail_reason = REASON_MALFORMED,
						 .gone = true };
	f->account.me.global_admin = TRI_YES;
	return f;
}

static void an_owner_who_is_gone_is_told_as_syncro_tells(void **state)
{
	struct fixture_audit *f = without_owner();
	struct view *view = view_new(&f->audit);

	(void)state;
	assert_string_equal(view->owner.user.name, "Integration Bot");
	assert_string_equal(view->owner.user.email, "bot@acme.example");
	assert_string_equal(view->owner.state, "no longer a user (404)");
	assert_string_equal(view->owner.admin, "yes, according to the token");
	view_free(view);
	fixture_audit_free(f);
}

static void who_is_gone_is_counted_nowhere(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);
	const size_t admins = view->global_admins;

	(void)state;
	assert_string_equal(view->people, "5 users");
	view_free(view);
	fixture_audit_free(f);
	f = without_owner();
	view = view_new(&f->audit);
	assert_int_equal(view->users, 4);
	assert_string_equal(view->people, "4 users, and the token owner, who is no longer one");
	assert_int_equal(view->global_admins, admins);
	view_free(view);
	fixture_audit_free(f);
}

static void results_hold_the_same_record(void **state)
{
	struct fixture_audit *f = without_owner();
	struct arena *arena = arena_new();
	const struct results *results = results_of(arena, &f->audit);
	const struct results_user *owner = &results->users[OWNER];

	(void)state;
	assert_string_equal(owner->name, "Integration Bot");
	assert_string_equal(owner->email, "bot@acme.example");
	assert_int_equal(owner->global_admin, TRI_YES);
	assert_true(owner->token_owner);
	assert_true(owner->gone);
	arena_free(arena);
	fixture_audit_free(f);
}

/* Who is still there keeps the own record, whatever the token is told of. */
static void an_owner_who_is_there_keeps_the_own_record(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->account.me.global_admin = TRI_YES;
	f->account.me.user_name = "Somebody";
	struct view *view = view_new(&f->audit);
	assert_string_equal(view->owner.user.name, "Integration Bot");
	/* The two disagree. */
	assert_string_equal(view->owner.admin, "unknown");
	assert_string_equal(view->owner.state, "a user of the account");
	view_free(view);
	fixture_audit_free(f);
}

/* That somebody is not on a list is said of a list that was read to its end. */
static void a_list_that_was_cut_does_not_lack_anybody(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->account.users[OWNER].listed = false;
	f->account.users[OWNER].detailed = false;
	struct view *view = view_new(&f->audit);
	assert_string_equal(view->owner.state, "not on the list of users");
	view_free(view);
	f->account.sources[SOURCE_USERS].complete = false;
	view = view_new(&f->audit);
	assert_string_equal(view->owner.state, "the list of users was not read to its end");
	view_free(view);
	fixture_audit_free(f);
	f = without_owner();
	f->account.sources[SOURCE_USERS].complete = false;
	view = view_new(&f->audit);
	assert_string_equal(view->owner.state,
			    "not found (404); the list of users was not read to its end");
	assert_string_equal(view->owner.user.name, "Integration Bot");
	assert_string_equal(view->owner.admin, "unknown");
	assert_string_equal(view->people, "5 users read; the list is not complete");
	view_free(view);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_owner_who_is_gone_is_told_as_syncro_tells),
		cmocka_unit_test(who_is_gone_is_counted_nowhere),
		cmocka_unit_test(results_hold_the_same_record),
		cmocka_unit_test(an_owner_who_is_there_keeps_the_own_record),
		cmocka_unit_test(a_list_that_was_cut_does_not_lack_anybody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
