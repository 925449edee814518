/* What the account has set up: names in its settings, a product. */
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/key.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/look.h"
#include "audit/rules/naming.h"

/* The request as a reader sees it: without its query. */
static const char *source_of(struct arena *arena, const char *path)
{
	return arena_printf(arena, "GET %.*s", (int)strcspn(path, "?"), path);
}

static bool holds(struct arena *scratch, const struct look_names *names, const char *wanted)
{
	const char *key = key_fold(scratch, wanted);

	for (size_t i = 0; i < names->count; i++)
		if (strcmp(key_fold(scratch, names->names[i]), key) == 0)
			return true;
	return false;
}

/* A list of blanks alone is empty, too. */
static bool is_empty(const struct look_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (!text_is_blank(names->names[i]))
			return false;
	return true;
}

/* Why the answer shows nothing of what the check is about. */
static enum reason gap_of(const struct look *look, enum look_part part)
{
	if (!look)
		return REASON_NOT_REQUESTED;
	if (look->reason)
		return look->reason;
	return look->parts[part].told ? REASON_NONE : REASON_MALFORMED;
}

static void conclude(struct evaluation *e, struct finding *finding, const char *object,
		     const char *subject, const char *path)
{
	const struct observation observation = {
		.object = object,
		.subject = subject,
		.expected = "there is one",
		.observed = finding->summary,
		.source = source_of(e->arena, path),
	};

	finding_conclude(e->arena, finding, &observation);
}

static void observe_value(struct evaluation *e, struct finding *finding, const char *value,
			  bool there, const char *path)
{
	const struct observation observation = {
		.object = arena_printf(e->arena, "setting:%s", value),
		.subject = value,
		.expected = "there is one of that name",
		.observed = there ? "is there" : "is not there",
		.source = source_of(e->arena, path),
		.verdict = there ? VERDICT_PASS : VERDICT_FAIL,
		.proof = PROOF_PROBED,
	};

	finding_observe(e->arena, finding, &observation);
}

/* No account is without any: a list that comes empty looks like one that was lost on the way. */
static void decide_unread(struct evaluation *e, struct finding *finding, enum reason gap,
			  const char *label)
{
	if (gap)
		finding_unknown(finding, gap,
				arena_printf(e->arena, "The %s could not be read: %s.", label,
					     reason_text(gap)));
	else
		finding_unknown(
			finding, REASON_MALFORMED,
			arena_printf(e->arena,
				     "The list of %s came empty. That says nothing of which "
				     "there are: every account has some.",
				     label));
}

void check_account_setting(struct evaluation *e, struct finding *finding)
{
	WORDS(labels,
	      SETTING_COUNT, [SETTING_NONE] = "", [SETTING_TICKET_STATUS] = "ticket statuses",
	      [SETTING_PROBLEM_TYPE] = "problem types", [SETTING_PRIORITY] = "ticket priorities");
	const struct check *check = &finding->requirement->check;
	const char *path = look_path(e->arena, check), *label = labels[check->setting];
	const struct look *look = look_find(e->account, path);
	enum reason gap = gap_of(look, look_part(check));
	struct naming missing = { .count = 0 };

	if (gap || is_empty(&look->parts[look_part(check)])) {
		decide_unread(e, finding, gap, label);
		conclude(e, finding, "settings", label, path);
		return;
	}
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < check->value_count; i++) {
		bool there = holds(scratch, &look->parts[look_part(check)], check->values[i]);
		observe_value(e, finding, check->values[i], there, path);
		if (!there && naming_count(&missing))
			naming_add(e->arena, &missing, naming_short(e->arena, check->values[i]));
	}
	arena_free(scratch);
	if (missing.count)
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       arena_printf(e->arena, "Not among the %s: %s.", label,
					    naming_list(e->arena, &missing, "")));
	else
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       check->value_count == 1
				       ? arena_printf(e->arena, "%s is among the %s.",
						      naming_short(e->arena, check->values[0]),
						      label)
				       : arena_printf(e->arena, "All %zu are among the %s.",
						      check->value_count, label));
}

/* Why a product that was not among the rows may be there all the same. */
static enum reason doubt_of(const struct look *look)
{
	if (!look->whole)
		return REASON_TRUNCATED;
	/* Other products than those asked for: whether it was searched at all is not known. */
	return look->rows ? REASON_MALFORMED : REASON_NONE;
}

void check_product_exists(struct evaluation *e, struct finding *finding)
{
	const struct check *check = &finding->requirement->check;
	const char *path = look_path(e->arena, check);
	const char *what = *check->sku ? arena_printf(e->arena, "the SKU %s", check->sku)
				       : arena_printf(e->arena, "the name %s", check->name);
	const struct look *look = look_find(e->account, path);
	enum reason gap = gap_of(look, look_part(check));
	struct arena *scratch = arena_new();
	bool found = look && !look->reason &&
		     holds(scratch, &look->parts[look_part(check)],
			   *check->sku ? check->sku : check->name);

	arena_free(scratch);
	if (!found && !gap)
		gap = doubt_of(look);
	if (found)
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "There is a product with %s.", what));
	else if (gap)
		finding_unknown(finding, gap,
				arena_printf(e->arena,
					     "Whether there is a product with %s could not be "
					     "read: %s.",
					     what, reason_text(gap)));
	else
		finding_decide(finding, VERDICT_FAIL, PROOF_PROBED,
			       arena_printf(e->arena, "There is no product with %s.", what));
	conclude(e, finding, "product", arena_printf(e->arena, "A product with %s", what), path);
}
