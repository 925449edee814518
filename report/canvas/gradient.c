/* Gradients as real shadings, shadows, images. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

struct canvas_shading {
	uint32_t first, second;
	double x0, y0, x1, y1; /* from the box's lower left corner */
	unsigned object;
};

static size_t shading(struct canvas *canvas, const struct canvas_shading *wanted)
{
	for (size_t i = 0; i < canvas->shading_count; i++) {
		const struct canvas_shading *known = &canvas->shadings[i];
		if (known->first == wanted->first && known->second == wanted->second &&
		    fabs(known->x0 - wanted->x0) < 1e-3 && fabs(known->y0 - wanted->y0) < 1e-3 &&
		    fabs(known->x1 - wanted->x1) < 1e-3 && fabs(known->y1 - wanted->y1) < 1e-3)
			return i;
	}
	struct str *out = canvas_object(canvas);
	str_puts(out, "/ShadingType 2 /ColorSpace /DeviceRGB /Extend [true true]\n/Coords [");
	pdf_number(out, wanted->x0);
	pdf_number(out, wanted->y0);
	pdf_number(out, wanted->x1);
	pdf_number(out, wanted->y1);
	str_puts(out, "]\n/Function <</FunctionType 2 /Domain [0 1] /N 1 /C0 [");
	pdf_colour(out, wanted->first);
	str_puts(out, "] /C1 [");
	pdf_colour(out, wanted->second);
	str_puts(out, "]>>");
	ARRAY_RESERVE(canvas->shadings, canvas->shading_count, canvas->shading_capacity);
	canvas->shadings[canvas->shading_count] = *wanted;
	canvas->shadings[canvas->shading_count].object = canvas_new_object(canvas);
	return canvas->shading_count++;
}

void canvas_gradient(struct canvas *canvas, struct canvas_box box, double radius,
		     const struct canvas_gradient *gradient)
{
	const struct canvas_shading wanted = {
		.first = gradient->first,
		.second = gradient->second,
		.x0 = gradient->from.x * box.w,
		.y0 = (1 - gradient->from.y) * box.h,
		.x1 = gradient->to.x * box.w,
		.y1 = (1 - gradient->to.y) * box.h,
	};
	char use[32];

	if (!canvas_begin(canvas, -1, -1))
		return;
	(void)snprintf(use, sizeof use, "cm /S%zu sh Q\n", shading(canvas, &wanted));
	canvas_put(canvas, "q\n");
	canvas_path_box(canvas, box, radius);
	canvas_put(canvas, "W n\n1 0 0 1 ");
	canvas_put_point(canvas, box.x, box.y + box.h);
	canvas_put(canvas, use);
}

void canvas_shadow(struct canvas *canvas, struct canvas_box box, double radius)
{
	static const struct {
		double spread, alpha;
	} layers[] = { { 3, 0.02 }, { 2.25, 0.02 }, { 1.5, 0.03 }, { 0.75, 0.03 } };
	const double before = canvas->alpha;

	for (size_t i = 0; i < COUNT_OF(layers); i++) {
		double s = layers[i].spread;
		canvas->alpha = layers[i].alpha * before;
		canvas_rounded(canvas,
			       (struct canvas_box){ box.x - s, box.y - s + 1.2, box.w + 2 * s,
						    box.h + 2 * s },
			       radius + s, 0x1B2540);
	}
	canvas->alpha = before;
}

void canvas_shadings_write(struct canvas *canvas, struct str *resources)
{
	str_puts(resources, "/Shading <<");
	for (size_t i = 0; i < canvas->shading_count; i++)
		str_printf(resources, "/S%zu %u 0 R ", i, canvas->shadings[i].object);
	str_puts(resources, ">>\n");
}

void canvas_shadings_free(struct canvas *canvas)
{
	free(canvas->shadings);
}

static unsigned pixels_object(struct canvas *canvas, const unsigned char *bytes, size_t size,
			      size_t width, size_t height, const char *more)
{
	struct str *out = canvas_object(canvas);

	str_printf(out,
		   "/Type /XObject /Subtype /Image /Width %zu /Height %zu /BitsPerComponent 8 %s",
		   width, height, more);
	return pdf_file_stream(canvas->file, str_text(out), bytes, size, true);
}

int canvas_image_new(struct canvas *canvas, const unsigned char *pixels, size_t width,
		     size_t height, size_t channels)
{
	const size_t count = width * height;
	char more[64] = "/ColorSpace /DeviceRGB";

	if (!pixels || !width || !height || (channels != 3 && channels != 4))
		return -1;
	unsigned char *colours = xmalloc(count * 3), *alphas = xmalloc(count);
	for (size_t i = 0; i < count; i++) {
		for (size_t c = 0; c < 3; c++)
			colours[3 * i + c] = pixels[channels * i + c];
		alphas[i] = channels == 4 ? pixels[channels * i + 3] : 255;
	}
	if (channels == 4) {
		unsigned mask = pixels_object(canvas, alphas, count, width, height,
					      "/ColorSpace /DeviceGray");
		(void)snprintf(more, sizeof more, "/ColorSpace /DeviceRGB /SMask %u 0 R", mask);
	}
	ARRAY_RESERVE(canvas->images, canvas->image_count, canvas->image_capacity);
	canvas->images[canvas->image_count] =
		pixels_object(canvas, colours, count * 3, width, height, more);
	free(colours);
	free(alphas);
	return (int)canvas->image_count++;
}

void canvas_image(struct canvas *canvas, int image, struct canvas_box box)
{
	struct str *out = &canvas->content;

	if (image < 0 || (size_t)image >= canvas->image_count || !canvas_begin(canvas, -1, -1))
		return;
	canvas_put(canvas, "q ");
	pdf_number(out, box.w);
	canvas_put(canvas, "0 0 ");
	pdf_number(out, box.h);
	canvas_put_point(canvas, box.x, box.y + box.h);
	str_printf(out, "cm /I%d Do Q\n", image);
}

void canvas_images_write(struct canvas *canvas, struct str *resources)
{
	str_puts(resources, "/XObject <<");
	for (size_t i = 0; i < canvas->image_count; i++)
		str_printf(resources, "/I%zu %u 0 R ", i, canvas->images[i]);
	str_puts(resources, ">>\n");
}
