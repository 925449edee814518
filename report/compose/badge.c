#include <math.h>

#include "audit/core/words.h"
#include "report/compose/compose.h"
#include "report/view/view.h"

#define HEIGHT COMPOSE_BADGE_HEIGHT
#define PAD 6.0
#define ICON 8.0

static const struct flow_style pill_style = { .size = 8, .weight = FLOW_SEMIBOLD };

enum canvas_icon compose_verdict_icon(enum verdict verdict)
{
	TABLE(const enum canvas_icon, icons,
	      VERDICT_COUNT, [VERDICT_UNKNOWN] = ICON_QUESTION, [VERDICT_PASS] = ICON_CHECK,
	      [VERDICT_FAIL] = ICON_CROSS, [VERDICT_MANUAL] = ICON_HAND,
	      [VERDICT_NOTAPPLICABLE] = ICON_DASH, [VERDICT_INFORMATIONAL] = ICON_INFO);

	return icons[verdict];
}

static void ground(struct flow_block *block, double x, double y, double width, uint32_t colour)
{
	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = x,
					     .y = y,
					     .w = width,
					     .h = HEIGHT,
					     .radius = HEIGHT / 2,
					     .colour = colour });
}

static void word(struct compose *compose, struct flow_block *block, double x, double y,
		 uint32_t colour, const char *text)
{
	struct flow_text how = { .x = x,
				 .y = y + (HEIGHT - flow_line_height(&pill_style)) / 2,
				 .width = 1000, /* one line: the words are ours and short */
				 .style = pill_style,
				 .align = FLOW_LEFT };

	how.style.colour = colour;
	(void)flow_text(compose->flow, block, &how, text);
}

double compose_signed_width(struct compose *compose, const char *text)
{
	return PAD + ICON + 4 + flow_text_width(compose->flow, &pill_style, text) + PAD + 1;
}

double compose_badge_width(struct compose *compose, enum verdict verdict)
{
	return compose_signed_width(compose, view_verdict_label(verdict));
}

double compose_badge_most(struct compose *compose)
{
	double most = 0;

	for (int verdict = 0; verdict < VERDICT_COUNT; verdict++)
		most = fmax(most, compose_badge_width(compose, (enum verdict)verdict));
	return most;
}

double compose_pill_width(struct compose *compose, const char *text)
{
	return flow_text_width(compose->flow, &pill_style, text) + 2 * (PAD + 1);
}

double compose_signed(struct compose *compose, struct flow_block *block, double x, double y,
		      struct theme_colour colour, enum canvas_icon icon, const char *text)
{
	const double width = compose_signed_width(compose, text);

	ground(block, x, y, width, colour.pale);
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = x + PAD,
					     .y = y + (HEIGHT - ICON) / 2,
					     .w = ICON,
					     .h = ICON,
					     .colour = colour.ink,
					     .value = (int)icon });
	word(compose, block, x + PAD + ICON + 4, y, colour.ink, text);
	return width;
}

double compose_badge(struct compose *compose, struct flow_block *block, double x, double y,
		     enum verdict verdict)
{
	return compose_signed(compose, block, x, y, theme_verdict(verdict),
			      compose_verdict_icon(verdict), view_verdict_label(verdict));
}

double compose_mark(struct compose *compose, struct flow_block *block, double x, double y,
		    enum verdict verdict, bool framed, const char *text)
{
	const struct theme_colour colour = theme_verdict(verdict);
	const int figure = flow_node(compose->flow, block->node, ROLE_FIGURE, text);

	ground(block, x, y, HEIGHT, colour.pale);
	if (framed)
		flow_add(block, &(struct flow_item){ .kind = FLOW_BORDER,
						     .x = x - 1.5,
						     .y = y - 1.5,
						     .w = HEIGHT + 3,
						     .h = HEIGHT + 3,
						     .radius = 4,
						     .colour = colour.ink });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = x + (HEIGHT - ICON) / 2,
					     .y = y + (HEIGHT - ICON) / 2,
					     .w = ICON,
					     .h = ICON,
					     .node = figure,
					     .colour = colour.ink,
					     .value = (int)compose_verdict_icon(verdict) });
	return HEIGHT;
}

double compose_pill(struct compose *compose, struct flow_block *block, double x, double y,
		    struct theme_colour colour, const char *text)
{
	const double width = compose_pill_width(compose, text);

	ground(block, x, y, width, colour.pale);
	word(compose, block, x + PAD + 1, y, colour.ink, text);
	return width;
}

double compose_severity(struct compose *compose, struct flow_block *block, double x, double y,
			enum severity severity)
{
	TABLE(const int, filled, SEVERITY_COUNT, [SEVERITY_INFO] = 0, [SEVERITY_LOW] = 1,
	      [SEVERITY_MEDIUM] = 2, [SEVERITY_HIGH] = 3);
	const struct theme_colour colour = theme_severity(severity);
	const char *label = view_severity_label(severity);

	for (int i = 0; i < 3; i++) {
		double height = 4.0 + 2.0 * i;
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .x = x + 3.6 * i,
						     .y = y + 11.4 - height,
						     .w = 2.4,
						     .h = height,
						     .radius = 0.8,
						     .colour = i < filled[severity] ? colour.solid
										    : 0xD3DAE6 });
	}
	word(compose, block, x + 15, y, THEME_INK, label);
	return 15 + flow_text_width(compose->flow, &pill_style, label);
}
