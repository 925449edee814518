#include "audit/conclusion.h"

#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/rules/addressed.h"
#include "report/view_changes.h"

enum exit_status conclusion_status(struct audit *const *audits, size_t count)
{
	static const enum exit_status statuses[OVERALL_COUNT] = {
		[OVERALL_READY] = EXIT_READY,
		[OVERALL_NOT_READY] = EXIT_NOT_READY,
		[OVERALL_INCONCLUSIVE] = EXIT_INCONCLUSIVE,
	};
	enum overall worst = OVERALL_READY;

	for (size_t i = 0; i < count; i++)
		if (worst == OVERALL_READY || audits[i]->verdict == OVERALL_NOT_READY)
			worst = audits[i]->verdict;
	return statuses[worst];
}

static void tell_changes(const struct comparison *comparison)
{
	struct arena *arena = arena_new();

	log_message(LOG_NOTICE, "%s", view_changes_sentence(arena, comparison));
	arena_free(arena);
}

void conclusion_tell(struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct audit *audit = audits[i];
		const size_t *of = audit->counts.of;
		log_message(LOG_NOTICE,
			    "%s: %s: %zu met, %zu not met (%zu accepted), %zu could not be "
			    "checked, %zu need a person",
			    audit->profile->id, overall_name(audit->verdict), of[VERDICT_PASS],
			    of[VERDICT_FAIL], audit->counts.waived, of[VERDICT_UNKNOWN],
			    of[VERDICT_MANUAL]);
		if (audit->comparison)
			tell_changes(audit->comparison);
	}
}

static void warn_of(const struct audit *audit, bool first)
{
	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		if (waiver->standing == STANDING_UNMATCHED &&
		    (first || addressed_to(audit->profile, waiver->requirement)))
			log_message(LOG_WARNING, "the waiver for '%s%s%s' matches nothing",
				    waiver->requirement, *waiver->object ? " " : "",
				    waiver->object);
	}
}

void conclusion_warn(struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		warn_of(audits[i], i == 0);
}
