#include "report/sheet/ticks.h"

#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/compose/compose.h"
#include "report/compose/paint.h"
#include "report/look/palette.h"

#define BAND 4.0
#define FOOTER 26.0
#define BOX "☐"

/* In two halves, each read down: as on the token page. */
#define HALVES 2

static const char *box(bool asked)
{
	return asked ? BOX : "";
}

static const char *name_of(struct arena *arena, const struct tick *tick)
{
	return tick->unsure ? arena_printf(arena, "%s" TICK_UNSURE, tick->permission)
			    : tick->permission;
}

/* The cells of one half; blank ones behind the last. */
static void fill(struct arena *arena, struct compose_cell *cells, const struct tick_sheet *sheet,
		 size_t index)
{
	static const struct compose_cell blank = { .kind = CELL_TEXT, .text = " " };
	const size_t fields = sheet->of_user ? 3 : 2;

	for (size_t i = 0; i < fields; i++)
		cells[i] = blank;
	if (index >= sheet->count)
		return;
	const struct tick *tick = &sheet->ticks[index];
	cells[0] = (struct compose_cell){ .kind = CELL_STRONG, .text = box(tick->of_token) };
	if (sheet->of_user)
		cells[1] = (struct compose_cell){ .kind = CELL_STRONG, .text = box(tick->of_user) };
	cells[fields - 1] = (struct compose_cell){ .kind = CELL_TEXT,
						   .text = name_of(arena, tick),
						   .below = *tick->who ? tick->who : NULL };
}

static void add_ticks(struct compose *compose, struct arena *arena, const struct tick_sheet *sheet)
{
	static const struct compose_column with_group[] = {
		{ "Token", 0.07, false }, { "Group", 0.075, false }, { "Permission", 0.355, false },
		{ "Token", 0.07, false }, { "Group", 0.075, false }, { "Permission", 0.355, false },
	};
	static const struct compose_column without[] = {
		{ "Token", 0.07, false },
		{ "Permission", 0.43, false },
		{ "Token", 0.07, false },
		{ "Permission", 0.43, false },
	};
	const size_t count = sheet->of_user ? COUNT_OF(with_group) : COUNT_OF(without);
	const size_t rows = (sheet->count + HALVES - 1) / HALVES;
	struct compose_table table;

	compose_table_begin(compose, &table, sheet->of_user ? with_group : without, count);
	for (size_t row = 0; row < rows; row++) {
		struct compose_cell cells[COUNT_OF(with_group)];
		for (size_t half = 0; half < HALVES; half++)
			fill(arena, &cells[half * count / HALVES], sheet, half * rows + row);
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static void compose_sheet(struct compose *compose, struct arena *arena,
			  const struct tick_sheet *sheet)
{
	compose->section = flow_node(compose->flow, compose->document, ROLE_SECTION, "");
	compose_title(compose, sheet->title);
	compose_paragraph(compose, STYLE_BODY, sheet->summary);
	compose_space(compose, 4);
	if (sheet->count)
		add_ticks(compose, arena, sheet);
	compose_space(compose, 4);
	for (size_t i = 0; i < sheet->note_count; i++)
		compose_paragraph(compose, STYLE_NOTE, sheet->notes[i]);
}

struct pass {
	const struct tick_sheet *sheet;
	const struct flow_frame *frame;
	struct text_engine *engine;
	const struct palette *palette;
};

static void below(const struct paint *paint, int look)
{
	const struct pass *pass = paint->context;

	(void)look;
	canvas_rect(paint->canvas, (struct canvas_box){ 0, 0, pass->frame->width, BAND },
		    pass->palette->cover_to);
}

static void above(const struct paint *paint, const struct paint_page *page)
{
	static const struct text_style style = { 7.5, TEXT_REGULAR };
	const struct pass *pass = paint->context;
	char text[40];
	const int length =
		snprintf(text, sizeof text, "Page %zu of %zu", page->number, page->pages);

	if (page->pages > 1)
		canvas_text(paint->canvas, pass->frame->left, pass->frame->height - FOOTER, &style,
			    THEME_MUTED, TEXT_LEFT_TO_RIGHT, text, (size_t)length);
}

static void draw(struct canvas *canvas, struct text_engine *engine, const struct palette *palette,
		 const struct tick_sheet *sheet)
{
	const struct flow_frame frame = paint_frame(sheet->paper, 36, 28, 36);
	const struct flow_measure measure = paint_measure(engine);
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;
	struct arena *arena = arena_new();
	struct compose compose;

	compose_init(&compose, flow, palette->accent, palette->wash);
	compose_sheet(&compose, arena, sheet);
	flow_place(flow, &result);
	struct pass pass = { sheet, &frame, engine, palette };
	const struct paint paint = { .canvas = canvas,
				     .context = &pass,
				     .palette = palette,
				     .logo = -1,
				     .below = below,
				     .above = above };
	paint_flow(&paint, flow);
	flow_free(flow);
	arena_free(arena);
}

int tick_sheet_write(const struct tick_sheet *sheet, const char *path, struct error *err)
{
	struct text_engine *engine = text_engine_new(err);
	const struct palette palette = palette_of(NULL);
	const struct canvas_about about = {
		.title = sheet->title,
		.author = "",
		.subject = sheet->summary,
		.keywords = "",
		.creator = "syncro-audit",
		.language = "en",
		.created_ms = sheet->created_ms,
	};

	if (!engine)
		return -1;
	struct canvas *canvas = canvas_new(engine, &about);
	draw(canvas, engine, &palette, sheet);
	int result = canvas_save(canvas, path, err);
	canvas_free(canvas);
	text_engine_free(engine);
	return result;
}
