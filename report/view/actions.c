#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/view/internal.h"

/* What a finding asks of whom. */
static const struct urgency {
	enum verdict verdict;
	bool mandatory;
	const char *urgency;
	const char *who;
	const char *outside_urgency; /* NULL: the same */
} urgencies[] = {
	{ VERDICT_FAIL, true, "Fix before connecting", "Syncro administrator", NULL },
	{ VERDICT_UNKNOWN, true, "Check again before connecting", "Whoever runs the audit", NULL },
	{ VERDICT_MANUAL, true, "Confirm in the attestation file", "Whoever can see it",
	  "Confirm before connecting" },
	{ VERDICT_FAIL, false, "Improve", "Syncro administrator", NULL },
	{ VERDICT_UNKNOWN, false, "Check again when convenient", "Whoever runs the audit", NULL },
	{ VERDICT_MANUAL, false, "Confirm when convenient", "Whoever can see it", NULL },
};

/* Who reads it outside has neither the evidence nor the attestation file. */
static const char outside_step[] = "Look it up, and tell whoever made this report.";

static const char *first_step(struct view *view, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	if (finding->verdict == VERDICT_UNKNOWN)
		return arena_printf(view->arena, "Not known because %s. %s",
				    reason_text(finding->reason), view_step(view, finding));
	if (finding->verdict == VERDICT_MANUAL)
		return view_is_outside(view)
			       ? outside_step
			       : "Look it up, fill in attestations.todo.json and replay the "
				 "evidence.";
	return requirement->remediation_count ? requirement->remediation[0]
					      : "See the finding for what was found.";
}

static const char *urgency_text(const struct view *view, const struct urgency *urgency)
{
	return view_is_outside(view) && urgency->outside_urgency ? urgency->outside_urgency
								 : urgency->urgency;
}

static const struct urgency *urgency_of(const struct finding *finding)
{
	for (size_t u = 0; u < COUNT_OF(urgencies); u++)
		if (finding->verdict == urgencies[u].verdict &&
		    finding->requirement->mandatory == urgencies[u].mandatory)
			return &urgencies[u];
	return NULL;
}

/* The findings stand in the order of what is to be done: it is the same everywhere. */
void view_add_actions(struct view *view)
{
	view->actions = arena_array(view->arena, view->finding_count, sizeof *view->actions);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		const struct urgency *urgency = urgency_of(finding);
		if (!urgency || finding->waiver)
			continue;
		view->actions[view->action_count++] = (struct view_action){
			.finding = finding,
			.urgency = urgency_text(view, urgency),
			.who = urgency->who,
			.where = finding->verdict == VERDICT_UNKNOWN ? ""
								     : finding->requirement->where,
			.first_step = first_step(view, finding),
		};
	}
}
