#include "audit/command/conclusion.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "audit/compare/movement.h"
#include "audit/compare/regression.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/results/results.h"
#include "audit/rules/address.h"
#include "report/edition/address.h"
#include "report/view/changes.h"
#include "report/view/view.h"

static int fail_on_from_word(const char *word, enum fail_on *out, struct error *err)
{
	WORDS(words, FAIL_ON_COUNT, [FAIL_ON_INCONCLUSIVE] = "inconclusive",
	      [FAIL_ON_NOT_READY] = "not-ready", [FAIL_ON_REGRESSED] = "regressed",
	      [FAIL_ON_NEVER] = "never");
	const int found = words_find(words, FAIL_ON_COUNT, word);

	if (found < 0)
		return error_set(err,
				 "--fail-on: expected inconclusive, not-ready, regressed or never, "
				 "found '%s'",
				 word);
	*out = (enum fail_on)found;
	return 0;
}

int conclusion_choose(const char *word, bool quiet_if_unchanged, bool baseline, enum fail_on *out,
		      struct error *err)
{
	enum fail_on fail_on = FAIL_ON_INCONCLUSIVE;

	if (word && fail_on_from_word(word, &fail_on, err) != 0)
		return -1;
	if (!baseline && fail_on == FAIL_ON_REGRESSED)
		return error_set(err, "--fail-on regressed: needs --baseline");
	if (!baseline && quiet_if_unchanged)
		return error_set(err, "--quiet-if-unchanged: needs --baseline");
	*out = fail_on;
	return 0;
}

/* What cannot be held against a baseline may have got worse: as without one then. */
static enum exit_status status_since(const struct comparison *comparison, enum exit_status usual)
{
	const enum exit_status statuses[] = {
		[REGRESSION_NOT_COMPARABLE] = usual,
		[REGRESSION_NONE] = EXIT_READY,
		[REGRESSION_UNCHECKED] = EXIT_INCONCLUSIVE,
		[REGRESSION_FAILED] = EXIT_NOT_READY,
	};

	return statuses[regression_since(comparison)];
}

/* Of one verdict, without what a baseline says to it. */
static enum exit_status usual_of(enum overall verdict, enum fail_on fail_on)
{
	TABLE(const enum exit_status, statuses, OVERALL_COUNT, [OVERALL_READY] = EXIT_READY,
	      [OVERALL_NOT_READY] = EXIT_NOT_READY, [OVERALL_INCONCLUSIVE] = EXIT_INCONCLUSIVE);
	const enum exit_status usual = statuses[verdict];

	if (fail_on == FAIL_ON_NEVER)
		return EXIT_READY;
	if (fail_on == FAIL_ON_NOT_READY)
		return usual == EXIT_NOT_READY ? usual : EXIT_READY;
	return usual;
}

enum exit_status conclusion_of_results(const struct results *results, enum fail_on fail_on)
{
	const enum exit_status usual = usual_of(results->verdict, fail_on);
	const struct results_changes *changes = results->changes;

	if (fail_on != FAIL_ON_REGRESSED || !results->baseline || !changes ||
	    !changes->incomparable)
		return usual;
	const struct comparison since = { .before = *results->baseline,
					  .after = { .assessed_at = results->assessed_at },
					  .incomparable = changes->incomparable,
					  .findings = changes->findings,
					  .finding_count = changes->finding_count };
	return status_since(&since, usual);
}

static enum exit_status status_of(const struct audit *audit, enum fail_on fail_on)
{
	const enum exit_status usual = usual_of(audit->verdict, fail_on);

	return fail_on == FAIL_ON_REGRESSED && audit->comparison
		       ? status_since(audit->comparison, usual)
		       : usual;
}

enum exit_status conclusion_status(struct audit *const *audits, size_t count, enum fail_on fail_on)
{
	enum exit_status worst = EXIT_READY;

	for (size_t i = 0; i < count; i++)
		worst = exit_worse(worst, status_of(audits[i], fail_on));
	return worst;
}

/* The words of the report's first page; and of the auditor's edition, which may be passed on
 * with what is told here, no address. */
static void tell(const struct audit *audit)
{
	struct view *view = view_new(audit);
	const char *sentence = view->sentence;

	if (view_is_outside(view))
		sentence = address_mask(view->arena, sentence);
	log_message(LOG_NOTICE, "%s: %s: %s %s", audit->profile->id, overall_name(audit->verdict),
		    view->tally, sentence);
	if (*view->changes)
		log_message(LOG_NOTICE, "%s", view->changes);
	view_free(view);
}

void conclusion_tell(struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tell(audits[i]);
}

bool conclusion_unchanged(struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (movement_since_baseline(audits[i]) != MOVED_NOTHING)
			return false;
	return count > 0;
}

/* What makes the auditor's edition may be passed on with it: no address stands in it either. */
__attribute__((format(printf, 2, 3))) static void warn(const struct audit *audit,
						       const char *format, ...)
{
	struct arena *scratch = arena_new();
	va_list args;

	va_start(args, format);
	const char *text = arena_vprintf(scratch, format, args);
	va_end(args);
	if (audit->presentation.edition == EDITION_AUDITOR)
		text = address_mask(scratch, text);
	log_message(LOG_WARNING, "%s", text);
	arena_free(scratch);
}

static void warn_of(const struct audit *audit, bool first)
{
	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		if (waiver->standing == STANDING_UNMATCHED && !waiver->unneeded &&
		    (first || address_names(audit->profile, waiver->requirement)))
			warn(audit, "the waiver for '%s%s%s' matches nothing", waiver->requirement,
			     *waiver->object ? " " : "", waiver->object);
	}
}

static void warn_of_attestation(const struct audit *audit, const char *what, const char *name,
				enum standing standing, const char *valid_until)
{
	if (standing == STANDING_UNMATCHED)
		warn(audit, "the attestation of %s '%s' matches nothing", what, name);
	if (standing == STANDING_EXPIRED)
		warn(audit, "the attestation of %s '%s' ended on %s and counts no more", what, name,
		     valid_until);
}

static void warn_of_attested(const struct audit *audit, const char *what,
			     const struct attested_permissions *attested)
{
	warn_of_attestation(audit, what, attested->name, attested->standing, attested->valid_until);
	for (size_t i = 0; i < attested->unknown_count; i++)
		warn(audit,
		     "the attestation of %s '%s' names the permission '%s', which is not "
		     "known here",
		     what, attested->name, attested->unknown_permissions[i]);
}

static void warn_of_total(const struct audit *audit)
{
	const struct attested_total *total = audit->customers_attested;
	const struct source *source = &audit->account->sources[SOURCE_CUSTOMERS];

	if (!total)
		return;
	if (total->standing == STANDING_EXPIRED)
		warn(audit, "the attestation of the customers ended on %s and counts no more",
		     total->valid_until);
	else if (total->total != source->records)
		warn(audit,
		     "the attestation of the customers says %" PRId64 ", but %" PRId64
		     " were read: it has no effect",
		     total->total, source->records);
}

static void warn_of_attestations(const struct audit *audit, bool first)
{
	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		if (first || address_names(audit->profile, attestation->requirement))
			warn_of_attestation(audit, "requirement", attestation->requirement,
					    attestation->standing, attestation->valid_until);
	}
	if (first && audit->token)
		warn_of_attested(audit, "the token", audit->token);
	if (first)
		warn_of_total(audit);
	for (size_t i = 0; first && i < audit->group_attested_count; i++)
		warn_of_attested(audit, "the group", &audit->groups_attested[i]);
}

void conclusion_warn(struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		warn_of(audits[i], i == 0);
		warn_of_attestations(audits[i], i == 0);
		if (audits[i]->comparison && comparison_is_backwards(audits[i]->comparison))
			warn(audits[i], "%s", VIEW_CHANGES_BACKWARDS);
	}
}
