/* What one integration needs and another does not. */
#include "tests/unit/fixture_ready.h"

#include "audit/rules/profile/diff.h"

#define REQUIREMENT(id, mandatory, check)                                                          \
	"{'id':'" id "','title':'T','severity':'low','mandatory':" mandatory ",'rationale':'R',"   \
	"'reference':'','remediation':['S'],'check':" check "}"

#define OF_THE_USER                                                                                \
	"{'kind':'permission','permission':'Tickets - Edit','global_admin_suffices':true}"
#define OF_THE_TOKEN "{'kind':'permission','permission':'Tickets - Edit'}"

static const struct profile *profile_of(struct world *w, const char *requirements)
{
	world_profile(
		w,
		arena_printf(
			w->arena,
			"{'id':'x','version':'1','title':'T','vendor':'V',"
			"'sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],'requirements':[%s]}",
			requirements));
	return w->audit.profile;
}

static const struct profile *family(struct world *w, const char *names)
{
	return profile_of(
		w, arena_printf(w->arena,
				REQUIREMENT("A", "true",
					    "{'kind':'permission-family','permissions':[%s]}"),
				names));
}

static const char *names_of(struct world *w, const struct permission_set *set)
{
	const char *text = "";

	for (size_t i = 0; i < set->count; i++)
		text = arena_printf(w->arena, "%s%s%s", text, i ? "; " : "",
				    w->catalogue->permissions[set->permissions[i]].name);
	return text;
}

static void assert_diff(struct world *w, const struct profile *a, const struct profile *b,
			const char *only_a, const char *only_b, const char *both)
{
	struct profile_diff found;

	profile_diff(w->arena, w->catalogue, a, b, &found);
	assert_string_equal(names_of(w, &found.only_a), only_a);
	assert_string_equal(names_of(w, &found.only_b), only_b);
	assert_string_equal(names_of(w, &found.both), both);
}

static void each_permission_stands_in_one_list(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *a = family(w, "'Tickets - Edit','Tickets - Create','Vendors - New'");
	const struct profile *b = family(w, "'Vendors - New','Customers - Edit'");
	assert_diff(w, a, b, "Tickets - Create; Tickets - Edit", "Customers - Edit",
		    "Vendors - New");
	assert_diff(w, b, a, "Customers - Edit", "Tickets - Create; Tickets - Edit",
		    "Vendors - New");
	assert_diff(w, a, a, "", "", "Tickets - Create; Tickets - Edit; Vendors - New");
	world_free(w);
}

/* Of the token or its user, mandatory or not, named once or twice. */
static void every_way_to_need_one_counts(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *a =
		profile_of(w, REQUIREMENT("A", "false", OF_THE_USER) "," REQUIREMENT("B", "true",
										     OF_THE_TOKEN));
	const struct profile *b = profile_of(w, REQUIREMENT("A", "true", "{'kind':'token-valid'}"));
	assert_diff(w, a, b, "Tickets - Edit", "", "");
	assert_diff(w, b, b, "", "", "");
	world_free(w);
}

static void what_is_spelt_differently_is_the_same(void **state)
{
	struct world *w = world_new();

	(void)state;
	assert_diff(w, family(w, "'Customers - De Duplicate'"),
		    family(w, "'Customer - De-Duplicate'"), "", "", "Customers - De Duplicate");
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_permission_stands_in_one_list),
		cmocka_unit_test(every_way_to_need_one_counts),
		cmocka_unit_test(what_is_spelt_differently_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
