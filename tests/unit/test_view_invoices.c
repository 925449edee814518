/* What the workbook says of a customer's recurring invoices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/account.h"
#include "report/view/invoices.h"

#define MINE 7

static const struct invoice_case {
	const char *what;
	struct schedule rows[3]; /* without an id: no more */
	bool partial;		 /* the list was not read to its end */
	const char *number, *next_run;
	bool is_number, is_day; /* a cell to count and to sort by */
} cases[] = {
	{ "none, of a whole list", { { 0 } }, false, "0", "none", true, false },
	{ "none, of a part of it", { { 0 } }, true, "not known", "not known", false, false },
	{ "one",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-05", .paused = TRI_NO } },
	  false,
	  "1",
	  "2026-12-05",
	  true,
	  true },
	{ "the earliest of two, a time left away",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-05", .paused = TRI_NO },
	    { .id = 2,
	      .customer_id = MINE,
	      .next_run = "2026-12-01T06:00:00-05:00",
	      .paused = TRI_NO } },
	  false,
	  "2",
	  "2026-12-01",
	  true,
	  true },
	{ "one of a part of the list",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-05", .paused = TRI_NO } },
	  true,
	  "1 or more",
	  "2026-12-05 or earlier",
	  false,
	  false },
	{ "a paused one does not run",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-01", .paused = TRI_YES },
	    { .id = 2, .customer_id = MINE, .next_run = "2026-12-05", .paused = TRI_NO } },
	  false,
	  "2, 1 paused",
	  "2026-12-05",
	  false,
	  true },
	{ "paused alone",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-01", .paused = TRI_YES } },
	  false,
	  "1 paused",
	  "none",
	  false,
	  false },
	{ "nobody knows whether it is paused",
	  { { .id = 1, .customer_id = MINE, .next_run = "2026-12-01" } },
	  false,
	  "1, 1 perhaps paused",
	  "not known",
	  false,
	  false },
	{ "a day that is none",
	  { { .id = 1, .customer_id = MINE, .next_run = "soon", .paused = TRI_NO },
	    { .id = 2, .customer_id = MINE, .next_run = "2026-12-05", .paused = TRI_NO } },
	  false,
	  "2",
	  "2026-12-05 or earlier",
	  true,
	  false },
	{ "no day at all",
	  { { .id = 1, .customer_id = MINE, .next_run = "", .paused = TRI_NO } },
	  false,
	  "1",
	  "not known",
	  true,
	  false },
	{ "a day that could not be understood",
	  { { .id = 1,
	      .customer_id = MINE,
	      .next_run = "2026-12-05",
	      .paused = TRI_NO,
	      .odd = ODD_RUN } },
	  false,
	  "1",
	  "not known",
	  true,
	  false },
	{ "another's, and nobody's",
	  { { .id = 1, .customer_id = 6, .next_run = "2026-12-01", .paused = TRI_NO },
	    { .id = 2, .customer_id = 8, .next_run = "2026-12-01", .paused = TRI_NO },
	    { .id = 3, .customer_id = 0, .next_run = "2026-12-01", .paused = TRI_NO } },
	  false,
	  "0",
	  "none",
	  true,
	  false },
	{ "one that may be anybody's",
	  { { .id = 1, .next_run = "2026-12-01", .paused = TRI_NO, .odd = ODD_CUSTOMER } },
	  false,
	  "not known",
	  "not known",
	  false,
	  false },
};

static void invoices_are_told_as_far_as_they_are_known(void **state)
{
	const struct customer before = { .id = 5 }, mine = { .id = MINE };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena *arena = arena_new();
		struct account account = { .schedules = (struct schedule *)(uintptr_t)cases[i].rows,
					   .sources[SOURCE_SCHEDULES].complete =
						   !cases[i].partial };
		while (account.schedule_count < COUNT_OF(cases[i].rows) &&
		       cases[i].rows[account.schedule_count].id)
			account.schedule_count++;
		struct view_invoices_walk walk = view_invoices_begin(arena, &account);
		(void)view_invoices_of(&walk, &before);
		const struct view_invoices told = view_invoices_of(&walk, &mine);
		print_message("%s\n", cases[i].what);
		assert_string_equal(told.number, cases[i].number);
		assert_string_equal(told.next_run, cases[i].next_run);
		assert_int_equal(told.counted, cases[i].is_number);
		assert_string_equal(told.next_day, cases[i].is_day ? cases[i].next_run : "");
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invoices_are_told_as_far_as_they_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
