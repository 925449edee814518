/* A list is whole when it held still while it was read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/syncro/listing.h"

#define PAGES 5
#define ROWS 5

/* A page as it is answered: ids until 0, and what it says the whole list has; -1 = it does not.
 * `ids[0] < 0`: answered with that status, negated. */
struct page {
	int64_t ids[ROWS];
	int64_t total;
};

/* The pages of each reading in turn, page 1 first. A reading that is asked for more pages
 * than it has gets empty ones. */
struct reading {
	struct page pages[PAGES];
};

static const struct listing_case {
	const char *what;
	struct reading readings[LISTING_READINGS];
	const char *asked;  /* the pages, in order; "|" before each reading but the first */
	enum reason reason; /* REASON_NONE = whole */
	size_t rows;	    /* of the reading that counts */
	bool overstated;    /* all that is wrong is the number it announces, twice */
} cases[] = {
	{ "two pages that stay",
	  { { { { { 1, 2 }, 4 }, { { 3, 4 }, 4 }, { { 0 }, 4 } } }, { { { { 1, 2 }, 4 } } } },
	  "123|1",
	  REASON_NONE,
	  4,
	  false },
	{ "one page needs no second look",
	  { { { { { 1, 2 }, 2 }, { { 0 }, 2 } } } },
	  "12",
	  REASON_NONE,
	  2,
	  false },
	{ "a record deleted at the border, and the totals tell",
	  { { { { { 1, 2 }, 5 }, { { 4, 5 }, 4 }, { { 0 }, 4 } } },
	    { { { { 2, 3 }, 4 }, { { 4, 5 }, 4 }, { { 0 }, 4 } } },
	    { { { { 2, 3 }, 4 } } } },
	  "123|123|1",
	  REASON_NONE,
	  4,
	  false },
	{ "one gone, one new: page 1 tells, read again",
	  { { { { { 1, 2 }, 4 }, { { 4, 9 }, 4 }, { { 0 }, 4 } } },
	    { { { { 2, 3 }, 4 }, { { 4, 9 }, 4 }, { { 0 }, 4 } } },
	    { { { { 2, 3 }, 4 } } } },
	  "123|123|1",
	  REASON_NONE,
	  4,
	  false },
	{ "it moves each time",
	  { { { { { 1, 2 }, 4 }, { { 4, 9 }, 4 }, { { 0 }, 4 } } },
	    { { { { 2, 3 }, 4 }, { { 4, 9 }, 4 }, { { 0 }, 4 } } },
	    { { { { 3, 4 }, 4 } } } },
	  "123|123|1",
	  REASON_TRUNCATED,
	  4,
	  false },
	{ "a record on two pages, each time",
	  { { { { { 1, 2 }, 4 }, { { 2, 3 }, 4 }, { { 4 }, 4 }, { { 0 }, 4 } } },
	    { { { { 1, 2 }, 4 }, { { 2, 3 }, 4 }, { { 4 }, 4 }, { { 0 }, 4 } } } },
	  "1234|1234",
	  REASON_TRUNCATED,
	  4,
	  false },
	{ "a page of something else",
	  { { { { { 1, 2 }, 4 }, { { 700, 701 }, 220 }, { { 3, 4 }, 4 }, { { 0 }, 4 } } },
	    { { { { 1, 2 }, 4 }, { { 3, 4 }, 4 }, { { 0 }, 4 } } },
	    { { { { 1, 2 }, 4 } } } },
	  "1234|123|1",
	  REASON_NONE,
	  4,
	  false },
	{ "without totals, a page larger than the one before it",
	  { { { { { 1, 2 }, -1 }, { { 3, 4, 5, 6 }, -1 }, { { 0 }, -1 } } },
	    { { { { 1, 2 }, -1 }, { { 3, 4, 5, 6 }, -1 }, { { 0 }, -1 } } } },
	  "123|123",
	  REASON_TRUNCATED,
	  6,
	  false },
	{ "without totals, smaller pages",
	  { { { { { 1, 2 }, -1 }, { { 3 }, -1 }, { { 0 }, -1 } } }, { { { { 1, 2 }, -1 } } } },
	  "123|1",
	  REASON_NONE,
	  3,
	  false },
	{ "a total that is one too high for ever",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 3 } } }, { { { { 1, 2 }, 3 }, { { 0 }, 3 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  2,
	  true },
	{ "of several pages, too",
	  { { { { { 1, 2 }, 5 }, { { 3, 4 }, 5 }, { { 0 }, 5 } } },
	    { { { { 2, 1 }, 5 }, { { 4, 3 }, 5 }, { { 0 }, 5 } } } },
	  "123|123",
	  REASON_TRUNCATED,
	  4,
	  true },
	{ "where only the pages with rows tell a total, too",
	  { { { { { 1, 2 }, 3 }, { { 0 }, -1 } } }, { { { { 1, 2 }, 3 }, { { 0 }, -1 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  2,
	  true },
	{ "none that is another one the second time",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 3 } } }, { { { { 1, 2 }, 4 }, { { 0 }, 4 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  2,
	  false },
	{ "none with other records the second time",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 3 } } }, { { { { 1, 4 }, 3 }, { { 0 }, 3 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  2,
	  false },
	{ "none with a record less the second time",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 3 } } }, { { { { 1 }, 3 }, { { 0 }, 3 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  1,
	  false },
	{ "none that the last page contradicts",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 2 } } }, { { { { 1, 2 }, 3 }, { { 0 }, 2 } } } },
	  "12|12",
	  REASON_TRUNCATED,
	  2,
	  false },
	{ "none where the list moved the first time",
	  { { { { { 1, 2 }, 4 }, { { 2, 3 }, 4 }, { { 0 }, 4 } } },
	    { { { { 1, 2 }, 4 }, { { 3 }, 4 }, { { 0 }, 4 } } } },
	  "123|123",
	  REASON_TRUNCATED,
	  3,
	  false },
	{ "none where a page broke the second time",
	  { { { { { 1, 2 }, 5 }, { { 3, 4 }, 5 }, { { 0 }, 5 } } },
	    { { { { 1, 2 }, 5 }, { { -500 }, -1 } } } },
	  "123|12",
	  REASON_TRUNCATED,
	  2,
	  false },
	{ "a total that was one too high once",
	  { { { { { 1, 2 }, 3 }, { { 0 }, 3 } } }, { { { { 1, 2 }, 2 }, { { 0 }, 2 } } } },
	  "12|12",
	  REASON_NONE,
	  2,
	  false },
	{ "a refusal that does not stand",
	  { { { { { -401 }, -1 } } }, { { { { 1, 2 }, 2 }, { { 0 }, 2 } } } },
	  "1|12",
	  REASON_NONE,
	  2,
	  false },
	{ "a refusal that stands",
	  { { { { { -401 }, -1 } } }, { { { { -401 }, -1 } } } },
	  "1|1",
	  REASON_NO_PERMISSION,
	  0,
	  false },
	{ "a page that broke is not read again",
	  { { { { { 1, 2 }, 4 }, { { -500 }, -1 } } } },
	  "12",
	  REASON_TRUNCATED,
	  2,
	  false },
	{ "whether it moved could not be seen",
	  { { { { { 1, 2 }, 4 }, { { 3, 4 }, 4 }, { { 0 }, 4 } } }, { { { { -503 }, -1 } } } },
	  "123|1",
	  REASON_SERVER_ERROR,
	  4,
	  false },
};

static enum outcome outcome_of(int64_t first)
{
	return first >= 0 ? OUTCOME_OK : first == -401 ? OUTCOME_REFUSED : OUTCOME_SERVER_ERROR;
}

static void answer(struct listing *listing, const struct page *page, int64_t number)
{
	struct paging_answer answer = { .page = number,
					.status = page->ids[0] < 0 ? (int)-page->ids[0] : 200,
					.outcome = outcome_of(page->ids[0]),
					.said = "",
					.ids = page->ids,
					.meta = { -1, page->total } };

	while (answer.outcome == OUTCOME_OK && answer.count < ROWS && page->ids[answer.count])
		answer.count++;
	listing_add(listing, &answer);
}

static void lists_are_read_until_they_hold_still(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct listing listing = { .count = 0 };
		struct paging_judgement judgement;
		char asked[32] = "";
		size_t length = 0;
		unsigned reading = 0;
		int64_t page;

		while ((page = listing_next(&listing)) && length + 2 < sizeof asked) {
			if (page == 1 && length > 0) {
				reading++;
				asked[length++] = '|';
			}
			asked[length++] = (char)('0' + page);
			answer(&listing, &cases[i].readings[reading].pages[page - 1], page);
		}
		listing_judge(&listing, &judgement);
		if (strcmp(asked, cases[i].asked) != 0 || judgement.reason != cases[i].reason ||
		    judgement.overstated != cases[i].overstated ||
		    judgement.complete != (cases[i].reason == REASON_NONE) ||
		    listing_that_counts(&listing)->ids.count != cases[i].rows)
			fail_msg("%s: asked %s, %s '%s', %zu rows", cases[i].what, asked,
				 reason_name(judgement.reason), judgement.problem,
				 listing_that_counts(&listing)->ids.count);
		listing_release(&listing);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_read_until_they_hold_still),
	};

	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
