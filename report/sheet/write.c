#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/compose/paint.h"
#include "report/sheet/internal.h"

#define FOOTER 30.0 /* from the bottom edge to the baseline */
#define BAND 4.0

struct sheet_maker {
	const struct audit *audit;
	struct arena *arena;
	struct arena *own; /* of the sheet that was made last */
	struct sheet_facts *facts;
	struct text_engine *engine;
	struct palette palette;
	struct logo logo;
};

struct sheet_maker *sheet_maker_new(const struct audit *audit, struct error *err)
{
	const struct brand *brand = audit->presentation.brand;
	struct text_engine *engine = text_engine_new(err);
	struct error ignored; /* what cannot be decoded was refused with the brand file */

	if (!engine)
		return NULL;
	struct sheet_maker *maker = xcalloc(1, sizeof *maker);
	maker->audit = audit;
	maker->arena = arena_new();
	maker->facts = sheet_facts_new(maker->arena, audit);
	maker->engine = engine;
	maker->palette = palette_of(brand);
	if (brand && brand->logo.bytes)
		(void)logo_decode(&maker->logo, brand->logo.bytes, brand->logo.size, &ignored);
	return maker;
}

void sheet_maker_free(struct sheet_maker *maker)
{
	if (!maker)
		return;
	logo_release(&maker->logo);
	text_engine_free(maker->engine);
	arena_free(maker->own);
	arena_free(maker->arena);
	free(maker);
}

bool sheet_maker_asks(const struct sheet_maker *maker)
{
	for (int i = 0; i < ISSUE_COUNT; i++)
		if (maker->audit->looks[i].asked)
			return true;
	return false;
}

const struct sheet *sheet_of(struct sheet_maker *maker, const struct customer *customer)
{
	arena_free(maker->own);
	maker->own = arena_new();
	return sheet_facts_of(maker->facts, maker->own, customer);
}

enum overall sheet_outcome(const struct sheet *sheet)
{
	return sheet->outcome;
}

const char *sheet_file_name(struct arena *arena, const struct customer *customer)
{
	const char *slug = text_slug(arena, customer_name(customer), 60);

	return arena_printf(arena, "%lld-%s.pdf", (long long)customer->id,
			    *slug ? slug : "customer");
}

/* --- Drawing ---------------------------------------------------------------- */

struct pass {
	const struct sheet_maker *maker;
	const struct sheet *sheet;
	const struct flow_frame *frame;
};

static void below(const struct paint *paint, int look)
{
	const struct pass *pass = paint->context;

	if (look != LOOK_COVER)
		canvas_rect(paint->canvas, (struct canvas_box){ 0, 0, pass->frame->width, BAND },
			    pass->maker->palette.cover_to);
}

static void above(const struct paint *paint, const struct paint_page *page)
{
	static const struct text_style style = { 7.5, TEXT_REGULAR };
	const struct pass *pass = paint->context;
	const double left = pass->frame->left, right = pass->frame->width - pass->frame->right;
	const double y = pass->frame->height - FOOTER;
	const char *name = pass->sheet->short_name;
	const struct audit *audit = pass->maker->audit;
	char date[CLOCK_TEXT];

	clock_date(date, audit->assessed_at);
	/* Separated from its folder, and from its other page, it still says whose it is. */
	const char *text = arena_printf(
		pass->maker->own, "%s.syncromsp.com  ·  %s  ·  %s  ·  Page %zu of %zu",
		audit->account->subdomain, audit->profile->id, date, page->number, page->pages);
	const size_t length = strlen(text);
	const double width = text_width(pass->maker->engine, &style, text, length);

	canvas_rect(paint->canvas, (struct canvas_box){ left, y - 14, right - left, 0.5 },
		    THEME_RULE);
	canvas_text(paint->canvas, left, y, &style, THEME_MUTED, TEXT_AUTO, name,
		    text_line(pass->maker->engine, &style, name, strlen(name),
			      right - left - width - 30));
	canvas_text(paint->canvas, right - width, y, &style, THEME_MUTED, TEXT_LEFT_TO_RIGHT, text,
		    length);
}

static struct flow *lay_out(struct sheet_maker *maker, const struct sheet *sheet, int level)
{
	const struct flow_frame frame = paint_frame(maker->audit->presentation.paper, 44, 40, 52);
	const struct flow_measure measure = paint_measure(maker->engine);
	const struct sheet_dress dress = { &maker->palette, &maker->logo };
	struct flow *flow = flow_new(&frame, &measure);
	struct compose compose;

	compose_init(&compose, flow, maker->palette.accent, maker->palette.wash);
	sheet_compose(&compose, sheet, &dress, level);
	return flow;
}

/* The first level at which all of it stands on two pages. */
static struct flow *fit(struct sheet_maker *maker, const struct sheet *sheet)
{
	struct flow_result result;

	for (int level = 0; level < SHEET_LEVELS; level++) {
		struct flow *flow = lay_out(maker, sheet, level);
		flow_place(flow, &result);
		if (result.pages == 2)
			return flow;
		flow_free(flow);
	}
	return NULL;
}

static struct canvas *draw(struct sheet_maker *maker, const struct sheet *sheet, struct flow *flow)
{
	const struct audit *audit = maker->audit;
	const struct canvas_about about = {
		.title = arena_printf(maker->own, "%s: %s", sheet->title, sheet->short_name),
		.author = sheet->brand->organisation,
		.subject = sheet->sentence,
		.language = "en",
		.created_ms = audit->assessed_at,
	};
	struct canvas *canvas = canvas_new(maker->engine, &about);
	struct pass pass = { .maker = maker, .sheet = sheet, .frame = flow_page(flow) };
	const struct paint paint = { .canvas = canvas,
				     .palette = &maker->palette,
				     .logo = canvas_image_new(canvas, maker->logo.pixels,
							      maker->logo.width, maker->logo.height,
							      4),
				     .context = &pass,
				     .below = below,
				     .above = above };

	paint_flow(&paint, flow);
	return canvas;
}

int sheet_write(struct sheet_maker *maker, const struct sheet *sheet, const char *path,
		size_t *missing_glyphs, struct error *err)
{
	const size_t missing = text_missing(maker->engine);
	struct flow *flow = fit(maker, sheet);

	if (!flow)
		return error_set(err, "the sheet of customer %lld does not fit on two pages",
				 (long long)sheet->id);
	struct canvas *canvas = draw(maker, sheet, flow);
	int result = canvas_save(canvas, path, err);
	canvas_free(canvas);
	flow_free(flow);
	*missing_glyphs = text_missing(maker->engine) - missing;
	return result;
}
