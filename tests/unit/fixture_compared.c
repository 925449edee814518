#include "tests/unit/fixture_compared.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/compare/compare.h"
#include "audit/compare/history.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/results/results.h"

struct results *fixture_results(struct fixture_audit *f)
{
	static const char *const paths[] = { "/users", "/users/{id}", "/customers", "/schedules" };
	struct results *results = (struct results *)(uintptr_t)results_of(f->arena, &f->audit);

	/* What is borrowed of the audit is copied: a test may change one side only. */
	results->waivers = arena_copy(f->arena, results->waivers,
				      results->waiver_count * sizeof *results->waivers);
	results->groups = arena_copy(f->arena, results->groups,
				     results->group_count * sizeof *results->groups);
	for (size_t i = 0; i < results->finding_count; i++) {
		struct results_finding *finding = &results->findings[i];
		finding->observations =
			arena_copy(f->arena, finding->observations,
				   finding->observation_count * sizeof *finding->observations);
	}
	results->source_count = COUNT_OF(paths);
	results->sources = arena_array(f->arena, results->source_count, sizeof *results->sources);
	for (size_t i = 0; i < results->source_count; i++)
		results->sources[i] = (struct results_source){ .path = paths[i], .complete = true };
	return results;
}

void fixture_compared(struct fixture_audit *f)
{
	struct results *before = fixture_results(f);
	struct error err = { .message = "" };

	before->assessed_at -= INT64_C(90) * 24 * 3600 * 1000;
	for (size_t i = 0; i < before->finding_count; i += 2)
		before->findings[i].verdict = VERDICT_PASS;
	before->permissions[0].granted = TRI_UNKNOWN;
	before->users[0].name = "Former Name";
	before->user_count--;
	before->groups[0].access_type = "another one";
	before->rows[1].name = "Former Trading Name";
	before->rows[2].active = TRI_UNKNOWN;
	before->customers = before->row_count -= 2;
	before->issue_count--;
	before->waivers[0].expires_on = "2026-01-01";
	before->attestations[0].attested_by = "Somebody Else";
	/* The fixture's lists are cut; this is about those that are not. */
	const struct comparison *comparison = NULL;
	if (compare_results(f->arena, before, fixture_results(f), &comparison, &err) != 0)
		abort();
	for (size_t i = 0; i < f->audit.finding_count; i++)
		f->audit.findings[i].change = comparison->findings[i].change;
	f->audit.comparison = comparison;
}

const struct comparison *fixture_comparison(struct arena *arena, const struct results *before,
					    const struct results *after)
{
	const struct comparison *comparison = NULL;
	struct error err = { .message = "" };

	if (compare_results(arena, before, after, &comparison, &err) != 0)
		abort();
	return comparison;
}

const struct comparison_row *fixture_row(const struct comparison *comparison, enum compared kind,
					 enum movement movement, const char *what)
{
	for (size_t i = 0; i < comparison->row_count; i++) {
		const struct comparison_row *row = &comparison->rows[i];
		if (row->kind == kind && row->movement == movement && strcmp(row->what, what) == 0)
			return row;
	}
	return NULL;
}

void fixture_history(struct fixture_audit *f)
{
	struct history_audit items[3];
	struct history_list list = { .items = items };
	struct error err = { .message = "" };

	for (int i = 0; i < 3; i++) {
		struct results *results = fixture_results(f);
		results->assessed_at -= INT64_C(30) * 24 * 3600 * 1000 * (3 - i);
		results->report_id = arena_printf(f->arena, "report-%d", i);
		results->profile.version = i ? results->profile.version : "0.1";
		results->findings[0].id = i ? results->findings[0].id : "OLD-1";
		if (history_reduce(f->arena, results, "folder", &items[list.count++], &err) != 0)
			abort();
	}
	if (history_order(&list, &err) != 0 || history_audit(f->arena, &list, &f->audit, &err) != 0)
		abort();
}
