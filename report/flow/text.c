#include <string.h>

#include "report/flow/internal.h"

#define ELLIPSIS "…"

double flow_line_height(const struct flow_style *style)
{
	return style->size * (style->size >= 13 ? 1.25 : 1.36);
}

/* Puts capitals, 0.71 of the size high in most fonts, in the middle of the line. */
double flow_baseline(const struct flow_style *style)
{
	return flow_line_height(style) / 2 + style->size * 0.357;
}

double flow_text_width(const struct flow *flow, const struct flow_style *style, const char *text)
{
	return flow->measure.width(flow->measure.context, style, text, strlen(text));
}

bool flow_is_right_to_left(const struct flow *flow, const char *text)
{
	return *text && flow->measure.right_to_left(flow->measure.context, text, strlen(text));
}

static size_t count_lines(const struct flow *flow, const struct flow_style *style, const char *text,
			  double width)
{
	size_t lines = 0;

	for (size_t left = strlen(text); left; lines++) {
		size_t length = flow->measure.line(flow->measure.context, style, text, left, width);
		text += length;
		left -= length;
	}
	return lines;
}

double flow_balanced_width(const struct flow *flow, const struct flow_style *style,
			   const char *text, double width)
{
	const size_t lines = count_lines(flow, style, text, width);
	double least = 0;

	while (lines > 1 && width - least > 1) {
		const double middle = (least + width) / 2;
		if (count_lines(flow, style, text, middle) > lines)
			least = middle;
		else
			width = middle;
	}
	return width;
}

static size_t trimmed(const char *text, size_t length)
{
	while (length && (text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return length;
}

static void add_line(struct flow *flow, struct flow_block *block, const struct flow_item *line,
		     enum flow_align align)
{
	const struct flow_measure *m = &flow->measure;
	struct flow_item item = *line;
	double width = m->width(m->context, &item.style, item.text, item.length);

	if (align == FLOW_RIGHT || (align == FLOW_START && item.right_to_left))
		item.x += item.w - width;
	else if (align == FLOW_CENTRE)
		item.x += (item.w - width) / 2;
	item.w = width;
	flow_add(block, &item);
}

/* No widow, no orphan: two lines stay before a break, two after it. */
static void allow_breaks(struct flow_block *block, double y, double height, size_t lines)
{
	for (size_t i = 2; i + 2 <= lines; i++)
		flow_allow_break(block, y + (double)i * height);
}

double flow_text(struct flow *flow, struct flow_block *block, const struct flow_text *how,
		 const char *text)
{
	const struct flow_measure *m = &flow->measure;
	const double height = flow_line_height(&how->style);
	const size_t most = how->lines_most ? how->lines_most : FLOW_LINES_MOST;
	size_t left = strlen(text), lines = 0;
	const bool right_to_left = flow_is_right_to_left(flow, text);

	while (left) {
		if (lines == most)
			left = strlen(text = ELLIPSIS);
		size_t length = m->line(m->context, &how->style, text, left, how->width);
		struct flow_item line = {
			.kind = FLOW_TEXT,
			.x = how->x,
			.y = how->y + (double)lines * height + flow_baseline(&how->style),
			.w = how->width,
			.h = height,
			.style = how->style,
			.right_to_left = right_to_left,
			.text = text,
			.length = trimmed(text, length),
		};
		line.torn = line.length == length && length < left;
		if (line.length)
			add_line(flow, block, &line, how->align);
		lines++;
		text += length;
		left -= length;
	}
	if (how->breaks)
		allow_breaks(block, how->y, height, lines);
	return (double)lines * height;
}
