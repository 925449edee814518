#include "report/pdf_parts.h"

#define WHITE 0xFFFFFFu
#define PALE 0xC9D6EAu /* on the deep ground */
#define TITLE_TOP 96.0
#define TITLE_BOTTOM 116.0 /* room below it: account, mark, verdict */

static double add(struct compose *compose, struct flow_block *block, double y,
		  struct flow_style style, const char *text)
{
	return flow_text(
		compose->flow, block,
		&(struct flow_text){
			.y = y, .width = compose->width - 30, .style = style, .align = FLOW_START },
		text);
}

/* The largest size at which the title leaves room for what stands below it. */
static struct flow_style title_style(struct compose *compose, const char *title, double room)
{
	static const double sizes[] = { 38, 34, 30, 26, 22, 18, 15, 12, 10, 8 };
	struct flow_style style = { .weight = FLOW_BOLD, .colour = WHITE };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct flow_block *trial = flow_block(compose->flow);
		style.size = sizes[i];
		double height = add(compose, trial, 0, style, title);
		flow_drop(compose->flow, 1);
		if (height <= room)
			break;
	}
	return style;
}

static void add_mark(struct compose *compose, struct flow_block *block)
{
	const struct flow_style style = { 13, FLOW_SEMIBOLD, WHITE };

	flow_add(block,
		 &(struct flow_item){
			 .kind = FLOW_ROUNDED, .w = 38, .h = 38, .radius = 8, .colour = 0xF0A024 });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = 9,
					     .y = 9,
					     .w = 20,
					     .h = 20,
					     .colour = THEME_DEEP,
					     .value = ICON_SHIELD });
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = 49, .y = 11, .width = 400, .style = style },
			"Compliance report");
}

static void add_verdict(struct compose *compose, struct flow_block *block, double y,
			const struct view *view)
{
	const struct theme_colour colour = theme_overall(view->audit->verdict);
	const struct flow_style style = { 12, FLOW_BOLD, colour.ink };
	const double height = 30;
	double width = flow_text_width(compose->flow, &style, view->verdict) + 54;

	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .y = y,
					     .w = width,
					     .h = height,
					     .radius = height / 2,
					     .colour = colour.pale });
	flow_add(block,
		 &(struct flow_item){ .kind = FLOW_ICON,
				      .x = 14,
				      .y = y + 8,
				      .w = 14,
				      .h = 14,
				      .colour = colour.ink,
				      .value = (int)pdf_overall_icon(view->audit->verdict) });
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = 36,
					     .y = y + (height - flow_line_height(&style)) / 2,
					     .width = width,
					     .style = style },
			view->verdict);
}

static void add_hero(struct compose *compose, const struct view *view)
{
	const struct flow_frame *page = flow_page(compose->flow);
	const struct flow_style below = { 13, FLOW_REGULAR, PALE };
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	const char *account =
		compose_printf(compose, "%s.syncromsp.com", view->audit->account->subdomain);

	block->new_page = true;
	block->look = LOOK_COVER;
	block->height = PDF_HERO * page->height - page->top;
	flow_add(block, &(struct flow_item){ .kind = FLOW_BOOKMARK, .text = "Cover", .value = 1 });
	add_mark(compose, block);
	const double room = block->height - TITLE_TOP - TITLE_BOTTOM;
	struct flow_style style = title_style(compose, view->title, room);
	struct flow_block *trial = flow_block(compose->flow);
	double height = add(compose, trial, 0, style, view->title);
	flow_drop(compose->flow, 1);
	/* Short titles stand lower: their end is at the same height. */
	double y = TITLE_TOP + (height < room ? (room - height) * 0.72 : 0);
	block->node = flow_node(compose->flow, compose->section, ROLE_H1, "");
	y += add(compose, block, y, style, view->title) + 6;
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	y += add(compose, block, y, below, account) + 10;
	flow_add(block, &(struct flow_item){
				.kind = FLOW_RECT, .y = y, .w = 64, .h = 4, .colour = 0xF0A024 });
	add_verdict(compose, block, y + 22, view);
}

static const char *edition_line(const struct view *view)
{
	return pdf_is_client(view)
		       ? "Confidential. Prepared for the client named above; personal data is "
			 "masked."
		       : "Confidential. For internal use: it names people and what they may do.";
}

void pdf_cover(struct compose *compose, const struct view *view)
{
	const struct profile *profile = view->audit->profile;
	const char *account =
		compose_printf(compose, "%s.syncromsp.com", view->audit->account->subdomain);

	compose->section = flow_node(compose->flow, compose->document, ROLE_SECTION, "");
	add_hero(compose, view);
	compose_space(compose, 26);
	const struct compose_pair pairs[] = {
		{ "Account", account },
		{ "Integration", profile->integration },
		{ "Evidence pulled", view->pulled },
		{ "Assessed as of", view->assessed },
		{ "Compared with",
		  compose_printf(compose, "%s, version %s", profile->id, profile->version) },
		{ "Report", view->audit->report_id },
	};
	compose_pairs(compose, pairs, sizeof pairs / sizeof *pairs);
	double left = flow_height(compose->flow) - flow_used(compose->flow) - 24;
	if (left > 0)
		compose_space(compose, left);
	compose_paragraph(compose, STYLE_NOTE, edition_line(view));
}
