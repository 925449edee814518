#include <stdlib.h>
#include <string.h>

#include "audit/compare/internal.h"
#include "audit/core/mem.h"

static const struct results_finding *finding_of(const struct results *results, const char *id)
{
	for (size_t i = 0; i < results->finding_count; i++)
		if (strcmp(results->findings[i].id, id) == 0)
			return &results->findings[i];
	return NULL;
}

static struct records observed(struct comparing *c, const struct results_finding *finding)
{
	const size_t count = finding->observation_count;
	struct records records = { arena_array(c->arena, count, sizeof *records.items), count };

	for (size_t i = 0; i < count; i++) {
		const struct observation *observation = &finding->observations[i];
		records.items[i].key =
			arena_printf(c->arena, "%s %s", finding->id, observation->object);
		records.items[i].name =
			arena_printf(c->arena, "%s: %s", finding->id, observation->subject);
		records.items[i].fields[0] = verdict_name(observation->verdict);
		records.items[i].fields[1] = c->same_wording ? observation->observed : NULL;
	}
	return records;
}

/* What moved beside the verdict, which the finding itself tells. */
static void add_rows(struct comparing *c, const struct results_finding *was,
		     const struct results_finding *is)
{
	static const struct told of_finding = { .kind = COMPARED_REQUIREMENT,
						.fields = { "reason", "waived" } };
	static const struct told of_object = { .kind = COMPARED_REQUIREMENT,
					       .fields = { "verdict", "observed" },
					       .first_decides = true };
	const struct results_finding *const sides[] = { was, is };
	struct record whole[2];
	struct records records[2], objects[2];

	for (int i = 0; i < 2; i++) {
		whole[i] = (struct record){
			.key = sides[i]->id,
			.name = arena_printf(c->arena, "%s: %s", is->id, is->title),
			.fields = { reason_name(sides[i]->reason), sides[i]->waived ? "yes" : "no" }
		};
		records[i] = (struct records){ &whole[i], 1 };
		objects[i] = observed(c, sides[i]);
	}
	compare_records(c, &of_finding, &records[0], &records[1], true, true);
	compare_records(c, &of_object, &objects[0], &objects[1], true, true);
}

static enum change change_of(struct comparing *c, const struct results_finding *was,
			     const struct results_finding *is)
{
	const size_t rows = c->out->row_count;

	if (!c->same_profile)
		return CHANGE_NOT_COMPARABLE;
	if (!was)
		return CHANGE_NEW;
	add_rows(c, was, is);
	if (was->verdict == VERDICT_PASS && is->verdict == VERDICT_FAIL)
		return CHANGE_REGRESSED;
	if (was->verdict == VERDICT_FAIL && is->verdict == VERDICT_PASS)
		return CHANGE_FIXED;
	return was->verdict == is->verdict && c->out->row_count == rows ? CHANGE_NONE
									: CHANGE_CHANGED;
}

static void add(struct comparing *c, const struct results_finding *was,
		const struct results_finding *is, enum change change)
{
	struct comparison *out = c->out;
	const struct results_finding *shown = is ? is : was;
	struct compared_finding *finding = &out->findings[out->finding_count++];

	*finding = (struct compared_finding){ .id = shown->id,
					      .title = shown->title,
					      .change = change,
					      .was = was != NULL,
					      .is = is != NULL };
	if (was) {
		finding->before = was->verdict;
		finding->waived_before = was->waived;
	}
	if (is) {
		finding->after = is->verdict;
		finding->waived_after = is->waived;
	}
	out->of_change[change]++;
}

void compare_findings(struct comparing *c)
{
	const struct results *before = c->before, *after = c->after;
	const enum change gone = c->same_profile ? CHANGE_CHANGED : CHANGE_NOT_COMPARABLE;

	c->out->findings = arena_array(c->arena, before->finding_count + after->finding_count,
				       sizeof *c->out->findings);
	for (size_t i = 0; i < after->finding_count; i++) {
		const struct results_finding *is = &after->findings[i];
		const struct results_finding *was = finding_of(before, is->id);
		add(c, was, is, change_of(c, was, is));
	}
	for (size_t i = 0; i < before->finding_count; i++)
		if (!finding_of(after, before->findings[i].id))
			add(c, &before->findings[i], NULL, gone);
}
