/* Colour, transparency and mark, brought up to date before anything is drawn. */
#include <math.h>

#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

void canvas_alpha(struct canvas *canvas, double alpha)
{
	canvas->alpha = alpha >= 0 && alpha <= 1 ? alpha : 1;
}

bool canvas_begin(struct canvas *canvas, int64_t fill, int64_t stroke)
{
	struct str *out = &canvas->content;
	int alpha = (int)lround(canvas->alpha * 100);

	if (!canvas->page_count)
		return false;
	canvas_mark(canvas);
	if (alpha != canvas->ink.alpha) {
		canvas->alphas[alpha] = true;
		str_printf(out, "/A%d gs\n", alpha);
		canvas->ink.alpha = alpha;
	}
	if (fill >= 0 && fill != canvas->ink.fill) {
		pdf_colour(out, (uint32_t)fill);
		str_puts(out, "rg\n");
		canvas->ink.fill = fill;
	}
	if (stroke >= 0 && stroke != canvas->ink.stroke) {
		pdf_colour(out, (uint32_t)stroke);
		str_puts(out, "RG\n");
		canvas->ink.stroke = stroke;
	}
	return true;
}
