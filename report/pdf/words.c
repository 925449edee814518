#include <string.h>

#include "audit/core/words.h"
#include "report/pdf/internal.h"

const char *pdf_finding_place(struct compose *compose, const struct finding *finding)
{
	return compose_printf(compose, "finding:%s", finding->requirement->id);
}

const char *pdf_finding_target(struct compose *compose, const struct requirement *requirement)
{
	return compose_printf(compose, "#finding:%s", requirement->id);
}

const char *pdf_finding_about(struct compose *compose, const struct requirement *requirement)
{
	return compose_printf(compose, "Requirement %s: %s", requirement->id, requirement->title);
}

const struct finding *pdf_finding_of(const struct view *view, const char *requirement)
{
	for (size_t i = 0; i < view->finding_count; i++)
		if (strcmp(view->findings[i]->requirement->id, requirement) == 0)
			return view->findings[i];
	return NULL;
}

struct theme_colour pdf_standing_colour(enum standing standing)
{
	TABLE(const enum verdict, like, STANDING_COUNT,
	      [STANDING_UNMATCHED] = VERDICT_NOTAPPLICABLE, [STANDING_EXPIRED] = VERDICT_FAIL,
	      [STANDING_EXPIRING] = VERDICT_UNKNOWN, [STANDING_IN_FORCE] = VERDICT_PASS);

	return theme_verdict(like[standing]);
}

enum canvas_icon pdf_overall_icon(enum overall verdict)
{
	TABLE(const enum canvas_icon, icons, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = ICON_QUESTION,
	      [OVERALL_READY] = ICON_CHECK, [OVERALL_NOT_READY] = ICON_CROSS);

	return icons[verdict];
}

void pdf_source_callout(struct compose *compose, const struct source *source, const char *what)
{
	if (source->complete)
		return;
	compose_callout(
		compose, ICON_BANG, theme_verdict(VERDICT_UNKNOWN),
		compose_printf(
			compose,
			source->records
				? "%s could not be read to the end: %s. What follows is what "
				  "was read; nothing in this report counts as met because of "
				  "it."
				: "%s could not be read: %s. Nothing in this report counts "
				  "as met because of it.",
			what, *source->problem ? source->problem : reason_text(source->reason)));
}

void pdf_more(struct compose *compose, size_t shown, size_t total, const char *what)
{
	if (total <= shown)
		return;
	flow_keep(compose->flow);
	compose_paragraph(compose, STYLE_NOTE,
			  compose_printf(compose,
					 "Shown are the first %s of %s %s; the workbook lists the "
					 "other %s too.",
					 compose_number(compose, shown),
					 compose_number(compose, total), what,
					 compose_number(compose, total - shown)));
}

void pdf_footnotes(struct compose *compose, const struct view *view, unsigned footnotes)
{
	for (size_t i = 0; i < view->footnote_count; i++)
		if (footnotes & 1u << i)
			compose_paragraph(compose, STYLE_NOTE,
					  compose_printf(compose, "%s %s", view->footnotes[i].mark,
							 view->footnotes[i].text));
}

const struct view_job *pdf_job_of(const struct view *view, const struct finding *finding)
{
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t k = 0; k < view->jobs[i].count; k++)
			if (view->jobs[i].findings[k] == finding)
				return &view->jobs[i];
	return NULL;
}

/* Who reads it outside does none of the jobs: what was found stands with the requirement. */
const char *pdf_job_target(struct compose *compose, const struct view *view,
			   const struct view_job *job)
{
	if (view_is_outside(view))
		return pdf_finding_target(compose, job->findings[0]->requirement);
	return compose_printf(compose, "#%s", job->place);
}
