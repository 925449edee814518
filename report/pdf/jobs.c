/* What is to be done, by what one person does in one go: what was found, of what, and the
 * steps. */
#include <ctype.h>
#include <string.h>

#include "audit/core/str.h"
#include "report/pdf/internal.h"

#define WHOLE 0.6 /* of a page: a job that takes less is not split */
#define NUMBER 22.0
#define INDENT 52.0 /* where the text of a finding begins, beside its id */
#define MOST_DETAILS 10
#define MOST_REASONS 3 /* requirements of a job that each say why they matter */

static void add_number(struct compose *compose, struct flow_block *block, const char *number)
{
	const struct flow_style style = { 11, FLOW_BOLD, 0xFFFFFF };

	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = compose->x,
					     .w = NUMBER,
					     .h = NUMBER,
					     .radius = NUMBER / 2,
					     .colour = compose->accent });
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = compose->x,
					     .y = (NUMBER - flow_line_height(&style)) / 2,
					     .width = NUMBER,
					     .style = style,
					     .align = FLOW_CENTRE },
			number);
}

static void add_head(struct compose *compose, const struct view_job *job, size_t number,
		     const char *place)
{
	const struct flow_style title = { 13, FLOW_SEMIBOLD, THEME_INK };
	struct flow_block *block = compose_block(compose, ROLE_H3);
	const enum verdict verdict = job->verdict;
	const double badge = compose_badge_width(compose, verdict);
	struct flow_text how = { .x = compose->x + NUMBER + 10,
				 .y = 1,
				 .width = compose->width - NUMBER - badge - 24,
				 .style = title };

	block->space_before = COMPOSE_GAP; /* above the panel */
	block->keep_with_next = true;
	if (place)
		flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = place });
	flow_add(block,
		 &(struct flow_item){ .kind = FLOW_BOOKMARK, .value = 2, .text = job->title });
	add_number(compose, block, compose_printf(compose, "%zu", number));
	how.y += flow_text(compose->flow, block, &how, job->title);
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	how.y += compose_text(compose, block, how.x, how.y, how.width, STYLE_NOTE,
			      *job->assigned
				      ? compose_printf(compose, "%s · %s · assigned to %s",
						       job->who, job->when, job->assigned)
				      : compose_printf(compose, "%s · %s", job->who, job->when));
	compose_badge(compose, block, compose->x + compose->width - badge, 2, verdict);
	block->height = how.y + 3;
	compose_continued(compose,
			  compose_printf(compose, "%zu  %s (continued)", number, job->title));
}

/* The id at the left, and beside it what was found. */
static void add_finding(struct compose *compose, const struct finding *finding, const char *text)
{
	const struct requirement *requirement = finding->requirement;
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	const int list = flow_node(compose->flow, compose->section, ROLE_LIST, "");
	const int item = flow_node(compose->flow, list, ROLE_ITEM, "");
	const struct compose_link link = {
		.target = pdf_finding_target(compose, requirement),
		.about = pdf_finding_about(compose, requirement),
	};
	struct flow_style id = compose_style(STYLE_STRONG);

	id.colour = compose->accent;
	block->space_before = 8;
	block->node = flow_node(compose->flow, flow_node(compose->flow, item, ROLE_LABEL, ""),
				ROLE_LINK, "");
	double height =
		flow_text(compose->flow, block,
			  &(struct flow_text){ .x = compose->x, .width = INDENT - 4, .style = id },
			  requirement->id);
	compose_link_box(block, &link, compose->x, 0, INDENT - 4, height);
	block->node = flow_node(compose->flow, item, ROLE_BODY, "");
	block->height = flow_text(compose->flow, block,
				  &(struct flow_text){ .x = compose->x + INDENT,
						       .width = compose->width - INDENT,
						       .style = compose_style(STYLE_BODY),
						       .breaks = true },
				  text);
	if (height > block->height)
		block->height = height;
}

static void add_note(struct compose *compose, const char *text)
{
	flow_keep(compose->flow); /* what it belongs to */
	struct flow_block *block = compose_block(compose, ROLE_P);

	block->space_before = 2;
	block->height = flow_text(compose->flow, block,
				  &(struct flow_text){ .x = compose->x + INDENT,
						       .width = compose->width - INDENT,
						       .style = compose_style(STYLE_NOTE),
						       .breaks = true },
				  text);
}

/* Permissions stand in the token's scope; what the summary says, and by whose word, is not told
 * again. */
static bool is_detail(const struct finding *finding, const struct observation *observation)
{
	return observation->verdict != VERDICT_PASS && observation->proof != PROOF_ATTESTED &&
	       strncmp(observation->object, "permission:", strlen("permission:")) != 0 &&
	       *observation->observed && !strstr(finding->summary, observation->observed);
}

/* What names all of its things and counts them first, as the summary does: "2 of 55: A; B". */
static const char *things(const char *observed)
{
	size_t at = strspn(observed, "0123456789");

	if (at == 0 || strncmp(observed + at, " of ", 4) != 0)
		return NULL;
	at += 4;
	at += strspn(observed + at, "0123456789");
	return strncmp(observed + at, ": ", 2) == 0 ? observed + at + 2 : NULL;
}

static bool is_told(const struct finding *finding, size_t i)
{
	const char *observed = finding->observations[i].observed;

	while (i-- > 0)
		if (is_detail(finding, &finding->observations[i]) &&
		    strcmp(finding->observations[i].observed, observed) == 0)
			return true;
	return false;
}

/* Those of which the same was found stand side by side: "Is a Global Admin: Ann, Bob". */
static const char *detail(struct compose *compose, const struct finding *finding, size_t first)
{
	const char *observed = finding->observations[first].observed;
	struct str names = STR_INIT(STR_BODY);
	size_t named = 0;

	if (things(observed))
		return things(observed);
	for (size_t i = first; i < finding->observation_count; i++) {
		const struct observation *observation = &finding->observations[i];
		if (!is_detail(finding, observation) ||
		    strcmp(observation->observed, observed) != 0)
			continue;
		if (named++ < MOST_DETAILS)
			str_printf(&names, "%s%s", named > 1 ? ", " : "", observation->subject);
	}
	if (named > MOST_DETAILS)
		str_printf(&names, " and %zu more", named - MOST_DETAILS);
	const char *text = str_keep(&names, flow_arena(compose->flow));
	if (named == 1)
		return compose_printf(compose, "%s: %s", text, observed);
	return compose_printf(compose, "%c%s: %s", toupper((unsigned char)*observed), observed + 1,
			      text);
}

static void add_details(struct compose *compose, const struct finding *finding)
{
	size_t shown = 0, more = 0;

	for (size_t i = 0; i < finding->observation_count; i++) {
		if (!is_detail(finding, &finding->observations[i]) || is_told(finding, i))
			continue;
		if (shown == MOST_DETAILS) {
			more++;
			continue;
		}
		add_note(compose, detail(compose, finding, i));
		shown++;
	}
	if (more)
		add_note(compose,
			 compose_printf(compose, "And %zu more: workbook, sheet Checks.", more));
}

static const char *steps_name(const struct view_job *job, const struct finding *finding)
{
	if (job->count > 1 && !job->step_count)
		return finding->requirement->id;
	return "How to fix it";
}

/* What several could not be checked for is said once, with the ids of all of them. */
static const char *told(struct compose *compose, const struct view *view,
			const struct view_job *job, size_t i)
{
	const char *likewise = view_job_likewise(flow_arena(compose->flow), job, i);
	const char *text = view_brief(view, job->findings[i]);

	return *likewise ? compose_printf(compose, "%s The same is true of %s.", text, likewise)
			 : text;
}

/* Of one that nothing else is said of here. */
static void add_marked(struct compose *compose, const struct view *view,
		       const struct finding *finding)
{
	const char *note = view_work_note(view, finding);

	if (*note)
		add_note(compose,
			 compose_printf(compose, "%s: %s", finding->requirement->id, note));
}

static void add_job(struct compose *compose, const struct view *view, const struct view_job *job,
		    size_t number)
{
	const size_t first = flow_count(compose->flow);
	const bool each = job->kind == JOB_FIX && !job->step_count;

	compose_panel_begin(compose, theme_verdict(job->verdict).solid);
	add_head(compose, job, number, job->place);
	for (size_t i = 0; i < job->count; i++) {
		const struct finding *finding = job->findings[i];
		if (view_job_repeats(job, finding)) {
			add_marked(compose, view, finding);
			continue;
		}
		add_finding(compose, finding, told(compose, view, job, i));
		add_details(compose, finding);
		if (*view_work_note(view, finding))
			add_note(compose, view_work_note(view, finding));
		if (job->count <= MOST_REASONS)
			add_note(compose, finding->requirement->rationale);
		if (each)
			compose_steps(compose, steps_name(job, finding),
				      finding->requirement->remediation,
				      finding->requirement->remediation_count);
	}
	if (job->kind == JOB_CHECK)
		compose_fact(compose, "What helps", job->advice);
	else
		compose_steps(compose, "How to fix it", job->steps, job->step_count);
	compose_panel_end(compose);
	flow_keep_together(compose->flow, first, WHOLE);
}

bool pdf_has_jobs(const struct view *view)
{
	for (size_t i = 0; i < view->job_count; i++)
		if (view->jobs[i].kind != JOB_CONFIRM)
			return !view_is_outside(view);
	return false;
}

/* The form is a part of its own; here it keeps its number. */
static void add_form(struct compose *compose, const struct view *view, const struct view_job *job,
		     size_t number)
{
	const size_t first = flow_count(compose->flow);

	compose_panel_begin(compose, theme_verdict(job->verdict).solid);
	add_head(compose, job, number, NULL);
	compose_paragraph(compose, STYLE_BODY,
			  compose_printf(compose, "Fill in the form under Confirmations: %s.",
					 view_job_closes(flow_arena(compose->flow), job)));
	for (size_t i = 0; i < job->count; i++)
		add_marked(compose, view, job->findings[i]);
	compose_panel_end(compose);
	flow_keep_together(compose->flow, first, WHOLE);
}

void pdf_jobs(struct compose *compose, const struct view *view)
{
	unsigned footnotes = 0;

	compose_part(compose, "What to do", "jobs",
		     "Most urgent first: what was found, of what, and the steps");
	for (size_t i = 0; i < view->job_count; i++) {
		const struct view_job *job = &view->jobs[i];
		if (job->kind == JOB_CONFIRM) {
			add_form(compose, view, job, i + 1);
			continue;
		}
		add_job(compose, view, job, i + 1);
		for (size_t k = 0; k < job->count; k++)
			footnotes |= view_footnotes_of(view, view_brief(view, job->findings[k]));
	}
	pdf_footnotes(compose, view, footnotes);
}
