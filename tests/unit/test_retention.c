/* Which reports --keep lets go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/command/retention.h"
#include "audit/core/array.h"
#include "audit/core/mem.h"

#define MOST 12

/*
 * Each letter is a report, newest first: N new, B baseline, R ready, "." neither; n is a new
 * one that is ready, b a baseline that is.
 */
static void choose(const char *reports, size_t keep, char *out)
{
	struct sibling items[MOST] = { { .name = "" } };
	struct siblings all = { items, strlen(reports) };
	bool in_use[MOST] = { false }, doomed[MOST] = { false };
	size_t own = all.count;

	for (size_t i = 0; i < all.count; i++) {
		items[i].ready = strchr("Rnb", reports[i]) != NULL;
		in_use[i] = strchr("Bb", reports[i]) != NULL;
		if (strchr("Nn", reports[i]))
			own = i;
	}
	retention_choose(&all, own, in_use, keep, doomed);
	for (size_t i = 0; i < all.count; i++)
		out[i] = doomed[i] ? 'x' : reports[i];
	out[all.count] = '\0';
}

static void keeps_the_newest_the_last_ready_one_and_the_baseline(void **state)
{
	static const struct {
		const char *reports;
		size_t keep;
		const char *left; /* x = let go */
	} cases[] = {
		{ "", 1, "" },		 { "N", 1, "N" },
		{ "N...", 4, "N..." },	 { "N...", 9, "N..." },
		{ "N...", 2, "N.xx" },	 { "N...", 1, "Nxxx" },
		{ "N.R.R", 1, "NxRxx" }, { "N.R.R", 2, "N.Rxx" },
		{ "n.R.R", 1, "nxxxx" }, /* the new one is the last ready one */
		{ "NR.R.", 2, "NRxxx" }, { "N..B.", 1, "NxxBx" },
		{ "N.RB.", 2, "N.RBx" }, { "N.bR.", 1, "Nxbxx" },
		{ ".N..", 1, ".Nxx" }, /* assessed later, by a run at the same time */
		{ ".N..", 2, ".Nxx" },	 { "R.n.", 1, "R.nx" },
		{ "...R", 2, "...R" }, /* the new one could not be read back */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char left[MOST + 1];
		choose(cases[i].reports, cases[i].keep, left);
		assert_string_equal(left, cases[i].left);
	}
}

/* Whatever there is, at least N stay, a ready one stays if there was one, and the baseline. */
static void never_lets_the_last_ready_one_go(void **state)
{
	static const char kinds[] = ".RBb";

	(void)state;
	for (unsigned drawn = 0; drawn < 4u * 4 * 4 * 4 * 4; drawn++)
		for (size_t keep = 1; keep <= 6; keep++) {
			char reports[MOST] = "N", left[MOST + 1];
			unsigned rest = drawn;
			for (size_t i = 1; i <= 5; i++, rest /= 4)
				reports[i] = kinds[rest % 4];
			choose(reports, keep, left);
			const char *ready = strpbrk(reports, "Rb");
			size_t stay = 0;
			for (size_t i = 0; i < 6; i++) {
				stay += left[i] != 'x';
				if (strchr("NBb", reports[i]))
					assert_int_equal(left[i], reports[i]);
			}
			assert_true(stay >= keep);
			if (ready)
				assert_int_equal(left[ready - reports], *ready);
		}
}

static void a_report_stands_in_its_parent(void **state)
{
	static const struct {
		const char *path, *parent;
	} cases[] = {
		{ NULL, "." },	    { "out", "." },  { "./out", "." }, { "a/out", "a" },
		{ "a/out//", "a" }, { "/out", "/" }, { "/", "/" },     { "../a/b", "../a" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(siblings_parent(arena, cases[i].path), cases[i].parent);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_newest_the_last_ready_one_and_the_baseline),
		cmocka_unit_test(never_lets_the_last_ready_one_go),
		cmocka_unit_test(a_report_stands_in_its_parent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
