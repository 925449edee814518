#include "audit/core/mem.h"
#include "report/view/internal.h"

static const char *const internal_notes[] = {
	"This is the internal edition: it shows names, e-mail addresses and the log of "
	"requests, and its folder holds the evidence. For others, make an auditor's edition.",
	NULL,
};

static const char *const auditor_notes[] = {
	"This is the auditor's edition. E-mail addresses are masked wherever they stand, as in "
	"j…@a….com: the first letter of each side is left, and an end of two or three letters. "
	"Masked addresses cannot be recovered. Names stay: who holds which rights is what this "
	"report is about.",
	"The log of requests, the hashes of the answers and the answers themselves are left out; "
	"they stay with whoever made the report. Results, counts and findings are the same as "
	"in the internal edition.",
	NULL,
};

void view_add_edition(struct view *view)
{
	const bool outside = view_is_outside(view);

	view->edition = outside ? "Auditor's edition" : "Internal edition";
	view->edition_notes = outside ? auditor_notes : internal_notes;
}

bool view_is_outside(const struct view *view)
{
	return view->audit->presentation.edition == EDITION_AUDITOR;
}
