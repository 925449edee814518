/* Security groups, put together from the users. */
#include "tests/unit/fixture_ready.h"

static void names_are_trimmed_and_sorted_and_compared_exactly(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *user = world_user(w, 9, "", TRI_NO, "  Admins ");

	user->groups[user->group_count++] = "admins";
	user->groups[user->group_count++] = "Admins";
	user->groups[user->group_count++] = "  ";
	world_evaluate(w);
	assert_int_equal(w->audit.group_count, 3);
	assert_string_equal(w->audit.groups[0].name, "Admins");
	assert_string_equal(w->audit.groups[1].name, "Integrations");
	assert_string_equal(w->audit.groups[2].name, "admins");
	assert_int_equal(w->audit.groups[0].member_count, 3);
	assert_int_equal(w->audit.groups[0].members[0], 2);
	assert_int_equal(w->audit.groups[0].members[2], 9);
	assert_int_equal(w->audit.groups[0].proof, PROOF_DECLARED);
	assert_string_equal(w->audit.groups[0].access_type, "");
	world_free(w);
}

#define GROUPS                                                                                     \
	"{'security_groups':[{'name':'Admins','access_type':'All Customers','permissions':["       \
	"'tickets edit','Tickets - Fold']," WORLD_SIGNED "},{'name':'Nobody','access_type':'x',"   \
	"'permissions':[]," WORLD_SIGNED "}]}"

static void attestation_completes_them(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, GROUPS);
	world_evaluate(w);
	const struct security_group *admins = &w->audit.groups[0];
	assert_int_equal(admins->proof, PROOF_ATTESTED);
	assert_string_equal(admins->access_type, "All Customers");
	assert_int_equal(admins->permission_count, 2);
	assert_string_equal(admins->permissions[0], "Tickets - Edit");
	assert_string_equal(admins->permissions[1], "Tickets - Fold");
	assert_int_equal(w->audit.groups[1].proof, PROOF_DECLARED);
	assert_int_equal(w->audit.groups_attested[0].standing, STANDING_IN_FORCE);
	assert_int_equal(w->audit.groups_attested[1].standing, STANDING_UNMATCHED);
	assert_int_equal(w->audit.group_count, 2);
	w->audit.groups_attested[0].ends_at = WORLD_NOW - 1;
	world_evaluate(w);
	assert_int_equal(w->audit.groups_attested[0].standing, STANDING_EXPIRED);
	assert_int_equal(w->audit.groups[0].proof, PROOF_DECLARED);
	world_free(w);
}

static void that_nobody_is_in_a_group_needs_every_user(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, GROUPS);
	world_source_breaks(&w->account.sources[SOURCE_DETAILS], REASON_TIMEOUT);
	world_evaluate(w);
	assert_int_equal(w->audit.groups_attested[1].standing, STANDING_IN_FORCE);
	world_free(w);
}

static void no_users_no_groups(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.user_count = 0;
	world_evaluate(w);
	assert_int_equal(w->audit.group_count, 0);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_trimmed_and_sorted_and_compared_exactly),
		cmocka_unit_test(attestation_completes_them),
		cmocka_unit_test(that_nobody_is_in_a_group_needs_every_user),
		cmocka_unit_test(no_users_no_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
