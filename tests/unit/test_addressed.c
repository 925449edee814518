/* One file of waivers or attestations may speak of several profiles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/rules/addressed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static struct requirement first[] = { { .id = "A-1" }, { .id = "X-1" } };
static struct requirement second[] = { { .id = "B-1" }, { .id = "X-1" } };
static const struct profile profiles[] = {
	{ .requirements = first, .requirement_count = COUNT_OF(first) },
	{ .requirements = second, .requirement_count = COUNT_OF(second) },
};

struct world {
	struct audit audits[2];
	struct audit *all[2];
	struct waiver waivers[2][4];
	struct attestation attestations[2][4];
};

static const char *const named[] = { "A-1", "B-1", "X-1", "Z-9" };

static void begin(struct world *w)
{
	*w = (struct world){ .all = { NULL } };
	for (size_t i = 0; i < 2; i++) {
		for (size_t k = 0; k < COUNT_OF(named); k++) {
			w->waivers[i][k].requirement = named[k];
			w->attestations[i][k].requirement = named[k];
		}
		w->audits[i] = (struct audit){ .profile = &profiles[i],
					       .waivers = w->waivers[i],
					       .waiver_count = COUNT_OF(named),
					       .attestations = w->attestations[i],
					       .attestation_count = COUNT_OF(named) };
		w->all[i] = &w->audits[i];
	}
}

static void each_audit_keeps_its_own_and_what_is_for_none(void **state)
{
	static const char *const kept[2][3] = { { "A-1", "X-1", "Z-9" }, { "B-1", "X-1", "Z-9" } };
	struct world w;

	(void)state;
	begin(&w);
	for (size_t i = 0; i < 2; i++) {
		addressed_keep(w.all, 2, i);
		assert_int_equal(w.audits[i].waiver_count, 3);
		assert_int_equal(w.audits[i].attestation_count, 3);
		for (size_t k = 0; k < 3; k++) {
			assert_string_equal(w.audits[i].waivers[k].requirement, kept[i][k]);
			assert_string_equal(w.audits[i].attestations[k].requirement, kept[i][k]);
		}
	}
}

static void a_single_audit_keeps_everything(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	addressed_keep(w.all, 1, 0);
	assert_int_equal(w.audits[0].waiver_count, COUNT_OF(named));
	assert_int_equal(w.audits[0].attestation_count, COUNT_OF(named));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_audit_keeps_its_own_and_what_is_for_none),
		cmocka_unit_test(a_single_audit_keeps_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
