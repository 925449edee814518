/* The numbers of the requests that something rests on, as a reader sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

/* A test's audit and its view. */
struct scene {
	struct fixture_audit *f;
	struct view *view;
};

static int enter(void **state)
{
	static struct scene scene;

	scene.f = fixture_audit_new();
	scene.view = view_new(&scene.f->audit);
	*state = &scene;
	return 0;
}

static int leave(void **state)
{
	struct scene *scene = *state;

	view_free(scene->view);
	fixture_audit_free(scene->f);
	return 0;
}

static const char *shown(void **state, const char **names, size_t count)
{
	const struct observation observation = { .evidence = names, .evidence_count = count };

	return view_evidence(((struct scene *)*state)->view, &observation);
}

static void single_requests_stand_in_a_row(void **state)
{
	const char *names[] = { "E-002", "E-006" };

	assert_string_equal(shown(state, names, 1), "E-002");
	assert_string_equal(shown(state, names, 2), "E-002, E-006");
}

static void three_that_follow_each_other_are_a_range(void **state)
{
	const char *names[] = { "E-002", "E-006", "E-007", "E-008", "E-010", "E-011" };

	assert_string_equal(shown(state, names, COUNT_OF(names)),
			    "E-002, E-006 to E-008, E-010, E-011");
}

static void a_range_goes_on_beyond_three_digits(void **state)
{
	const char *names[] = { "E-998", "E-999", "E-1000", "E-1001" };

	assert_string_equal(shown(state, names, COUNT_OF(names)), "E-998 to E-1001");
}

static void a_persons_word_has_none(void **state)
{
	assert_string_equal(shown(state, NULL, 0), "");
}

static void a_finding_has_those_of_all_its_observations_each_once(void **state)
{
	const char *some[] = { "E-004", "E-1000" }, *others[] = { "E-001", "E-003", "E-004" };
	struct observation observations[] = {
		{ .evidence = some, .evidence_count = COUNT_OF(some) },
		{ .evidence_count = 0 },
		{ .evidence = others, .evidence_count = COUNT_OF(others) },
	};
	const struct finding finding = { .observations = observations,
					 .observation_count = COUNT_OF(observations) };

	assert_string_equal(view_evidence_of(((struct scene *)*state)->view, &finding),
			    "E-001, E-003, E-004, E-1000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single_requests_stand_in_a_row),
		cmocka_unit_test(three_that_follow_each_other_are_a_range),
		cmocka_unit_test(a_range_goes_on_beyond_three_digits),
		cmocka_unit_test(a_persons_word_has_none),
		cmocka_unit_test(a_finding_has_those_of_all_its_observations_each_once),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
