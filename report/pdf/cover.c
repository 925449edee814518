#include <string.h>

#include "audit/core/array.h"
#include "report/compose/paint.h"
#include "report/pdf/internal.h"

#define HEAD_GAP 14.0
#define HEAD_MOST 330.0	 /* right of it lie the circles */
#define HEAD_LEAST 150.0 /* less is no room for a name */
#define TITLE_GAP 26.0	 /* below the head, at least */
#define HERO 0.62	 /* of the page, where what stands below leaves as much */
#define HERO_LEAST 0.34	 /* it grows to what it holds */
#define LOGO_AREA 6200.0
#define LOGO_WIDTH 190.0
#define LOGO_HEIGHT 68.0
#define LOGO_PAD 11.0
#define MARK 42.0
#define LONG_NAME 64 /* bytes */
#define BELOW 24.0   /* the verdict, at least */

struct size {
	double w, h;
};

static double add(struct compose *compose, struct flow_block *block, double y,
		  struct flow_style style, const char *text)
{
	return flow_text(
		compose->flow, block,
		&(struct flow_text){
			.y = y, .width = compose->width - 30, .style = style, .align = FLOW_LEFT },
		text);
}

static double title_height(struct compose *compose, struct flow_style style, const char *title)
{
	struct flow_block *trial = flow_block(compose->flow);
	const double height = add(compose, trial, 0, style, title);

	flow_drop(compose->flow, 1);
	return height;
}

/* Two large lines, else the largest size at which the title leaves room for what
 * stands below it. */
static struct flow_style title_style(struct compose *compose, const struct view *view, double room)
{
	static const double sizes[] = { 40, 38, 36, 34, 32, 28, 24, 21, 18, 15, 13 };
	const size_t count = COUNT_OF(sizes);
	struct flow_style style = { .weight = FLOW_BOLD, .colour = view->palette.cover_ink };

	for (size_t i = 0; i < count && sizes[i] >= 32; i++) {
		style.size = sizes[i];
		const double two = 2 * flow_line_height(&style) + 1;
		if (title_height(compose, style, view->title) <= (two < room ? two : room))
			return style;
	}
	for (size_t i = 0; i < count; i++) {
		style.size = sizes[i];
		if (title_height(compose, style, view->title) <= room)
			break;
	}
	return style;
}

/* Where no logo is: a shield. */
static struct size add_mark(struct flow_block *block, const struct view *view)
{
	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .w = MARK,
					     .h = MARK,
					     .radius = 9,
					     .colour = view->palette.mark });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = 10,
					     .y = 10,
					     .w = 22,
					     .h = 22,
					     .colour = view->palette.mark_ink,
					     .value = ICON_SHIELD });
	return (struct size){ MARK, MARK };
}

static struct size add_logo(struct compose *compose, struct flow_block *block,
			    const struct view *view)
{
	const int64_t plate = view_logo_plate(view, view->palette.cover_from);
	const double pad = plate < 0 ? 0 : LOGO_PAD;
	struct flow_item image = { .kind = FLOW_IMAGE,
				   .x = pad,
				   .y = pad,
				   .radius = plate < 0 ? 0 : 3,
				   .value = PAINT_LOGO };

	image.node = flow_node(compose->flow, compose->section, ROLE_FIGURE, view->brand->logo.alt);
	logo_fit(&view->logo, LOGO_AREA, LOGO_WIDTH, LOGO_HEIGHT, &image.w, &image.h);
	const struct size size = { image.w + 2 * pad, image.h + 2 * pad };
	if (plate >= 0)
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .w = size.w,
						     .h = size.h,
						     .radius = 10,
						     .colour = (uint32_t)plate });
	flow_add(block, &image);
	return size;
}

/* Whose report it is, and what it is; beside the logo, or below a wide one. */
static double add_names(struct compose *compose, struct flow_block *block, const struct view *view,
			struct size logo)
{
	const struct flow_style small = { 10, FLOW_REGULAR, view->palette.cover_soft };
	const char *name = view->brand->organisation;
	const double size = strlen(name) > LONG_NAME ? 12 : 16;
	struct flow_text how = { .x = logo.w + HEAD_GAP,
				 .width = HEAD_MOST - logo.w - HEAD_GAP,
				 .style = { size, FLOW_BOLD, view->palette.cover_ink },
				 .align = FLOW_LEFT };
	const bool is_below = how.width < HEAD_LEAST;

	if (is_below)
		how = (struct flow_text){
			.y = logo.h + 9, .width = HEAD_MOST, .style = how.style, .align = FLOW_LEFT
		};
	const size_t first = block->count;
	const double top = how.y;
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	how.y += flow_text(compose->flow, block, &how, name);
	if (*name) {
		how.style = small;
		block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	}
	how.y += flow_text(compose->flow, block, &how, "Compliance report");
	const double height = how.y - top;
	if (is_below || height >= logo.h)
		return is_below ? how.y : height;
	for (size_t i = first; i < block->count; i++)
		block->items[i].y += (logo.h - height) / 2;
	return logo.h;
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

static const char *account_of(struct compose *compose, const struct view *view)
{
	return compose_printf(compose, "%s.syncromsp.com", view->audit->account->subdomain);
}

/* Title, whom it is for, a bar and the verdict, from y on; returns their height. */
static double add_title(struct compose *compose, struct flow_block *block, double y,
			const struct view *view, struct flow_style style)
{
	const struct flow_style below = { 14, FLOW_REGULAR, view->palette.cover_soft };
	const char *whom = view->brand->prepared_for;
	const double top = y;

	block->node = flow_node(compose->flow, compose->section, ROLE_H1, "");
	y += flow_text(compose->flow, block,
		       &(struct flow_text){ .y = y,
					    .width = flow_balanced_width(compose->flow, &style,
									 view->title,
									 compose->width - 30),
					    .style = style,
					    .align = FLOW_LEFT },
		       view->title) +
	     7;
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	y += add(compose, block, y, below,
		 *whom ? compose_printf(compose, "Prepared for %s", whom)
		       : account_of(compose, view));
	flow_add(block, &(struct flow_item){ .kind = FLOW_RECT,
					     .y = y + 11,
					     .w = 64,
					     .h = 4,
					     .colour = view->palette.mark });
	add_verdict(compose, block, y + 34, view);
	return y + 64 - top;
}

static void add_hero(struct compose *compose, const struct view *view, double height)
{
	const struct flow_frame *page = flow_page(compose->flow);
	const struct flow_style no_title = { .size = 1 };
	struct flow_block *block = compose_block(compose, ROLE_NONE);

	block->new_page = true;
	block->look = LOOK_COVER;
	block->height = height - page->top;
	flow_add(block, &(struct flow_item){ .kind = FLOW_BOOKMARK, .text = "Cover", .value = 1 });
	const size_t picture = block->count;
	flow_add(block, &(struct flow_item){ .kind = FLOW_IMAGE,
					     .x = -page->left,
					     .y = -page->top,
					     .w = page->width,
					     .h = height,
					     .value = PAINT_COVER });
	const struct size logo =
		view->logo.pixels ? add_logo(compose, block, view) : add_mark(block, view);
	const double top = add_names(compose, block, view, logo) + TITLE_GAP;
	struct flow_block *trial = flow_block(compose->flow);
	const double others = add_title(compose, trial, 0, view, no_title) + 40;
	flow_drop(compose->flow, 1);
	const double room = block->height - top - others;
	const struct flow_style style = title_style(compose, view, room);
	const double used = title_height(compose, style, view->title);
	/* Short titles stand lower: their end is at the same height. */
	const double y = top + (used < room ? (room - used) * 0.72 : 0);
	const double end = y + add_title(compose, block, y, view, style) + BELOW;
	if (end > block->height) {
		block->items[picture].h += end - block->height;
		block->height = end;
	}
}

static const char *usual_confidentiality(const struct view *view)
{
	return view_is_outside(view)
		       ? "Confidential. For the account's auditor, vendor or owner; e-mail addresses are masked."
		       : "Confidential, internal. Contains names and access rights.";
}

static void add_facts(struct compose *compose, const struct view *view)
{
	const struct profile *profile = view->audit->profile;
	const struct brand *brand = view->brand;
	const struct compose_pair pairs[] = {
		{ "Prepared by", brand->organisation },
		{ "Period", brand->period },
		{ "Assessor", brand->assessor },
		{ "Reviewer", brand->reviewer },
		{ "Account", account_of(compose, view) },
		{ "Integration", profile->integration },
		{ view_is_fresh(view) ? "Data read and assessed" : "Data read",
		  view_moment(view->arena, view->audit->account->finished_at) },
		{ "Assessed as of",
		  view_is_fresh(view) ? "" : view_moment(view->arena, view->audit->assessed_at) },
		{ "Profile",
		  compose_printf(compose, "%s, version %s", profile->id, profile->version) },
		{ "Report", view->audit->report_id },
		{ "Edition", view->edition },
	};

	compose_pairs(compose, pairs, COUNT_OF(pairs));
}

/* What it is, held against what, and for an outside reader: who answers for it. */
static void add_scope(struct compose *compose, const struct view *view)
{
	const struct profile *profile = view->audit->profile;
	const char *read = profile->source_count ? view_day(flow_arena(compose->flow),
							    profile->sources[0].retrieved)
						 : "";

	compose_paragraph(
		compose, STYLE_BODY,
		compose_printf(
			compose,
			"This report compares a Syncro account with what %s documents as "
			"prerequisites: %zu requirements and %zu notes%s%s. It rests on what Syncro's "
			"API answered to this token, and on what named people confirmed.",
			profile->vendor, view->counts.counted, view->counts.notes,
			*read ? ", as published on " : "", read));
	if (view_is_outside(view))
		compose_signatures(compose,
				   *view->brand->assessor ? view->brand->assessor : "Assessor",
				   *view->brand->reviewer ? view->brand->reviewer : "Reviewer");
}

static void add_notes(struct compose *compose, const struct view *view)
{
	const char *own = view->brand->confidentiality;

	add_scope(compose, view);
	pdf_contact(compose, view);
	compose_paragraph(compose, STYLE_NOTE, *own ? own : usual_confidentiality(view));
}

/* What stands below the picture, as a trial. */
static double height_of(struct compose *compose, const struct view *view,
			void (*add_part)(struct compose *compose, const struct view *view))
{
	const size_t before = flow_count(compose->flow);
	const double used = flow_used(compose->flow);

	add_part(compose, view);
	const double height = flow_used(compose->flow) - used;
	flow_drop(compose->flow, flow_count(compose->flow) - before);
	return height;
}

void pdf_cover(struct compose *compose, const struct view *view)
{
	const struct flow_frame *page = flow_page(compose->flow);
	const double gap = 22;

	compose->section = flow_node(compose->flow, compose->document, ROLE_SECTION, "");
	const double facts = height_of(compose, view, add_facts);
	const double notes = height_of(compose, view, add_notes);
	double hero = page->height - page->bottom - facts - notes - gap - 20;
	if (hero > HERO * page->height)
		hero = HERO * page->height;
	if (hero < HERO_LEAST * page->height)
		hero = HERO_LEAST * page->height;
	add_hero(compose, view, hero);
	compose_space(compose, gap);
	add_facts(compose, view);
	const double left = flow_height(compose->flow) - flow_used(compose->flow) - notes - 8;
	if (left > 0)
		compose_space(compose, left);
	add_notes(compose, view);
}
