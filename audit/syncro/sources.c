#include "audit/syncro/sources.h"

#include <inttypes.h>

#include "audit/core/mem.h"

/* An answer that is one, but says nothing that could be used here. */
static enum reason reason_of(enum outcome outcome)
{
	enum reason reason = outcome_reason(outcome);

	return reason == REASON_NONE && outcome != OUTCOME_OK ? REASON_MALFORMED : reason;
}

static enum reason me_reason(const struct intake *intake)
{
	if (intake->me.rejected)
		return REASON_UNAUTHENTICATED;
	if (intake->me_outcome == OUTCOME_REFUSED)
		return REASON_NO_PERMISSION;
	return reason_of(intake->me_outcome);
}

struct source sources_me(const struct intake *intake)
{
	struct source source = {
		.path = SOURCE_ME_PATH, .status = intake->me_status, .expected = -1, .problem = ""
	};

	if (intake->me.known) {
		source.pages = 1;
		source.records = 1;
		source.complete = true;
		return source;
	}
	source.reason = me_reason(intake);
	if (intake->me.rejected)
		source.problem = "the token was not accepted: status 401";
	else if (intake->me_status)
		source.problem = arena_printf(
			intake->arena, "status %d, and no user%s", intake->me_status,
			intake->me_outcome == OUTCOME_MALFORMED ? " that could be understood" : "");
	else
		source.problem = reason_text(source.reason);
	return source;
}

/* What was not asked for, since nobody knows whose token it is. */
static struct source not_asked(const struct intake *intake, const char *path)
{
	return (struct source){
		.path = path,
		.expected = -1,
		.reason = me_reason(intake),
		.problem = "not asked for, because Syncro did not say whose token it is",
	};
}

static const char *unconfirmed(const struct intake *intake, int status)
{
	return arena_printf(intake->arena,
			    intake->closing_status == 401
				    ? "refused with status %d, by a token that was revoked "
				      "during the run"
				    : "refused with status %d, and it could not be confirmed "
				      "that the token was still accepted",
			    status);
}

struct source sources_list(const struct intake *intake, enum list list, size_t records)
{
	struct paging_judgement judgement;
	const struct paging *counts = listing_that_counts(&intake->lists[list]);
	const char *path = list_rows[list].path;

	if (!intake->me.known)
		return not_asked(intake, path);
	listing_judge(&intake->lists[list], &judgement);
	struct source source = { .path = path,
				 .status = judgement.status,
				 .pages = judgement.pages,
				 .records = (int64_t)records,
				 .expected = judgement.expected,
				 .complete = judgement.complete,
				 .refused = counts && counts->refused,
				 .overstated = judgement.overstated,
				 .reason = judgement.reason,
				 .problem = arena_strdup(intake->arena, judgement.problem) };
	if (judgement.refusal && !intake_refusals_stand(intake)) {
		source.reason = REASON_UNAUTHENTICATED;
		source.problem = unconfirmed(intake, judgement.status);
	} else if (judgement.refusal) {
		source.problem =
			arena_printf(intake->arena, "the token lacks the permission: status %d",
				     judgement.status);
	}
	/* Somebody made the token. */
	if (list == LIST_USERS && source.complete && records == 0) {
		source.complete = false;
		source.reason = REASON_MALFORMED;
		source.problem = "the list names nobody, not even the token owner";
	}
	return source;
}

/* A refusal beside successes on the same endpoint is no missing permission. */
static bool some_detail_answered(const struct intake *intake)
{
	for (size_t i = 0; i < intake->detail_count; i++)
		if (intake->details[i].outcome == OUTCOME_OK)
			return true;
	return false;
}

enum reason sources_detail_reason(const struct intake *intake, const struct intake_detail *detail)
{
	if (detail->outcome != OUTCOME_REFUSED)
		return reason_of(detail->outcome);
	return intake_refusals_stand(intake) && !some_detail_answered(intake)
		       ? REASON_NO_PERMISSION
		       : REASON_UNAUTHENTICATED;
}

static void note_missing(const struct intake *intake, struct source *source,
			 const struct user *first, size_t missing)
{
	const char *more =
		missing > 1 ? arena_printf(intake->arena, ", and %zu more", missing - 1) : "";

	source->status = first->detail_status;
	source->reason = first->detail_reason;
	source->problem =
		first->detail_status
			? arena_printf(intake->arena,
				       "user %" PRId64 " was answered with status %d%s", first->id,
				       first->detail_status, more)
			: arena_printf(intake->arena, "user %" PRId64 " could not be read: %s%s",
				       first->id, reason_text(first->detail_reason), more);
}

/* The token's user need not exist: that is a finding, not a gap. */
static bool is_missing(const struct user *user)
{
	return !user->detailed && (user->listed || !user->gone);
}

struct source sources_details(const struct intake *intake, const struct account *account)
{
	struct source source = { .path = SOURCE_DETAILS_PATH, .expected = -1, .problem = "" };
	const struct user *first = NULL;
	size_t missing = 0, there = 0;

	if (!intake->me.known)
		return not_asked(intake, SOURCE_DETAILS_PATH);
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		source.pages += user->detail_status != 0;
		source.records += user->detailed;
		there += user->listed || !user->gone;
		if (user->detailed)
			source.status = user->detail_status;
		if (is_missing(user) && missing++ == 0)
			first = user;
	}
	if (account->sources[SOURCE_USERS].complete)
		source.expected = (int64_t)there;
	if (first) {
		note_missing(intake, &source, first, missing);
	} else if (!account->sources[SOURCE_USERS].complete) {
		source.reason = account->sources[SOURCE_USERS].reason;
		source.problem = "the list of users is not complete";
	} else {
		source.complete = true;
	}
	return source;
}
