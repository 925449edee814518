#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/remedy.h"
#include "report/view/internal.h"

#define WHO_AUDITS "Whoever runs the audit"
#define WHO_KNOWS "Someone with access"

/* What a finding asks of whom. */
static const struct urgency {
	enum verdict verdict;
	bool mandatory;
	const char *urgency;
	const char *who;
} urgencies[] = {
	{ VERDICT_FAIL, true, "Fix before connecting", "Syncro administrator" },
	{ VERDICT_UNKNOWN, true, "Check again before connecting", WHO_AUDITS },
	{ VERDICT_MANUAL, true, "Confirm before connecting", WHO_KNOWS },
	{ VERDICT_FAIL, false, "Fix when convenient", "Syncro administrator" },
	{ VERDICT_UNKNOWN, false, "Check again when convenient", WHO_AUDITS },
	{ VERDICT_MANUAL, false, "Confirm when convenient", WHO_KNOWS },
};

/* Who reads it outside has neither the evidence nor the attestation file. */
static const char outside_step[] = "Look it up, and tell whoever made this report.";

static const char *first_step(struct view *view, const struct finding *finding)
{
	if (finding->verdict == VERDICT_UNKNOWN)
		return arena_printf(view->arena, "Not known because %s. %s",
				    reason_text(finding->reason),
				    remedy_step(view->audit->account, finding, 0));
	if (finding->verdict == VERDICT_MANUAL)
		return view_is_outside(view)
			       ? outside_step
			       : "Look it up, fill in attestations.todo.json and replay the "
				 "evidence.";
	const char *step = remedy_step(view->audit->account, finding, 0);
	return step ? step : "See the finding for what was found.";
}

static const struct urgency *urgency_of(const struct finding *finding)
{
	for (size_t u = 0; u < COUNT_OF(urgencies); u++)
		if (finding->verdict == urgencies[u].verdict &&
		    finding->requirement->mandatory == urgencies[u].mandatory)
			return &urgencies[u];
	return NULL;
}

bool view_asks(const struct finding *finding)
{
	return urgency_of(finding) && !finding->waiver;
}

/* The findings stand in the order of what is to be done: it is the same everywhere. */
void view_add_actions(struct view *view)
{
	view->actions = arena_array(view->arena, view->finding_count, sizeof *view->actions);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		const struct urgency *urgency = urgency_of(finding);
		if (!view_asks(finding))
			continue;
		view->actions[view->action_count++] = (struct view_action){
			.finding = finding,
			.urgency = urgency->urgency,
			.who = urgency->who,
			.where = finding->verdict == VERDICT_UNKNOWN ? ""
								     : finding->requirement->where,
			.first_step = first_step(view, finding),
		};
	}
}
