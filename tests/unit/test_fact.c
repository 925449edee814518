/* Facts are compared by name: what differs, what is missing, what is too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"

static void tell(void *context, const char *what, const char *expected, const char *found)
{
	str_printf(context, "%s:%s:%s;", what, expected ? expected : "-", found ? found : "-");
}

static void check(const char *left, const char *right, unsigned kinds, const char *differences)
{
	struct arena *arena = arena_new();
	struct facts sides[2] = { { .arena = arena }, { .arena = arena } };
	const char *const texts[] = { left, right };
	struct str told = STR_INIT(STR_LINE);

	/* Pairs of letters: an upper-case name is of another kind. */
	for (int side = 0; side < 2; side++)
		for (const char *at = texts[side]; *at; at += 2) {
			const char value[] = { at[1], '\0' };
			fact_add(&sides[side], *at >= 'A' && *at <= 'Z' ? FACT_PEOPLE : FACT_REPORT,
				 value, "%c", *at);
		}
	size_t count = facts_compare(&sides[0], &sides[1], kinds, tell, &told);
	assert_string_equal(str_text(&told), differences);
	assert_int_equal(count == 0, !*differences);
	str_release(&told);
	facts_release(&sides[0]);
	facts_release(&sides[1]);
	arena_free(arena);
}

static void differences_are_told_by_name(void **state)
{
	const unsigned both = FACT_REPORT | FACT_PEOPLE;

	(void)state;
	check("", "", both, "");
	check("a1b2", "b2a1", both, "");
	check("a1", "a2", both, "a:1:2;");
	check("a1b2", "b2", both, "a:1:-;");
	check("b2", "a1b2c3", both, "a:-:1;c:-:3;");
	check("a1", "a1a1", both, "a:-:1;");
	check("a1a1", "a1", both, "a:1:-;");
	check("A1b2", "A2b2", both, "A:1:2;");
	check("A1b1", "A2b2", FACT_REPORT, "b:1:2;");
	check("A1", "b2", 0, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(differences_are_told_by_name) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
