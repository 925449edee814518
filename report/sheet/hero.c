/* The head of page 1: whose sheet it is, for whom, and what it comes to. */
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "report/compose/paint.h"
#include "report/sheet/internal.h"

#define MARK 34.0
#define HEAD_GAP 12.0
#define LOGO_AREA 4200.0
#define LOGO_WIDTH 160.0
#define LOGO_HEIGHT 46.0
#define LOGO_PAD 8.0
#define SIDE 30.0      /* kept free at the right, where the circles lie */
#define NAME_MOST 92.0 /* height, unless the smallest letters need more */
#define CUT_NAME 120   /* bytes, where all else did not do */

struct size {
	double w, h;
};

static struct size add_mark(struct flow_block *block, const struct palette *palette)
{
	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .w = MARK,
					     .h = MARK,
					     .radius = 8,
					     .colour = palette->mark });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = 8,
					     .y = 8,
					     .w = 18,
					     .h = 18,
					     .colour = palette->mark_ink,
					     .value = ICON_SHIELD });
	return (struct size){ MARK, MARK };
}

static struct size add_logo(struct compose *compose, struct flow_block *block,
			    const struct sheet *sheet, const struct sheet_dress *dress)
{
	const int64_t plate =
		palette_plate(dress->palette, dress->logo, dress->palette->cover_from);
	const double pad = plate < 0 ? 0 : LOGO_PAD;
	struct flow_item image = { .kind = FLOW_IMAGE,
				   .x = pad,
				   .y = pad,
				   .radius = plate < 0 ? 0 : 3,
				   .value = PAINT_LOGO };

	image.node =
		flow_node(compose->flow, compose->section, ROLE_FIGURE, sheet->brand->logo.alt);
	logo_fit(dress->logo, LOGO_AREA, LOGO_WIDTH, LOGO_HEIGHT, &image.w, &image.h);
	const struct size size = { image.w + 2 * pad, image.h + 2 * pad };
	if (plate >= 0)
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .w = size.w,
						     .h = size.h,
						     .radius = 8,
						     .colour = (uint32_t)plate });
	flow_add(block, &image);
	return size;
}

static double add_as(struct compose *compose, struct flow_block *block, enum canvas_role role,
		     double x, double y, struct flow_style style, const char *text)
{
	block->node = flow_node(compose->flow, compose->section, (int)role, "");
	return flow_text(compose->flow, block,
			 &(struct flow_text){ .x = x,
					      .y = y,
					      .width = compose->width - SIDE - x,
					      .style = style,
					      .align = FLOW_LEFT },
			 text);
}

static double add(struct compose *compose, struct flow_block *block, double x, double y,
		  struct flow_style style, const char *text)
{
	return add_as(compose, block, ROLE_P, x, y, style, text);
}

/* Beside the logo; a long name of an organisation stands in smaller letters. */
static double add_organisation(struct compose *compose, struct flow_block *block,
			       const struct sheet *sheet, const struct sheet_dress *dress,
			       struct size logo)
{
	const char *name = sheet->brand->organisation;
	const struct palette *palette = dress->palette;
	const struct flow_style large = { strlen(name) > 60 ? 10 : 14, FLOW_BOLD,
					  palette->cover_ink };
	const struct flow_style small = { 9.5, FLOW_REGULAR, palette->cover_soft };
	const double x = logo.w + HEAD_GAP;
	const size_t first = block->count;
	double y = add(compose, block, x, 0, large, name);

	y += add(compose, block, x, y, small, sheet->title);
	if (y >= logo.h)
		return y;
	for (size_t i = first; i < block->count; i++)
		block->items[i].y += (logo.h - y) / 2;
	return logo.h;
}

/* The largest size at which the name takes no more than its room. */
static struct flow_style name_style(struct compose *compose, const struct sheet_dress *dress,
				    const char *name)
{
	static const double sizes[] = { 30, 27, 24, 21, 18, 15, 13, 11 };
	struct flow_style style = { .weight = FLOW_BOLD, .colour = dress->palette->cover_ink };

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct flow_block *trial = flow_block(compose->flow);
		style.size = sizes[i];
		const double height = add(compose, trial, 0, 0, style, name);
		flow_drop(compose->flow, 1);
		if (height <= NAME_MOST)
			break;
	}
	return style;
}

static double add_outcome(struct compose *compose, struct flow_block *block, double y,
			  const struct sheet *sheet)
{
	TABLE(const enum canvas_icon, icons, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = ICON_QUESTION,
	      [OVERALL_READY] = ICON_CHECK, [OVERALL_NOT_READY] = ICON_BANG);
	const struct theme_colour colour = theme_overall(sheet->outcome);
	const struct flow_style style = { 12, FLOW_BOLD, colour.ink };
	const double height = 30;

	flow_add(block, &(struct flow_item){
				.kind = FLOW_ROUNDED,
				.y = y,
				.w = flow_text_width(compose->flow, &style, sheet->sentence) + 54,
				.h = height,
				.radius = height / 2,
				.colour = colour.pale });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = 14,
					     .y = y + 8,
					     .w = 14,
					     .h = 14,
					     .colour = colour.ink,
					     .value = (int)icons[sheet->outcome] });
	(void)add(compose, block, 36, y + (height - flow_line_height(&style)) / 2, style,
		  sheet->sentence);
	return height;
}

void sheet_hero(struct compose *compose, const struct sheet *sheet, const struct sheet_dress *dress,
		int level)
{
	const struct flow_frame *page = flow_page(compose->flow);
	const struct palette *palette = dress->palette;
	const struct flow_style small = { 11, FLOW_REGULAR, palette->cover_soft };
	const bool cut = level + 1 == SHEET_LEVELS;
	const char *name =
		cut ? compose_printf(compose, "%.*s…", text_cut(sheet->name, CUT_NAME), sheet->name)
		    : sheet->name;
	struct flow_block *block = compose_block(compose, ROLE_NONE);

	block->new_page = true;
	block->look = LOOK_COVER;
	flow_add(block,
		 &(struct flow_item){ .kind = FLOW_BOOKMARK, .text = "Your record", .value = 1 });
	const size_t picture = block->count;
	flow_add(block, &(struct flow_item){ .kind = FLOW_IMAGE,
					     .x = -page->left,
					     .y = -page->top,
					     .w = page->width,
					     .value = PAINT_COVER });
	const struct size logo = dress->logo->pixels ? add_logo(compose, block, sheet, dress)
						     : add_mark(block, palette);
	double y = add_organisation(compose, block, sheet, dress, logo) + 26;
	y += add(compose, block, 0, y, small, "Prepared for");
	const struct flow_style style = name_style(compose, dress, name);
	y += add_as(compose, block, ROLE_H1, 0, y, style, name) + 3;
	y += add(compose, block, 0, y, small,
		 compose_printf(compose, "Your number with us: %lld", (long long)sheet->id));
	flow_add(block,
		 &(struct flow_item){
			 .kind = FLOW_RECT, .y = y + 9, .w = 56, .h = 4, .colour = palette->mark });
	y += 26;
	y += add_outcome(compose, block, y, sheet) + 20;
	block->height = y;
	block->items[picture].h = y + page->top;
}
