#include "report/canvas/canvas.h"

#include <stdlib.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

static const struct canvas_ink fresh = { .fill = -1, .stroke = -1, .alpha = 100, .font = -1 };

struct canvas *canvas_new(struct text_engine *engine, const struct canvas_about *about)
{
	struct canvas *canvas = xcalloc(1, sizeof *canvas);

	canvas->text = engine;
	canvas->file = pdf_file_new();
	canvas->content = (struct str)STR_INIT(PDF_LIMIT);
	canvas->scratch = (struct str)STR_INIT(PDF_LIMIT);
	canvas->resources = pdf_file_object(canvas->file);
	canvas_about_copy(canvas, about);
	return canvas;
}

void canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	canvas_fonts_free(canvas);
	canvas_shadings_free(canvas);
	canvas_structure_free(canvas);
	canvas_navigation_free(canvas);
	canvas_about_free(canvas);
	for (size_t i = 0; i < canvas->page_count; i++)
		free(canvas->pages[i].nodes);
	free(canvas->pages);
	free(canvas->saved);
	free(canvas->images);
	str_release(&canvas->content);
	str_release(&canvas->scratch);
	pdf_file_free(canvas->file);
	free(canvas);
}

static void finish_page(struct canvas *canvas)
{
	if (!canvas->page_count)
		return;
	while (canvas->clip_count)
		canvas_clip_end(canvas);
	canvas_mark_end(canvas);
	pdf_file_content(canvas->file, str_text(&canvas->content), canvas->content.length);
	if (canvas->pages[canvas->page_count - 1].count)
		pdf_file_structure(canvas->file, (unsigned)canvas->page_count - 1);
	str_clear(&canvas->content);
}

void canvas_page(struct canvas *canvas, double width, double height)
{
	finish_page(canvas);
	ARRAY_RESERVE(canvas->pages, canvas->page_count, canvas->page_capacity);
	canvas->pages[canvas->page_count++] = (struct canvas_page_entry){
		.object = pdf_file_page(canvas->file, width, height, canvas->resources),
		.height = height,
	};
	canvas->ink = fresh;
	canvas->alpha = 1;
	canvas->node = 0;
}

static void write_alphas(const struct canvas *canvas, struct str *resources)
{
	str_puts(resources, "/ExtGState <<");
	for (int i = 0; i <= 100; i++) {
		if (!canvas->alphas[i])
			continue;
		str_printf(resources, "/A%d <</ca ", i);
		pdf_number(resources, i / 100.0);
		str_puts(resources, "/CA ");
		pdf_number(resources, i / 100.0);
		str_puts(resources, ">>");
	}
	str_puts(resources, ">>\n");
}

static void write_resources(struct canvas *canvas)
{
	struct str resources = STR_INIT(PDF_LIMIT);

	canvas_fonts_write(canvas, &resources);
	write_alphas(canvas, &resources);
	canvas_shadings_write(canvas, &resources);
	canvas_images_write(canvas, &resources);
	pdf_file_fill(canvas->file, canvas->resources, str_text(&resources), resources.length);
	str_release(&resources);
}

int canvas_save(struct canvas *canvas, const char *path, struct error *err)
{
	finish_page(canvas);
	if (!canvas->page_count)
		return error_set(err, "'%s': nothing was drawn", path);
	write_resources(canvas);
	const char *unknown = canvas_links_write(canvas), *unsaid = canvas_links_unsaid(canvas);
	canvas_bookmarks_write(canvas);
	canvas_about_write(canvas, canvas_structure_write(canvas));
	if (unknown)
		return error_set(err, "'%s': a link leads to '%s', which is nowhere", path,
				 unknown);
	if (unsaid)
		return error_set(err, "'%s': a link to '%s' does not say what it leads to", path,
				 unsaid);
	if (canvas->broken_font)
		return error_set(err, "'%s': the font '%s' cannot be embedded", path,
				 canvas->broken_font);
	if (canvas->content.overflow || canvas->scratch.overflow)
		return error_set(err, "'%s': a page is too large", path);
	return pdf_file_save(canvas->file, path, err);
}
