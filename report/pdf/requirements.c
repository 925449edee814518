/* Every requirement in one table: its result, what shows it, and where what is left of it is
 * done. */
#include <string.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

/* Who does the jobs finds there what was found; who does not finds it here. */
static const char *told(struct compose *compose, const struct view *view,
			const struct finding *finding, const struct view_job *job)
{
	if (finding->waiver)
		return compose_printf(
			compose, "%s Accepted until %s.", view_brief(view, finding),
			view_day(flow_arena(compose->flow), finding->waiver->expires_on));
	if (!job)
		return view_brief(view, finding);
	if (view_is_outside(view)) {
		const struct finding *before = view_job_repeats(job, finding);
		return before ? compose_printf(compose, "As for %s.", before->requirement->id)
			      : view_brief(view, finding);
	}
	if (job->kind == JOB_CONFIRM)
		return "See Confirmations.";
	/* Why it could not be read stands there, and the badge says that it could not. */
	if (job->kind == JOB_CHECK)
		return compose_printf(compose, "See job %td.", job - view->jobs + 1);
	return compose_printf(compose, "See job %td, %s.", job - view->jobs + 1, job->title);
}

static const char *with_evidence(struct compose *compose, const struct view *view,
				 const struct finding *finding, const char *text)
{
	const char *evidence = view_evidence_of(view, finding);

	return *evidence ? compose_printf(compose, "%s (%s)", text, evidence) : text;
}

/* What became of a note is no verdict. */
static struct compose_cell result_cell(const struct finding *finding, const char *standing)
{
	const enum view_result result = view_result(finding);

	if (!view_is_note(finding->requirement))
		return (struct compose_cell){ .kind = CELL_VERDICT,
					      .value = (int)finding->verdict,
					      .below = standing };
	return (struct compose_cell){ .kind = CELL_PILL,
				      .text = view_result_label(result),
				      .colour = theme_verdict(view_result_verdict(result)) };
}

static void add_row(struct compose *compose, struct compose_table *table, const struct view *view,
		    const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const struct view_job *job = pdf_job_of(view, finding);
	const char *proof =
		finding->verdict == VERDICT_MANUAL ? "" : view_proof_label(finding->proof);
	const char *standing =
		compose_printf(compose, "%s%s%s", requirement->mandatory ? "Mandatory" : "",
			       requirement->mandatory && *proof ? " · " : "", proof);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = requirement->id,
		  .target =
			  job && !view_is_outside(view) ? pdf_job_target(compose, view, job) : NULL,
		  .about = job ? job->title : NULL,
		  .place = pdf_finding_place(compose, finding) },
		{ .kind = CELL_TEXT,
		  .text = requirement->title,
		  .below = with_evidence(compose, view, finding,
					 told(compose, view, finding, job)) },
		result_cell(finding, standing),
	};

	compose_table_row(table, cells);
}

void pdf_requirements(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.085, false },
		{ "Requirement, and what was found", 0.7, false },
		{ "Result and proof", 0.215, false },
	};
	const struct audit *audit = view->audit;
	struct compose_table table;
	unsigned footnotes = 0;

	compose_page(compose, "Requirements", "requirements", view->tally);
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 2, compose_badge_most(compose));
	for (size_t g = 0; g < view->group_count; g++) {
		compose_table_group(&table, view->groups[g].title);
		for (size_t i = 0; i < audit->finding_count; i++)
			if (strcmp(audit->findings[i].requirement->group, view->groups[g].title) ==
			    0)
				add_row(compose, &table, view, &audit->findings[i]);
	}
	compose_table_end(&table);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		footnotes |= view_footnotes_of(
			view, told(compose, view, finding, pdf_job_of(view, finding)));
	}
	pdf_footnotes(compose, view, footnotes);
}
