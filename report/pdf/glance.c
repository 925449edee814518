#include <string.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

static void add_row(struct compose *compose, struct compose_table *table, const struct view *view,
		    const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = requirement->id,
		  .target = pdf_finding_target(compose, requirement),
		  .about = pdf_finding_about(compose, requirement) },
		{ .kind = CELL_TEXT,
		  .text = requirement->title,
		  .below = view_waiver_note(view, finding) },
		{ .kind = CELL_SEVERITY, .value = (int)requirement->severity },
		{ .kind = requirement->mandatory ? CELL_STRONG : CELL_MUTED,
		  .text = requirement->mandatory ? "Yes" : "No" },
		{ .kind = CELL_VERDICT, .value = (int)finding->verdict },
		{ .kind = CELL_MUTED, .text = view_proof_label(finding->proof) },
	};

	compose_table_row(table, cells);
}

void pdf_glance(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.08, false },	      { "Requirement", 0.4, false },
		{ "Severity", 0.107, false }, { "Mandatory", 0.121, false },
		{ "Result", 0.192, false },   { "Proof", 0.1, false },
	};
	const struct audit *audit = view->audit;
	struct compose_table table;

	compose_part(compose, "Requirements at a glance", "glance", view->coverage);
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
