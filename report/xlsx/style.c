/* How cells look. */
#include "report/look/palette.h"
#include "report/xlsx/internal.h"

static const struct style {
	double size;
	uint32_t colour, fill;
	bool bold, wrap, top, underline, indent, left, right, open;
	const char *number;
} styles[XLSX_STYLE_COUNT] = {
	[XLSX_TEXT] = { .size = 10, .colour = 0x1B2540, .top = true, .indent = true },
	[XLSX_STRONG] = { .size = 10,
			  .colour = 0x1B2540,
			  .bold = true,
			  .wrap = true,
			  .top = true,
			  .indent = true },
	[XLSX_MUTED] = { .size = 10, .colour = 0x5B6780, .top = true, .indent = true },
	[XLSX_WRAPPED] = { .size = 10,
			   .colour = 0x1B2540,
			   .wrap = true,
			   .top = true,
			   .indent = true },
	[XLSX_TITLE] = { .size = 20, .colour = 0x0D1B3E, .bold = true },
	[XLSX_SENTENCE] = { .size = 12, .colour = 0x1B2540 },
	[XLSX_PARAGRAPH] = { .size = 11, .colour = 0x1B2540, .wrap = true, .top = true },
	[XLSX_HEADING] = { .size = 13, .colour = 0x0D1B3E, .bold = true },
	[XLSX_HEADER] = { .size = 10,
			  .colour = 0xFFFFFF,
			  .fill = 0x1D3461,
			  .bold = true,
			  .wrap = true,
			  .indent = true },
	[XLSX_NUMBER_HEADER] = { .size = 10,
				 .colour = 0xFFFFFF,
				 .fill = 0x1D3461,
				 .bold = true,
				 .wrap = true,
				 .right = true },
	[XLSX_NUMBER] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "#,##0" },
	[XLSX_ID] = { .size = 10,
		      .colour = 0x1B2540,
		      .top = true,
		      .indent = true,
		      .left = true,
		      .number = "0" },
	[XLSX_LINK_ID] = { .size = 10,
			   .colour = 0x1D4F91,
			   .top = true,
			   .indent = true,
			   .left = true,
			   .underline = true,
			   .number = "0" },
	[XLSX_PERCENT] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "0\"%\"" },
	[XLSX_DATE] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "yyyy-mm-dd" },
	[XLSX_TIME] = { .size = 10,
			.colour = 0x1B2540,
			.top = true,
			.number = "yyyy-mm-dd hh:mm:ss" },
	[XLSX_LINK] = { .size = 10,
			.colour = 0x1D4F91,
			.top = true,
			.wrap = true,
			.underline = true,
			.indent = true },
	[XLSX_ENTRY] = { .size = 10,
			 .colour = 0x1B2540,
			 .fill = 0xFFFBEA,
			 .wrap = true,
			 .top = true,
			 .indent = true,
			 .open = true },
	[XLSX_ENTRY_DATE] = { .size = 10,
			      .colour = 0x1B2540,
			      .fill = 0xFFFBEA,
			      .top = true,
			      .open = true,
			      .number = "yyyy-mm-dd" },
};

/* A brand's colours in place of the neutral ones. */
static struct style dressed(enum xlsx_style which, const struct palette *palette)
{
	struct style style = styles[which];

	if (!palette)
		return style;
	if (which == XLSX_TITLE || which == XLSX_HEADING)
		style.colour = palette->title;
	if (which == XLSX_LINK || which == XLSX_LINK_ID)
		style.colour = palette->accent;
	if (which == XLSX_HEADER || which == XLSX_NUMBER_HEADER) {
		style.colour = palette->head_ink;
		style.fill = palette->head;
	}
	return style;
}

lxw_format *xlsx_format_new(struct xlsx_book *book, enum xlsx_style which,
			    const struct palette *palette)
{
	const struct style style = dressed(which, palette);
	lxw_format *format = workbook_add_format(book->workbook);

	format_set_font_name(format, FONT);
	format_set_font_size(format, style.size);
	/* 0 would be the library's "no colour". */
	format_set_font_color(format, style.colour ? style.colour : 0x000001);
	if (style.fill)
		format_set_bg_color(format, style.fill);
	if (style.open) {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0xD5DCE8);
	}
	if (style.bold)
		format_set_bold(format);
	if (style.wrap)
		format_set_text_wrap(format);
	format_set_align(format, style.top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
	if (style.indent)
		format_set_indent(format, 1);
	if (style.left)
		format_set_align(format, LXW_ALIGN_LEFT);
	if (style.right)
		format_set_align(format, LXW_ALIGN_RIGHT);
	if (style.underline)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (style.open)
		format_set_unlocked(format);
	if (style.number)
		format_set_num_format(format, style.number);
	return format;
}

double xlsx_style_size(enum xlsx_style style)
{
	return styles[style].size;
}

bool xlsx_style_wraps(enum xlsx_style style)
{
	return styles[style].wrap;
}

bool xlsx_style_is_bold(enum xlsx_style style)
{
	return styles[style].bold;
}

bool xlsx_style_is_indented(enum xlsx_style style)
{
	return styles[style].indent;
}
