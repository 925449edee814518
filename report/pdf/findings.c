#include <string.h>

#include "audit/core/array.h"
#include "audit/core/words.h"
#include "report/pdf/internal.h"

#define MOST_OBSERVATIONS 100
#define WHOLE 0.45 /* of a page: a finding that takes less is not split */

static void add_head(struct compose *compose, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const struct flow_style id = { 9, FLOW_BOLD, THEME_MUTED };
	const struct flow_style title = { 13, FLOW_SEMIBOLD, THEME_INK };
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	struct flow_text how = { .x = compose->x, .width = 90, .style = id, .y = 1 };
	const char *place = pdf_finding_place(compose, finding);
	double badge = compose_badge_width(compose, finding->verdict);
	double x = compose->x;

	block->space_before = COMPOSE_GAP; /* above the panel */
	block->keep_with_next = true;
	flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = place });
	flow_add(block,
		 &(struct flow_item){ .kind = FLOW_BOOKMARK,
				      .value = 2,
				      .text = compose_printf(compose, "%s %s", requirement->id,
							     requirement->title) });
	block->node = flow_node(compose->flow, compose->section, ROLE_H3, "");
	block->height = 5 + flow_text(compose->flow, block, &how, requirement->id);
	double id_width = flow_text_width(compose->flow, &id, requirement->id);
	x += (id_width < how.width ? id_width : how.width) + 14;
	how = (struct flow_text){
		.x = compose->x, .y = block->height, .width = compose->width, .style = title
	};
	block->height += flow_text(compose->flow, block, &how, requirement->title) + 2;
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	x += compose_severity(compose, block, x, 0, requirement->severity) + 14;
	struct theme_colour grey = theme_verdict(VERDICT_NOTAPPLICABLE);
	compose_pill(compose, block, x, 0, grey,
		     requirement->mandatory ? "Mandatory" : "Recommended");
	compose_badge(compose, block, compose->x + compose->width - badge, 0, finding->verdict);
}

static void add_waiver(struct compose *compose, const struct waiver *waiver)
{
	if (!waiver)
		return;
	compose_callout(compose, ICON_SHIELD, theme_verdict(VERDICT_INFORMATIONAL),
			compose_printf(compose,
				       "Accepted deviation until %s: %s Owner: %s. Approved by %s.",
				       waiver->expires_on, waiver->reason, waiver->owner,
				       waiver->approved_by));
}

/* Said where a verdict rests on less than a request that shows it. */
static const char *proof_of(const struct finding *finding)
{
	WORDS(words, PROOF_COUNT, [PROOF_NONE] = NULL, [PROOF_PROBED] = NULL,
	      [PROOF_ATTESTED] = "Attested: a named person confirms it.",
	      [PROOF_DECLARED] =
		      "Declared: it rests on what Syncro says of the signed-in user, not "
		      "on a request that needs it.",
	      [PROOF_INFERRED] =
		      "Inferred: it rests on an answer that comes only behind the "
		      "permission check, provided that Syncro checks permissions first.");

	return words[finding->proof];
}

/* Whether all were held against the same: it is said once then. */
static bool expect_the_same(const struct finding *finding)
{
	for (size_t i = 1; i < finding->observation_count; i++)
		if (strcmp(finding->observations[i].expected, finding->observations[0].expected) !=
		    0)
			return false;
	return finding->observation_count > 1;
}

static void add_observation(struct compose_table *table, const struct observation *observation,
			    bool client, bool same)
{
	struct compose_cell cells[5];
	size_t count = 0;

	cells[count++] = (struct compose_cell){ .kind = CELL_STRONG, .text = observation->subject };
	if (!same)
		cells[count++] =
			(struct compose_cell){ .kind = CELL_TEXT, .text = observation->expected };
	cells[count++] = (struct compose_cell){ .kind = CELL_TEXT, .text = observation->observed };
	cells[count++] =
		(struct compose_cell){ .kind = CELL_VERDICT, .value = (int)observation->verdict };
	cells[count] = (struct compose_cell){ .kind = CELL_MUTED,
					      .text = view_proof_label(observation->proof),
					      .below = client ? NULL : observation->source };
	compose_table_row(table, cells);
}

static void add_evidence(struct compose *compose, const struct view *view,
			 const struct finding *finding)
{
	static const struct compose_column each[] = {
		{ "Evidence", 0.21, false }, { "Expected", 0.18, false }, { "Found", 0.21, false },
		{ "Result", 0.215, false },  { "Proof", 0.185, false },
	};
	static const struct compose_column once[] = {
		{ "Evidence", 0.27, false },
		{ "Found", 0.3, false },
		{ "Result", 0.215, false },
		{ "Proof", 0.215, false },
	};
	const bool same = expect_the_same(finding);
	const size_t total = finding->observation_count;
	const size_t shown = total < MOST_OBSERVATIONS ? total : MOST_OBSERVATIONS;
	struct compose_table table;

	if (!total)
		return;
	if (same)
		compose_fact(compose, "Expected of each", finding->observations[0].expected);
	compose_table_begin(compose, &table, same ? once : each,
			    same ? COUNT_OF(once) : COUNT_OF(each));
	for (size_t i = 0; i < shown; i++)
		add_observation(&table, &finding->observations[i], view_is_outside(view), same);
	compose_table_end(&table);
	pdf_more(compose, shown, total, "pieces of evidence");
}

/* The vendor's page by its title, where the profile lists it. */
static const char *source_title(const struct view *view, const char *url)
{
	const struct profile *profile = view->audit->profile;

	for (size_t i = 0; i < profile->source_count; i++)
		if (strcmp(profile->sources[i].url, url) == 0)
			return profile->sources[i].title;
	return url;
}

static void add_open(struct compose *compose, const struct view *view,
		     const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const size_t first = flow_count(compose->flow);

	compose_panel_begin(compose, theme_verdict(finding->verdict).solid);
	add_head(compose, finding);
	compose_paragraph(compose, STYLE_LEAD, finding->summary);
	flow_keep(compose->flow);
	add_waiver(compose, finding->waiver);
	if (finding->verdict == VERDICT_UNKNOWN)
		compose_fact(compose, "Not known because", reason_text(finding->reason));
	compose_fact(compose, "What is documented", requirement->documented);
	compose_fact(compose, "Why it matters", requirement->rationale);
	compose_fact(compose, "How it is known", proof_of(finding));
	add_evidence(compose, view, finding);
	if (finding->verdict != VERDICT_NOTAPPLICABLE && finding->verdict != VERDICT_INFORMATIONAL)
		compose_steps(compose,
			      finding->verdict == VERDICT_FAIL ? "How to fix it" : "What to do",
			      requirement->remediation, requirement->remediation_count);
	compose_direction(compose, "Where to look", requirement->where);
	flow_keep(compose->flow);
	compose_fact_link(compose, "Source", source_title(view, requirement->reference),
			  requirement->reference);
	compose_panel_end(compose);
	flow_keep_together(compose->flow, first, WHOLE);
}

static void add_pass(struct compose *compose, struct compose_table *table,
		     const struct finding *finding)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = finding->requirement->id,
		  .place = pdf_finding_place(compose, finding) },
		{ .kind = CELL_STRONG,
		  .text = finding->requirement->title,
		  .below = finding->summary },
		{ .kind = CELL_VERDICT, .value = (int)finding->verdict },
		{ .kind = CELL_MUTED, .text = view_proof_label(finding->proof) },
	};

	compose_table_row(table, cells);
}

static void add_passes(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.1, false },
		{ "Requirement, and what shows it", 0.62, false },
		{ "Result", 0.15, false },
		{ "Proof", 0.13, false },
	};
	struct compose_table table;

	if (!view->audit->counts.of[VERDICT_PASS])
		return;
	compose_heading(compose, "What is met");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < view->finding_count; i++)
		if (!pdf_is_open(view->findings[i]))
			add_pass(compose, &table, view->findings[i]);
	compose_table_end(&table);
}

void pdf_findings(struct compose *compose, const struct view *view)
{
	const size_t met = view->audit->counts.of[VERDICT_PASS];
	const size_t open = view->finding_count - met;

	compose_part(compose, "Findings", "findings",
		     compose_printf(compose,
				    "%s to look at, most urgent first; %zu met, in short "
				    "form at the end",
				    compose_count(compose, open, "requirement", "requirements"),
				    met));
	if (!open)
		compose_callout(compose, ICON_CHECK, theme_verdict(VERDICT_PASS),
				"Every requirement is met.");
	for (size_t i = 0; i < view->finding_count; i++)
		if (pdf_is_open(view->findings[i]))
			add_open(compose, view, view->findings[i]);
	add_passes(compose, view);
}
