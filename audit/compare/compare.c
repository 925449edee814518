#include "audit/compare/compare.h"

#include <stdlib.h>
#include <string.h>

#include "audit/compare/internal.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

static struct comparison_side side_of(const struct results *results)
{
	return (struct comparison_side){
		.report_id = results->report_id,
		.subdomain = results->account.subdomain,
		.tool_version = results->tool_version,
		.profile_id = results->profile.id,
		.profile_version = results->profile.version,
		.assessed_at = results->assessed_at,
		.verdict = results->verdict,
	};
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static const char *why_incomparable(const struct comparing *c)
{
	const struct results_profile *profile = &c->before->profile;

	if (c->same_profile)
		return "";
	return arena_printf(c->arena,
			    "the baseline was held against profile %s, version %s; this audit "
			    "against %s, version %s",
			    profile->id, profile->version, c->after->profile.id,
			    c->after->profile.version);
}

static void add_earlier(struct comparison *out, struct arena *arena, const struct results *before)
{
	struct compared_customer *customer =
		arena_array(arena, before->row_count + before->issue_count, sizeof *customer);

	out->earlier = customer;
	out->earlier_count = before->row_count + before->issue_count;
	for (size_t i = 0; i < before->row_count; i++)
		*customer++ =
			(struct compared_customer){ before->rows[i].id, before->rows[i].name };
	for (size_t i = 0; i < before->issue_count; i++)
		*customer++ = (struct compared_customer){ before->issues[i].customer_id,
							  before->issues[i].name };
}

int compare_results(struct arena *arena, const struct results *before, const struct results *after,
		    const struct comparison **out, struct error *err)
{
	struct comparison *comparison = arena_alloc(arena, sizeof *comparison);
	struct comparing c = {
		.arena = arena, .before = before, .after = after, .out = comparison
	};

	if (!text_equal_ignoring_case(before->account.subdomain, after->account.subdomain))
		return error_set(err, "is about the account '%s', not '%s'",
				 before->account.subdomain, after->account.subdomain);
	c.same_profile = same_text(before->profile.id, after->profile.id) &&
			 same_text(before->profile.version, after->profile.version);
	c.same_edition = same_text(before->edition, after->edition);
	c.same_version = same_text(before->tool_version, after->tool_version);
	c.same_wording = c.same_edition && c.same_version;
	comparison->before = side_of(before);
	comparison->after = side_of(after);
	comparison->incomparable = why_incomparable(&c);
	for (int i = 0; i < COMPARED_COUNT; i++)
		comparison->gaps[i] = "";
	add_earlier(comparison, arena, before);
	compare_findings(&c);
	compare_rows(&c);
	struct comparison_row *rows = comparison->rows;
	comparison->rows = arena_copy(arena, rows, comparison->row_count * sizeof *rows);
	free(rows);
	*out = comparison;
	return 0;
}

int compare_audit(struct arena *arena, const struct results *before, struct audit *audit,
		  struct error *err)
{
	const struct comparison *comparison = NULL;

	if (compare_results(arena, before, results_of(arena, audit), &comparison, err) != 0 ||
	    !comparison)
		return -1;
	/* The findings of the audit come first, in its order. */
	for (size_t i = 0; i < audit->finding_count; i++)
		audit->findings[i].change = comparison->findings[i].change;
	audit->comparison = comparison;
	return 0;
}
