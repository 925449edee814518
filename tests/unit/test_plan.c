/* Which permissions are probed: what is needed, then what should not be there. */
#include "tests/unit/fixture_ready.h"

#include "audit/rules/plan.h"

static struct plan *plan_of(struct world *w, bool write_probes)
{
	const struct profile *profiles[] = { w->audit.profile };

	return plan_make(w->arena, w->catalogue, profiles, 1, write_probes);
}

static bool holds(const struct plan *plan, size_t permission, bool excess)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->probes[i].permission == permission)
			return plan->probes[i].excess == excess;
	return false;
}

static void needed_ones_come_first(void **state)
{
	(void)state;
	struct world *w = world_new();
	const struct plan *plan = plan_of(w, false);
	bool excess = false;

	assert_ptr_equal(plan->catalogue, w->catalogue);
	assert_false(plan->write_probes);
	for (size_t i = 0; i < plan->count; i++) {
		assert_true(!excess || plan->probes[i].excess);
		excess = plan->probes[i].excess;
	}
	/* List/Search, View Detail, Edit; tickets: List/Search, View Details, Create,
	 * Canned Responses, Workflows; recurring invoices: List. And fourteen more. */
	assert_int_equal(plan->count, 9 + 14);
	assert_true(holds(plan, world_permission(w, "Customers - List/Search"), false));
	assert_true(holds(plan, world_permission(w, "Global Admin"), true));
	assert_false(holds(plan, world_permission(w, "Tickets - Edit"), false));
	world_free(w);
}

static void write_probes_add_what_only_they_can_show(void **state)
{
	(void)state;
	struct world *w = world_new();
	const struct plan *plan = plan_of(w, true);

	assert_true(plan->write_probes);
	assert_int_equal(plan->count, 9 + 4 + 14);
	assert_true(holds(plan, world_permission(w, "Tickets - Edit"), false));
	assert_true(holds(plan, world_permission(w, "Customers - Create"), false));
	assert_true(holds(plan, world_permission(w, "Recurring Invoices - New"), false));
	assert_true(holds(plan, world_permission(w, "Recurring Invoices - Edit"), false));
	world_free(w);
}

static void what_any_profile_needs_is_no_excess(void **state)
{
	(void)state;
	struct world *w = world_new();
	const struct profile *first = w->audit.profile;
	world_check(w, "{'kind':'permission','permission':'Invoices - List/Search'}");
	const struct profile *profiles[] = { first, w->audit.profile };
	const struct plan *plan = plan_make(w->arena, w->catalogue, profiles, 2, false);

	assert_true(holds(plan, world_permission(w, "Invoices - List/Search"), false));
	assert_int_equal(plan->count, 10 + 13);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(needed_ones_come_first),
		cmocka_unit_test(write_probes_add_what_only_they_can_show),
		cmocka_unit_test(what_any_profile_needs_is_no_excess),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
