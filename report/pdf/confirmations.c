/* What no request can show: a form to fill in and to sign. */
#include "report/pdf/internal.h"

#include "audit/core/array.h"

static void add_row(struct compose *compose, struct compose_table *table, const struct view *view,
		    const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const char *where = view_where_url(view, requirement);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = requirement->id,
		  .below = requirement->mandatory ? "Mandatory" : "Recommended",
		  .target = pdf_finding_target(compose, requirement),
		  .about = pdf_finding_about(compose, requirement) },
		{ .kind = CELL_TEXT,
		  .text = requirement->title,
		  .target = where,
		  .about = where ? compose_printf(compose, "Where %s is looked up", requirement->id)
				 : NULL,
		  .below = compose_printf(compose, "%s Look in %s", view_brief(view, finding),
					  requirement->where) },
		{ .kind = CELL_TEXT, .text = "☐ Yes", .below = "☐ No" },
		{ .kind = CELL_TEXT, .text = PDF_BLANK },
	};

	compose_table_row(table, cells);
}

static const struct view_job *form_of(const struct view *view)
{
	for (size_t i = 0; i < view->job_count; i++)
		if (view->jobs[i].kind == JOB_CONFIRM)
			return &view->jobs[i];
	return NULL;
}

bool pdf_has_confirmations(const struct view *view)
{
	return !view_is_outside(view) && view->audit->counts.of[VERDICT_MANUAL] > 0;
}

void pdf_confirmations(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.15, false },
		{ "Is this so?", 0.53, false },
		{ "Answer", 0.09, false },
		{ "Name, date, valid until", 0.23, false },
	};
	const struct view_job *form = form_of(view);
	struct compose_table table;
	unsigned footnotes = 0;

	compose_part(compose, "Confirmations", "confirmations",
		     "What Syncro's API does not show: answer, sign and hand it to whoever runs "
		     "the audit");
	if (form)
		flow_add(compose_block(compose, ROLE_NONE),
			 &(struct flow_item){ .kind = FLOW_PLACE, .text = form->place });
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < view->audit->finding_count; i++) {
		const struct finding *finding = &view->audit->findings[i];
		if (finding->verdict != VERDICT_MANUAL)
			continue;
		add_row(compose, &table, view, finding);
		footnotes |= view_footnotes_of(view, view_brief(view, finding));
	}
	compose_table_end(&table);
	pdf_footnotes(compose, view, footnotes);
}
