/*
 * A list is complete only if its end was seen and everything promised before
 * it; in whatever order its pages come.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/syncro/judgement.h"

#define PAGES 6
#define ROWS 4

/* One page of a list as a server would give it. */
struct page {
	int status; /* 0 = not answered; 200 if rows are given */
	int64_t ids[ROWS];
	struct paging_meta meta;
	size_t bad;
};

#define NO_META                                                                                    \
	{                                                                                          \
		-1, -1                                                                             \
	}
#define OK(...) .status = 200, .ids = { __VA_ARGS__ }

static const struct list_case {
	const char *what;
	struct page pages[PAGES];
	enum reason reason; /* REASON_NONE = complete */
	size_t distinct;
	int64_t expected;
} cases[] = {
	{ "one page and an empty one, no meta",
	  { { OK(1, 2, 3), NO_META }, { OK(0), NO_META } },
	  REASON_NONE,
	  3,
	  -1 },
	{ "the last page repeats itself, no meta",
	  { { OK(1, 2), NO_META }, { OK(3), NO_META }, { OK(3), NO_META } },
	  REASON_NONE,
	  3,
	  -1 },
	{ "nothing at all", { { OK(0), NO_META } }, REASON_NONE, 0, -1 },
	{ "nothing at all, with meta", { { OK(0), { 0, 0 } } }, REASON_NONE, 0, 0 },
	{ "nothing at all, on a page of one", { { OK(0), { 1, 0 } } }, REASON_NONE, 0, 0 },
	{ "an empty first page of two", { { OK(0), { 2, -1 } } }, REASON_TRUNCATED, 0, -1 },
	{ "an empty first page of three rows", { { OK(0), { 1, 3 } } }, REASON_TRUNCATED, 0, 3 },
	{ "meta that is right",
	  { { OK(1, 2), { 2, 3 } }, { OK(3), { 2, 3 } }, { OK(0), { 2, 3 } } },
	  REASON_NONE,
	  3,
	  3 },
	{ "short meta that is right",
	  { { OK(1, 2), { 2, -1 } }, { OK(3), { 2, -1 } }, { OK(0), NO_META } },
	  REASON_NONE,
	  3,
	  -1 },
	{ "meta that promises too little",
	  { { OK(1, 2), { 1, 2 } }, { OK(3), { 1, 2 } }, { OK(0), { 1, 2 } } },
	  REASON_NONE,
	  3,
	  2 },
	{ "meta that promises pages which are not there",
	  { { OK(1, 2), { 5, -1 } }, { OK(0), NO_META } },
	  REASON_TRUNCATED,
	  2,
	  -1 },
	{ "page 2 repeats page 1 while more is promised",
	  { { OK(1, 2), { 3, -1 } }, { OK(1, 2), { 3, -1 } } },
	  REASON_TRUNCATED,
	  2,
	  -1 },
	{ "the last promised page repeats another",
	  { { OK(1, 2), { 2, -1 } }, { OK(1, 2), { 2, -1 } } },
	  REASON_TRUNCATED,
	  2,
	  -1 },
	{ "fewer rows than promised",
	  { { OK(1, 2), { 2, 4 } }, { OK(3), { 2, 4 } }, { OK(0), { 2, 4 } } },
	  REASON_TRUNCATED,
	  3,
	  4 },
	{ "a server that forgets its promise behind the end",
	  { { OK(1, 2), { 2, 4 } }, { OK(3), { 2, 4 } }, { OK(0), { 0, 0 } } },
	  REASON_TRUNCATED,
	  3,
	  4 },
	{ "a promise that grew while it was read",
	  { { OK(1, 2), { 2, 3 } }, { OK(3), { 2, 3 } }, { OK(0), { 2, 5 } } },
	  REASON_TRUNCATED,
	  3,
	  3 },
	{ "a list that shrank while it was read",
	  { { OK(1, 2), { 3, 5 } }, { OK(3), { 2, 3 } }, { OK(0), { 2, 3 } } },
	  REASON_TRUNCATED,
	  3,
	  3 },
	{ "a list that lost a row behind its border, in pages alone",
	  { { OK(1, 2), { 3, -1 } },
	    { OK(3, 4), { 3, -1 } },
	    { OK(6), { 2, -1 } },
	    { OK(0), { 2, -1 } } },
	  REASON_TRUNCATED,
	  5,
	  -1 },
	{ "records that are told, beside pages that differ",
	  { { OK(1, 2), { 3, 3 } }, { OK(3), { 2, 3 } }, { OK(0), { 2, 3 } } },
	  REASON_NONE,
	  3,
	  3 },
	{ "pages that overlap",
	  { { OK(1, 2), { 3, 4 } },
	    { OK(2, 3), { 3, 4 } },
	    { OK(4), { 3, 4 } },
	    { OK(0), { 3, 4 } } },
	  REASON_TRUNCATED,
	  4,
	  4 },
	{ "a row nobody understands",
	  { { .status = 200, .ids = { 1 }, .bad = 1, .meta = NO_META }, { OK(0), NO_META } },
	  REASON_MALFORMED,
	  1,
	  -1 },
	{ "rows nobody understands on the page behind",
	  { { OK(1), NO_META }, { .status = 200, .bad = 2, .meta = NO_META } },
	  REASON_MALFORMED,
	  1,
	  -1 },
	{ "rows behind the end",
	  { { OK(1, 2), NO_META }, { OK(1), NO_META }, { OK(3), NO_META } },
	  REASON_TRUNCATED,
	  2,
	  -1 },
	{ "refused", { { .status = 401 } }, REASON_NO_PERMISSION, 0, -1 },
	{ "refused with 403", { { .status = 403 } }, REASON_NO_PERMISSION, 0, -1 },
	{ "refused half-way",
	  { { OK(1), { 3, 3 } }, { .status = 401 }, { OK(3), { 3, 3 } } },
	  REASON_UNAUTHENTICATED,
	  1,
	  3 },
	{ "failing", { { .status = 500 } }, REASON_SERVER_ERROR, 0, -1 },
	{ "failing half-way", { { OK(1), { 2, 2 } }, { .status = 500 } }, REASON_TRUNCATED, 1, 2 },
	{ "failing on the page behind",
	  { { OK(1), { 1, 1 } }, { .status = 500 } },
	  REASON_TRUNCATED,
	  1,
	  1 },
	{ "limited", { { .status = 429 } }, REASON_RATE_LIMITED, 0, -1 },
	{ "not there", { { .status = 404 } }, REASON_MALFORMED, 0, -1 },
	{ "redirected", { { .status = 302 } }, REASON_MALFORMED, 0, -1 },
	{ "never asked for", { { .status = 0 } }, REASON_NOT_REQUESTED, 0, -1 },
	{ "not asked to its end",
	  { { OK(1), NO_META }, { OK(2), NO_META } },
	  REASON_TRUNCATED,
	  2,
	  -1 },
};

static enum outcome outcome_of(int status)
{
	switch (status) {
	case 200:
		return OUTCOME_OK;
	case 401:
	case 403:
		return OUTCOME_REFUSED;
	case 404:
		return OUTCOME_NOT_FOUND;
	case 429:
		return OUTCOME_RATE_LIMITED;
	case 500:
		return OUTCOME_SERVER_ERROR;
	default:
		return OUTCOME_UNEXPECTED;
	}
}

static void give(struct paging *paging, const struct page *page, int64_t number)
{
	struct paging_answer answer = { .page = number,
					.status = page->status,
					.outcome = outcome_of(page->status),
					.ids = page->ids,
					.bad = page->bad,
					.meta = page->meta };

	while (answer.count < ROWS && page->ids[answer.count] != 0)
		answer.count++;
	if (page->status)
		paging_add(paging, &answer);
}

static void check_case(const struct list_case *c, const int order[PAGES])
{
	struct paging paging = { .pages = NULL };
	struct paging_judgement judgement;

	for (int i = 0; i < PAGES; i++)
		give(&paging, &c->pages[order[i]], order[i] + 1);
	paging_judge(&paging, &judgement);
	if (judgement.reason != c->reason || judgement.complete != (c->reason == REASON_NONE) ||
	    !*judgement.problem != judgement.complete || judgement.expected != c->expected ||
	    paging.ids.count != c->distinct)
		fail_msg("%s: %s ('%s'), %zu rows, %" PRId64 " expected", c->what,
			 reason_name(judgement.reason), judgement.problem, paging.ids.count,
			 judgement.expected);
	paging_release(&paging);
}

static void judges_lists(void **state)
{
	static const int in_order[PAGES] = { 0, 1, 2, 3, 4, 5 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_case(&cases[i], in_order);
}

static void the_order_of_arrival_changes_nothing(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 200; round++) {
		int order[PAGES] = { 0, 1, 2, 3, 4, 5 };
		for (int i = PAGES - 1; i > 0; i--) {
			seed = seed * 1103515245 + 12345;
			int j = (int)(seed >> 16) % (i + 1);
			int kept = order[i];
			order[i] = order[j];
			order[j] = kept;
		}
		for (size_t i = 0; i < COUNT_OF(cases); i++)
			check_case(&cases[i], order);
	}
}

static void with_meta_all_pages_and_the_one_behind_are_asked_at_once(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page first = { OK(1, 2), { 3, 6 } };

	(void)state;
	assert_int_equal(paging_next(&paging), 1);
	assert_int_equal(paging_next(&paging), 0);
	give(&paging, &first, 1);
	assert_int_equal(paging_left(&paging), 3);
	assert_int_equal(paging_next(&paging), 2);
	assert_int_equal(paging_next(&paging), 3);
	assert_int_equal(paging_next(&paging), 4);
	assert_int_equal(paging_next(&paging), 0);
	assert_int_equal(paging_promised(&paging), 3);
	paging_release(&paging);
}

static void without_meta_one_page_follows_the_other(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page full = { OK(1, 2), NO_META }, empty = { OK(0), NO_META };

	(void)state;
	assert_int_equal(paging_next(&paging), 1);
	give(&paging, &full, 1);
	assert_int_equal(paging_next(&paging), 2);
	assert_int_equal(paging_next(&paging), 0);
	give(&paging, &empty, 2);
	assert_int_equal(paging_next(&paging), 0);
	assert_int_equal(paging_left(&paging), 0);
	paging_release(&paging);
}

static void a_long_list_without_meta_is_read_a_few_pages_ahead(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page last = { OK(90), NO_META };

	(void)state;
	for (int64_t i = 1; i <= 4; i++) {
		const struct page full = { OK(2 * i, 2 * i + 1), NO_META };
		assert_int_equal(paging_next(&paging), i);
		assert_int_equal(paging_next(&paging), 0);
		give(&paging, &full, i);
	}
	assert_int_equal(paging_next(&paging), 5);
	assert_int_equal(paging_next(&paging), 6);
	assert_int_equal(paging_next(&paging), 7);
	assert_int_equal(paging_next(&paging), 0);
	give(&paging, &last, 5); /* not full: the end is near */
	assert_int_equal(paging_next(&paging), 0);
	paging_release(&paging);
}

static void goes_on_when_the_page_behind_brings_rows(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page first = { OK(1), { 1, 1 } }, second = { OK(2), { 1, 1 } };

	(void)state;
	assert_int_equal(paging_next(&paging), 1);
	give(&paging, &first, 1);
	assert_int_equal(paging_next(&paging), 2);
	give(&paging, &second, 2);
	assert_int_equal(paging_next(&paging), 3);
	paging_release(&paging);
}

static void never_asks_past_a_page_that_brings_nothing_new(void **state)
{
	static const struct page ends[] = {
		{ OK(0), NO_META },	   /* empty */
		{ OK(1, 2), { 900, -1 } }, /* page 1 once more */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct paging paging = { .pages = NULL };
		const struct page first = { OK(1, 2), { 900, -1 } };
		assert_int_equal(paging_next(&paging), 1);
		give(&paging, &first, 1);
		assert_int_equal(paging_next(&paging), 2);
		give(&paging, &ends[i], 2);
		assert_int_equal(paging_next(&paging), 0);
		paging_release(&paging);
	}
}

static void a_failed_page_leaves_what_is_promised_worth_reading(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page first = { OK(1, 2), { 4, 8 } }, failed = { .status = 500 };

	(void)state;
	assert_int_equal(paging_next(&paging), 1);
	give(&paging, &first, 1);
	assert_int_equal(paging_next(&paging), 2);
	give(&paging, &failed, 2);
	assert_int_equal(paging_next(&paging), 3);
	assert_int_equal(paging_next(&paging), 4);
	assert_int_equal(paging_next(&paging), 0); /* the end can no longer be proven */
	paging_release(&paging);
}

static void a_refusal_ends_the_asking(void **state)
{
	struct paging paging = { .pages = NULL };
	const struct page first = { OK(1, 2), { 4, 8 } }, refused = { .status = 401 };

	(void)state;
	assert_int_equal(paging_next(&paging), 1);
	give(&paging, &first, 1);
	assert_int_equal(paging_next(&paging), 2);
	give(&paging, &refused, 2);
	assert_int_equal(paging_next(&paging), 0);
	paging_release(&paging);
}

static void an_endless_list_stops_at_the_cap(void **state)
{
	struct paging paging = { .pages = NULL };
	struct paging_judgement judgement;
	int64_t number, asked = 0;

	(void)state;
	while ((number = paging_next(&paging)) > 0) {
		struct page page = { OK(number), NO_META };
		give(&paging, &page, number);
		asked = number;
	}
	assert_int_equal(asked, PAGING_PAGES_MOST);
	paging_judge(&paging, &judgement);
	assert_false(judgement.complete);
	assert_int_equal(judgement.reason, REASON_TRUNCATED);
	paging_release(&paging);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_lists),
		cmocka_unit_test(the_order_of_arrival_changes_nothing),
		cmocka_unit_test(with_meta_all_pages_and_the_one_behind_are_asked_at_once),
		cmocka_unit_test(without_meta_one_page_follows_the_other),
		cmocka_unit_test(a_long_list_without_meta_is_read_a_few_pages_ahead),
		cmocka_unit_test(goes_on_when_the_page_behind_brings_rows),
		cmocka_unit_test(never_asks_past_a_page_that_brings_nothing_new),
		cmocka_unit_test(a_failed_page_leaves_what_is_promised_worth_reading),
		cmocka_unit_test(a_refusal_ends_the_asking),
		cmocka_unit_test(an_endless_list_stops_at_the_cap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
