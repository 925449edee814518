#include <stdlib.h>

#include "audit/core/mem.h"
#include "report/look/theme.h"
#include "report/xlsx/internal.h"

static void add_series(struct xlsx_sheet *sheet, lxw_chart *chart, const struct xlsx_chart *what,
		       const struct xlsx_series *series)
{
	lxw_chart_series *added = chart_add_series(chart, NULL, NULL);
	lxw_row_t first = (lxw_row_t)what->first_row - 1, last = (lxw_row_t)what->last_row - 1;

	chart_series_set_categories(added, sheet->now, first, (lxw_col_t)what->label_column, last,
				    (lxw_col_t)what->label_column);
	chart_series_set_values(added, sheet->now, first, (lxw_col_t)series->column, last,
				(lxw_col_t)series->column);
	chart_series_set_name(added, series->name);
	if (what->kind == XLSX_BARS) {
		lxw_chart_fill fill = { .color = series->colour };
		chart_series_set_fill(added, &fill);
		return;
	}
	size_t count = what->last_row - what->first_row + 1;
	lxw_chart_fill *fills = xcalloc(count, sizeof *fills);
	lxw_chart_point *points = xcalloc(count, sizeof *points);
	lxw_chart_point **list = xcalloc(count + 1, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		fills[i].color = what->slices[i];
		points[i].fill = &fills[i];
		list[i] = &points[i];
	}
	chart_series_set_points(added, list);
	chart_series_set_labels(added);
	/* Nothing beside a slice that is not there. */
	chart_series_set_labels_num_format(added, "0;;");
	chart_series_set_labels_font(added,
				     &(lxw_chart_font){ .bold = LXW_TRUE, .color = 0xFFFFFF });
	free(list);
	free(points);
	free(fills);
}

/* Categories from the top down, as in the table; whole numbers; the grid in the background. */
static void dress_bars(lxw_chart *chart)
{
	lxw_chart_line grid = { .color = THEME_RULE, .width = 0.75 };

	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_num_format(chart->x_axis, "0");
	chart_set_series_gap(chart, 45);
	/* As the library names them, the values run along x also where bars lie. */
	chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
}

void xlsx_sheet_chart(struct xlsx_sheet *sheet, const struct xlsx_chart *what)
{
	static const uint8_t types[] = {
		[XLSX_DOUGHNUT] = LXW_CHART_DOUGHNUT, [XLSX_BARS] = LXW_CHART_BAR_STACKED
	};

	if (!sheet->worksheet)
		return;
	lxw_chart *chart = workbook_add_chart(sheet->book->workbook, types[what->kind]);
	lxw_chart_options place = {
		.x_offset = what->x_offset,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = UNCONST(what->description),
		.x_scale = what->width / 480.0,
		.y_scale = what->height / 288.0,
	};

	for (size_t i = 0; i < what->series_count; i++)
		add_series(sheet, chart, what, &what->series[i]);
	chart_title_set_name(chart, what->title);
	chart_title_set_name_font(
		chart, &(lxw_chart_font){ .name = UNCONST(FONT), .size = 12, .color = 0x1B2540 });
	if (what->kind == XLSX_DOUGHNUT)
		chart_set_hole_size(chart, 60);
	else
		dress_bars(chart);
	xlsx_note(sheet->book,
		  worksheet_insert_chart_opt(sheet->worksheet, (lxw_row_t)what->at_row,
					     (lxw_col_t)what->at_column, chart, &place));
}

void xlsx_sheet_image(struct xlsx_sheet *sheet, const struct xlsx_image *image)
{
	lxw_image_options place = {
		.x_offset = 6,
		.y_offset = 6,
		.x_scale = image->scale,
		.y_scale = image->scale,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = UNCONST(image->description),
	};

	if (!sheet->worksheet)
		return;
	/* The height first: the library places the picture by it. */
	xlsx_note(sheet->book,
		  worksheet_set_row(sheet->worksheet, sheet->row, image->height, NULL));
	xlsx_note(sheet->book, worksheet_insert_image_buffer_opt(sheet->worksheet, sheet->row, 0,
								 image->png, image->size, &place));
	sheet->row++;
}
