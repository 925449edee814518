#include <inttypes.h>

#include "audit/core/mem.h"
#include "report/view/internal.h"

static const char *only_of(struct view *view)
{
	const struct account *account = view->audit->account;
	const int64_t only = view->audit->presentation.only_customer;

	if (!only)
		return "";
	return arena_printf(view->arena, "%s (No. %" PRId64 ")",
			    account->customer_count ? view_customer_name(account->customers)
						    : "Not among those read",
			    only);
}

static const char *limit_of(struct view *view)
{
	const struct audit *audit = view->audit;
	const int64_t only = audit->presentation.only_customer;

	if (!only)
		return "";
	if (!audit->account->customer_count)
		return arena_printf(view->arena,
				    "This report is limited to customer %" PRId64
				    ", who is not among "
				    "the customers that were read, so it shows none. Every number, "
				    "and the verdict, is that of the whole account.",
				    only);
	return arena_printf(view->arena,
			    "This report shows one customer only: %s. Every number, and the "
			    "verdict, is that of the whole account.",
			    view->only);
}

static const char *const internal_note =
	"This is the internal edition: it shows names, e-mail addresses and the log of "
	"requests, and its folder holds the evidence. An edition for the client is made of it.";

static const char *const client_notes[] = {
	"This is the client edition. E-mail addresses are masked wherever they stand, as in "
	"j…@a….com: the first letter of each side is left, and an end of two or three letters. "
	"An address cannot be made out of its mask. Names of people stay: who holds which "
	"rights is what this report is about.",
	"The log of requests, the hashes of the answers and the answers themselves are left out; "
	"they stay with whoever made the report. Verdicts, counts and findings are the same as "
	"in the internal edition.",
};

void view_add_edition(struct view *view)
{
	const bool client = view->audit->presentation.edition == EDITION_CLIENT;
	const char **notes = arena_array(view->arena, 4, sizeof *notes);
	size_t count = 0;

	view->edition = client ? "Client edition" : "Internal edition";
	view->only = only_of(view);
	view->limit = limit_of(view);
	view->edition_notes = notes;
	if (client) {
		notes[count++] = client_notes[0];
		notes[count++] = client_notes[1];
	} else
		notes[count++] = internal_note;
	if (*view->limit)
		notes[count] = arena_printf(
			view->arena,
			"%s Other customers' rows are left out, and their names, numbers and "
			"e-mail addresses are replaced by \"another customer\" where a text "
			"tells them.",
			view->limit);
}
