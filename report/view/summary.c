#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/view/internal.h"

/* Mandatory findings that stand in the way, by verdict; waived ones do not. */
static size_t mandatory(const struct audit *audit, enum verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < audit->finding_count; i++)
		count += audit->findings[i].requirement->mandatory &&
			 audit->findings[i].verdict == verdict && !audit->findings[i].waiver;
	return count;
}

static const char *s(size_t count)
{
	return count == 1 ? "" : "s";
}

static const char *ready_sentence(struct view *view)
{
	size_t waived = view->audit->counts.waived;

	if (!waived)
		return "Every mandatory requirement is met, on the evidence in this report.";
	return arena_printf(view->arena,
			    "Every mandatory requirement is met or covered by an accepted "
			    "deviation; %zu finding%s %s accepted that way.",
			    waived, s(waived), waived == 1 ? "is" : "are");
}

static const char *not_ready_sentence(struct view *view)
{
	size_t fails = mandatory(view->audit, VERDICT_FAIL);

	return arena_printf(view->arena,
			    "%zu mandatory requirement%s %s not met. Mend %s before connecting.",
			    fails, s(fails), fails == 1 ? "is" : "are", fails == 1 ? "it" : "them");
}

static const char *inconclusive_sentence(struct view *view)
{
	size_t unknown = mandatory(view->audit, VERDICT_UNKNOWN);
	size_t manual = mandatory(view->audit, VERDICT_MANUAL);
	struct str text = STR_INIT(STR_LINE);

	str_puts(&text, "Nothing mandatory failed, but ");
	if (unknown)
		str_printf(&text, "%zu mandatory requirement%s could not be checked", unknown,
			   s(unknown));
	if (unknown && manual)
		str_puts(&text, " and ");
	if (manual)
		str_printf(&text, "%zu need%s a person's confirmation", manual,
			   manual == 1 ? "s" : "");
	if (!unknown && !manual)
		str_puts(&text, "there is nothing to judge by");
	str_puts(&text, ". Readiness is not proven yet.");
	return str_keep(&text, view->arena);
}

void view_add_sentences(struct view *view)
{
	static const char *(*const sentences[OVERALL_COUNT])(struct view * view) = {
		[OVERALL_READY] = ready_sentence,
		[OVERALL_NOT_READY] = not_ready_sentence,
		[OVERALL_INCONCLUSIVE] = inconclusive_sentence,
	};
	const struct audit *audit = view->audit;

	view->title = view->brand->title;
	if (!*view->title)
		view->title =
			arena_printf(view->arena, "Readiness for %s",
				     *audit->profile->integration ? audit->profile->integration
								  : audit->profile->title);
	view->verdict = view_overall_label(audit->verdict);
	view->sentence = sentences[audit->verdict](view);
}
