/* The ground of the canvas: coordinates, operators, objects. */
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

double canvas_up(const struct canvas *canvas, double y)
{
	return canvas->pages[canvas->page_count - 1].height - y;
}

void canvas_put_point(struct canvas *canvas, double x, double y)
{
	pdf_number(&canvas->content, x);
	pdf_number(&canvas->content, canvas_up(canvas, y));
}

void canvas_put(struct canvas *canvas, const char *operators)
{
	str_puts(&canvas->content, operators);
}

struct str *canvas_object(struct canvas *canvas)
{
	str_clear(&canvas->scratch);
	return &canvas->scratch;
}

void canvas_fill_object(struct canvas *canvas, unsigned object)
{
	pdf_file_fill(canvas->file, object, str_text(&canvas->scratch), canvas->scratch.length);
}

unsigned canvas_new_object(struct canvas *canvas)
{
	unsigned object = pdf_file_object(canvas->file);

	canvas_fill_object(canvas, object);
	return object;
}
