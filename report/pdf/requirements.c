/* Every requirement in one table: its result, what shows it, and where what is left of it is
 * done. */
#include <string.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

static const char *told(struct compose *compose, const struct view *view,
			const struct finding *finding, const struct view_job *job)
{
	if (finding->waiver)
		return compose_printf(compose, "%s %s", finding->summary,
				      view_waiver_note(view, finding));
	if (!job)
		return finding->summary;
	if (job->kind == JOB_CONFIRM)
		return view_is_outside(view) ? finding->summary : "See Confirmations.";
	return compose_printf(compose, "See %s %td, %s.", view_is_outside(view) ? "point" : "job",
			      job - view->jobs + 1, job->title);
}

static void add_row(struct compose *compose, struct compose_table *table, const struct view *view,
		    const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const struct view_job *job = pdf_job_of(view, finding);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = requirement->id,
		  .below = requirement->severity == SEVERITY_INFO ? NULL
			   : requirement->mandatory		  ? "Mandatory"
								  : NULL,
		  .target = job ? pdf_job_target(compose, view, job) : NULL,
		  .about = job ? job->title : NULL,
		  .place = pdf_finding_place(compose, finding) },
		{ .kind = CELL_TEXT,
		  .text = requirement->title,
		  .below = told(compose, view, finding, job) },
		{ .kind = CELL_VERDICT, .value = (int)finding->verdict },
		{ .kind = CELL_MUTED,
		  .text = finding->verdict == VERDICT_MANUAL ? NULL
							     : view_proof_label(finding->proof) },
	};

	compose_table_row(table, cells);
}

void pdf_requirements(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.115, false },
		{ "Requirement, and what was found", 0.565, false },
		{ "Result", 0.19, false },
		{ "Proof", 0.13, false },
	};
	const struct audit *audit = view->audit;
	struct compose_table table;

	compose_page(compose, "Requirements", "requirements", view->coverage);
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t g = 0; g < view->group_count; g++) {
		compose_table_group(&table, view->groups[g].title);
		for (size_t i = 0; i < audit->finding_count; i++)
			if (strcmp(audit->findings[i].requirement->group, view->groups[g].title) ==
			    0)
				add_row(compose, &table, view, &audit->findings[i]);
	}
	compose_table_end(&table);
}
