/* Of many runs, what is the same byte for byte is read once; what is not is never taken for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/input/file_copy.h"
#include "audit/input/yardstick.h"

#define PROFILE(title, permission)                                                                 \
	"{\"id\":\"x\",\"version\":\"1\",\"title\":\"" title "\",\"vendor\":\"X\",\"sources\":["   \
	"{\"title\":\"S\",\"url\":\"https://x.example\",\"retrieved\":\"2026-01-01\"}],"           \
	"\"requirements\":[{\"id\":\"X-1\",\"title\":\"T\",\"severity\":\"high\","                 \
	"\"mandatory\":true,\"rationale\":\"R\",\"reference\":\"\",\"remediation\":[\"S\"],"       \
	"\"check\":{\"kind\":\"permission\",\"permission\":\"" permission "\"}}]}"

static const struct evidence_input one = { "one.json", PROFILE("One", "Customers - List/Search") };
static const struct evidence_input two = { "two.json", PROFILE("Two", "Customers - List/Search") };
static const struct evidence_input own = { "own.json", PROFILE("Own", "Vendor - Own") };

struct reading {
	struct arena *arena;
	struct evidence_input catalogue;
	struct yardsticks known;
	struct error err;
};

static int setup(void **state)
{
	struct arena *arena = arena_new();
	struct reading *reading = arena_alloc(arena, sizeof *reading);

	reading->arena = arena;
	assert_int_equal(file_copy_read(arena, "catalogue", "templates/permissions.json",
					&reading->catalogue, &reading->err),
			 0);
	*state = reading;
	return 0;
}

static int teardown(void **state)
{
	struct reading *reading = *state;

	yardsticks_release(&reading->known);
	arena_free(reading->arena);
	return 0;
}

static int find(struct reading *reading, const struct evidence_input *profiles, size_t count,
		struct yardstick *out)
{
	const struct yardstick_source source = { &reading->catalogue, true, profiles, count };

	return yardsticks_find(&reading->known, &source, out, &reading->err);
}

static struct yardstick found(struct reading *reading, const struct evidence_input *profiles,
			      size_t count)
{
	struct yardstick yardstick = { .catalogue = NULL };

	if (find(reading, profiles, count, &yardstick) != 0)
		fail_msg("%s", reading->err.message);
	return yardstick;
}

static struct evidence_input copy(struct reading *reading, const struct evidence_input *from)
{
	return (struct evidence_input){ "elsewhere.json",
					arena_strdup(reading->arena, from->text) };
}

static void the_same_bytes_are_read_once(void **state)
{
	struct reading *reading = *state;
	const struct evidence_input again = copy(reading, &one);
	const struct yardstick first = found(reading, &one, 1);

	reading->catalogue = copy(reading, &reading->catalogue);
	const struct yardstick second = found(reading, &again, 1);
	assert_ptr_equal(first.catalogue, second.catalogue);
	assert_ptr_equal(first.profiles[0], second.profiles[0]);
	assert_int_equal(reading->known.count, 1);
}

static void a_byte_that_differs_is_another(void **state)
{
	struct reading *reading = *state;
	const struct yardstick first = found(reading, &one, 1);
	const struct yardstick other = found(reading, &two, 1);

	assert_string_equal(first.profiles[0]->title, "One");
	assert_string_equal(other.profiles[0]->title, "Two");
	reading->catalogue.text = arena_printf(reading->arena, "%s ", reading->catalogue.text);
	assert_ptr_not_equal(found(reading, &one, 1).catalogue, first.catalogue);
}

/* A profile adds to the catalogue what it alone knows: none of another's run is seen. */
static void what_one_profile_adds_is_not_in_another_run(void **state)
{
	struct reading *reading = *state;
	const struct evidence_input both[] = { own, one }, turned[] = { one, own };
	const size_t alone = found(reading, &one, 1).catalogue->count;

	assert_int_equal(found(reading, &own, 1).catalogue->count, alone + 1);
	assert_int_equal(found(reading, both, 2).catalogue->count, alone + 1);
	assert_int_equal(found(reading, &one, 1).catalogue->count, alone);
	assert_string_equal(found(reading, both, 2).profiles[0]->title, "Own");
	assert_string_equal(found(reading, turned, 2).profiles[0]->title, "One");
	assert_int_equal(reading->known.count, 4);
}

static void what_is_recorded_is_read_as_such(void **state)
{
	struct reading *reading = *state;
	const char untold[] = "{\"version\":\"1\",\"permissions\":[{\"name\":\"Customers - "
			      "List/Search\",\"family\":\"Customers\",\"probes\":[{\"method\":"
			      "\"GET\",\"path\":\"/customers\"}]}]}";

	reading->catalogue = (struct evidence_input){ "untold.json", untold };
	const struct yardstick_source installed = { &reading->catalogue, false, &one, 1 };
	struct yardstick read = found(reading, &one, 1);

	assert_int_equal(yardsticks_find(&reading->known, &installed, &read, &reading->err), -1);
	assert_non_null(strstr(reading->err.message, "untold.json: at "));
	assert_int_equal(reading->known.count, 1);
}

static void each_mistake_is_told_by_its_own_name(void **state)
{
	struct reading *reading = *state;
	const struct evidence_input bad[] = { { "here.json", "{}" }, { "there.json", "{}" } };
	struct yardstick untouched = { .catalogue = NULL };

	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(find(reading, &bad[i], 1, &untouched), -1);
		assert_memory_equal(reading->err.message, bad[i].name, strlen(bad[i].name));
		assert_null(untouched.catalogue);
	}
	assert_int_equal(reading->known.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_same_bytes_are_read_once, setup, teardown),
		cmocka_unit_test_setup_teardown(a_byte_that_differs_is_another, setup, teardown),
		cmocka_unit_test_setup_teardown(what_one_profile_adds_is_not_in_another_run, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_is_recorded_is_read_as_such, setup, teardown),
		cmocka_unit_test_setup_teardown(each_mistake_is_told_by_its_own_name, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
