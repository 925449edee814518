#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/view/view.h"

const char *view_overall_label(enum overall verdict)
{
	WORDS(labels, OVERALL_COUNT, [OVERALL_READY] = "Ready", [OVERALL_NOT_READY] = "Not ready",
	      [OVERALL_INCONCLUSIVE] = "Not confirmed yet");

	return labels[verdict];
}

const char *view_verdict_label(enum verdict verdict)
{
	WORDS(labels, VERDICT_COUNT, [VERDICT_UNKNOWN] = "Could not check", [VERDICT_PASS] = "Met",
	      [VERDICT_FAIL] = "Not met", [VERDICT_MANUAL] = "Needs confirmation",
	      [VERDICT_NOTAPPLICABLE] = "Does not apply", [VERDICT_INFORMATIONAL] = "Note");

	return labels[verdict];
}

const char *view_result_label(enum view_result result)
{
	if (result == RESULT_NOTHING)
		return "Nothing to report";
	if (result == RESULT_OUT_OF_SCOPE)
		return "Not in scope";
	return view_verdict_label(view_result_verdict(result));
}

const char *view_severity_label(enum severity severity)
{
	WORDS(labels, SEVERITY_COUNT, [SEVERITY_INFO] = "Info", [SEVERITY_LOW] = "Low",
	      [SEVERITY_MEDIUM] = "Medium", [SEVERITY_HIGH] = "High");

	return labels[severity];
}

const char *view_proof_label(enum proof proof)
{
	WORDS(labels, PROOF_COUNT, [PROOF_NONE] = "None", [PROOF_ATTESTED] = "Confirmed",
	      [PROOF_DECLARED] = "Reported", [PROOF_INFERRED] = "Implied",
	      [PROOF_PROBED] = "Tested");

	return labels[proof];
}

const char *view_class_label(enum permission_class class)
{
	WORDS(labels, CLASS_COUNT, [CLASS_UNKNOWN] = "Not known", [CLASS_OK] = "Granted",
	      [CLASS_MISSING] = "Missing", [CLASS_EXCESS] = "Unnecessary");

	return labels[class];
}

const char *view_standing_label(enum standing standing)
{
	WORDS(labels,
	      STANDING_COUNT, [STANDING_UNMATCHED] = "Not found", [STANDING_EXPIRED] = "Expired",
	      [STANDING_EXPIRING] = "Ends within 30 days", [STANDING_IN_FORCE] = "In force");

	return labels[standing];
}

const char *view_waiver_label(const struct waiver *waiver)
{
	return waiver->unneeded ? "No longer needed" : view_standing_label(waiver->standing);
}

const char *view_issue_label(enum issue_kind kind)
{
	WORDS(labels, ISSUE_COUNT, [ISSUE_DUPLICATE_NAME] = "Name not unique",
	      [ISSUE_NO_BUSINESS_NAME] = "No business name",
	      [ISSUE_NO_RECURRING_INVOICE] = "No recurring invoice",
	      [ISSUE_EMAIL_IS_USER] = "E-mail is a user's");

	return labels[kind];
}

const char *view_outcome_label(enum outcome outcome)
{
	WORDS(labels, OUTCOME_COUNT, [OUTCOME_NOT_SENT] = "Not sent", [OUTCOME_OK] = "Answered",
	      [OUTCOME_REFUSED] = "Refused", [OUTCOME_NOT_FOUND] = "Not found",
	      [OUTCOME_INVALID] = "Refused as invalid", [OUTCOME_RATE_LIMITED] = "Rate limited",
	      [OUTCOME_SERVER_ERROR] = "Server error", [OUTCOME_UNEXPECTED] = "Unexpected answer",
	      [OUTCOME_MALFORMED] = "Unreadable answer", [OUTCOME_UNREACHABLE] = "No connection",
	      [OUTCOME_TIMEOUT] = "No answer in time");

	return labels[outcome];
}

const char *view_granted_label(enum tri granted)
{
	WORDS(labels,
	      TRI_COUNT, [TRI_UNKNOWN] = "unknown", [TRI_YES] = "granted", [TRI_NO] = "refused");

	return labels[granted];
}

const struct view_term *view_result_terms(void)
{
	static const struct view_term terms[] = {
		{ "Met", "Evidence shows that the requirement is met." },
		{ "Not met", "Evidence shows that it is not met." },
		{ "Could not check",
		  "The data needed could not be read; the reason is given. Never counted as met." },
		{ "Needs confirmation",
		  "Syncro's API does not show it, and no confirmation by a person is in force." },
		{ "Does not apply", "Its condition does not hold for this account." },
		{ "Note", "Reported for the reader; it is not among the requirements counted." },
		{ "Nothing to report",
		  "A note for which everything was looked at, and nothing was found." },
		{ "Not in scope", "A note on something that this audit was not asked to look at." },
		{ NULL, NULL },
	};

	return terms;
}

const struct view_term *view_proof_terms(void)
{
	static const struct view_term terms[] = {
		{ "Tested", "A request that needs the permission was answered, or was refused." },
		{ "Implied",
		  "Syncro's answer is one it should give only after checking the permission." },
		{ "Reported", "Syncro's own description of the signed-in user says so." },
		{ "Confirmed", "A named person confirms it, with a date and an end." },
		{ "None", "Nothing shows it." },
		{ NULL, NULL },
	};

	return terms;
}

const char *view_day(struct arena *arena, const char *date)
{
	char text[CLOCK_TEXT];

	return clock_day(text, date) == 0 ? arena_strdup(arena, text) : date;
}

const char *view_day_of(struct arena *arena, int64_t ms)
{
	char date[CLOCK_TEXT];

	clock_date(date, ms);
	return view_day(arena, arena_strdup(arena, date));
}

const char *view_moment(struct arena *arena, int64_t ms)
{
	char text[CLOCK_TEXT];

	clock_human(text, ms);
	return arena_printf(arena, "%s, %s", view_day_of(arena, ms), text + sizeof "2026-11-24");
}

bool view_is_fresh(const struct view *view)
{
	return strcmp(view->pulled, view->assessed) == 0;
}

const char *view_when(const struct view *view)
{
	const struct audit *audit = view->audit;
	const char *read = view_moment(view->arena, audit->account->finished_at);

	if (view_is_fresh(view))
		return arena_printf(view->arena, "Data read and assessed on %s", read);
	return arena_printf(view->arena, "Data read on %s, assessed as of %s", read,
			    view_moment(view->arena, audit->assessed_at));
}
