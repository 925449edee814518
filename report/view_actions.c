#include <string.h>

#include "audit/core/mem.h"
#include "report/view_parts.h"

/* What a finding asks of whom. Which one applies: the first row that fits. */
static const struct urgency {
	enum verdict verdict;
	bool mandatory;
	const char *urgency;
	const char *who;
} urgencies[] = {
	{ VERDICT_FAIL, true, "Fix before connecting", "Syncro administrator" },
	{ VERDICT_UNKNOWN, true, "Find out, then audit again", "Syncro administrator" },
	{ VERDICT_MANUAL, true, "Confirm in the attestation file", "Whoever can see it" },
	{ VERDICT_FAIL, false, "Improve", "Syncro administrator" },
	{ VERDICT_UNKNOWN, false, "Find out when convenient", "Syncro administrator" },
	{ VERDICT_MANUAL, false, "Confirm when convenient", "Whoever can see it" },
};

/* A client has neither the evidence nor the attestation file. */
static const char client_step[] = "Look it up, and tell whoever made this report.";

static const char *first_step(struct view *view, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	if (finding->verdict == VERDICT_UNKNOWN)
		return arena_printf(view->arena, "Not known because %s; see the evidence.",
				    reason_text(finding->reason));
	if (finding->verdict == VERDICT_MANUAL)
		return view->audit->presentation.edition == EDITION_CLIENT
			       ? client_step
			       : "Look it up, fill in attestations.todo.json and replay the "
				 "evidence.";
	return requirement->remediation_count ? requirement->remediation[0]
					      : "See the finding for what was found.";
}

void view_add_actions(struct view *view)
{
	view->actions = arena_array(view->arena, view->finding_count, sizeof *view->actions);
	for (size_t u = 0; u < sizeof urgencies / sizeof *urgencies; u++) {
		for (size_t i = 0; i < view->finding_count; i++) {
			const struct finding *finding = view->findings[i];
			if (finding->waiver || finding->verdict != urgencies[u].verdict ||
			    finding->requirement->mandatory != urgencies[u].mandatory)
				continue;
			view->actions[view->action_count++] = (struct view_action){
				.finding = finding,
				.urgency = urgencies[u].urgency,
				.who = urgencies[u].who,
				.where = finding->requirement->where,
				.first_step = first_step(view, finding),
			};
		}
	}
}
