#include "report/pdf/internal.h"

#include "audit/core/array.h"

#define NUMBER 34.0

/* How much of the usual space there is between lines. */
static const double spaces[] = { 1, 0.7, 0.4 };

static int add_line(struct compose *compose, int contents, const struct flow_style *style,
		    double indent, double space, const char *title, const char *place)
{
	struct flow *flow = compose->flow;
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	int item = flow_node(flow, contents, ROLE_CONTENTS_ITEM, "");

	block->node = flow_node(flow, item, ROLE_LINK, "");
	block->space_before = space * (indent > 0 ? 2.5 : 9);
	block->height = flow_text(flow, block,
				  &(struct flow_text){ .x = indent,
						       .width = compose->width - indent - NUMBER,
						       .style = *style },
				  title);
	flow_add(block, &(struct flow_item){ .kind = FLOW_PAGE_OF,
					     .x = compose->width - NUMBER,
					     .y = flow_baseline(style),
					     .w = NUMBER,
					     .h = flow_line_height(style),
					     .style = *style,
					     .text = place });
	flow_add(block, &(struct flow_item){ .kind = FLOW_JUMP,
					     .w = compose->width,
					     .h = block->height,
					     .text = place,
					     .about = title });
	return item;
}

static void add_rule(struct compose *compose, double space)
{
	struct flow_block *block = compose_block(compose, ROLE_NONE);

	block->height = 1;
	block->space_before = space * 7;
	flow_add(block, &(struct flow_item){
				.kind = FLOW_RULE, .w = compose->width, .colour = THEME_RULE });
}

static void add_jobs(struct compose *compose, const struct view *view, int contents, double space)
{
	const struct flow_style style = { 9, FLOW_REGULAR, THEME_INK };

	for (size_t i = 0; i < view->job_count; i++)
		if (view->jobs[i].kind != JOB_CONFIRM)
			(void)add_line(
				compose, contents, &style, 18, space,
				compose_printf(compose, "%zu  %s", i + 1, view->jobs[i].title),
				view->jobs[i].place);
}

bool pdf_part_stands(const struct pdf_part *part, const struct view *view)
{
	return !part->stands || part->stands(view);
}

static void add_contents(struct compose *compose, const struct view *view,
			 const struct pdf_part *parts, double space)
{
	const struct flow_style style = { 11.5, FLOW_SEMIBOLD, THEME_INK };
	const struct flow_style about = { 8, FLOW_REGULAR, THEME_MUTED };

	compose_page(compose, "Contents", "contents", view->title);
	int contents = flow_node(compose->flow, compose->section, ROLE_CONTENTS, "");
	for (const struct pdf_part *part = parts; part->compose; part++) {
		if (!*part->title || !pdf_part_stands(part, view))
			continue;
		int item = add_line(compose, contents, &style, 0, space, part->title, part->place);
		struct flow_block *block = compose_block(compose, ROLE_NONE);
		block->node = flow_node(compose->flow, item, ROLE_P, "");
		block->height = flow_text(
			compose->flow, block,
			&(struct flow_text){ .width = compose->width - NUMBER, .style = about },
			part->about);
		if (part->compose == pdf_jobs)
			add_jobs(compose, view, contents, space);
		add_rule(compose, space);
	}
}

/* Closer together if that makes one page of them. */
void pdf_contents(struct compose *compose, const struct view *view, const struct pdf_part *parts)
{
	const size_t before = flow_count(compose->flow);

	for (size_t i = 0; i < COUNT_OF(spaces); i++) {
		add_contents(compose, view, parts, spaces[i]);
		if (flow_used(compose->flow) <= flow_height(compose->flow))
			return;
		flow_drop(compose->flow, flow_count(compose->flow) - before);
	}
	add_contents(compose, view, parts, spaces[0]);
}
