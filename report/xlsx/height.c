/* How high rows are. */
#include "report/xlsx/internal.h"
#include "report/xlsx/text.h"

#define ROW_HEIGHT 15.0	 /* points, of a row nothing is said about */
#define ROW_MOST 409.0	 /* Excel allows no more */
#define LINE_HEIGHT 1.28 /* of the size of its font */
#define ROW_MARGIN 2.5	 /* points */
#define COLUMN_GAP 0.7	 /* characters: what a column is wider than its text may be */

static double lines_of(const struct xlsx_sheet *sheet, const struct xlsx_cell *cell, size_t column)
{
	struct xlsx_text_box box = { .size = xlsx_style_size(cell->style),
				     .bold = xlsx_style_is_bold(cell->style),
				     .indent = xlsx_style_is_indented(cell->style) };

	if (!xlsx_style_wraps(cell->style) || !cell->text)
		return 1;
	for (size_t i = column; i < column + xlsx_across(cell) && i < sheet->width_count; i++)
		box.width += sheet->widths[i] + (i > column ? COLUMN_GAP : 0);
	return box.width > 0 ? (double)xlsx_text_lines(cell->text, &box) : 1;
}

double xlsx_height_of(const struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	double height = 0;

	for (size_t i = 0, column = 0; i < count; column += xlsx_across(&cells[i++])) {
		const double size = xlsx_style_size(cells[i].style);
		const double wanted =
			lines_of(sheet, &cells[i], column) * size * LINE_HEIGHT + ROW_MARGIN;
		height = wanted > height ? wanted : height;
	}
	if (height <= ROW_HEIGHT + ROW_MARGIN)
		return 0;
	return height < ROW_MOST ? height : ROW_MOST;
}

void xlsx_height_set(struct xlsx_sheet *sheet, double height)
{
	if (height > 0)
		xlsx_note(sheet->book,
			  worksheet_set_row(sheet->worksheet, sheet->row, height, NULL));
}
