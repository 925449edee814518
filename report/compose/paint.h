/*
 * paint - a flow drawn onto the pages of a canvas; what else is on a page is the
 * caller's.
 */
#ifndef REPORT_COMPOSE_PAINT_H
#define REPORT_COMPOSE_PAINT_H

#include "audit/model/audit.h"
#include "report/compose/compose.h"
#include "report/look/palette.h"

struct text_engine;

struct paint_page {
	int look;
	size_t number; /* from 1 */
	size_t pages;
	const char *part; /* the part that it begins in, or with; "" = none */
};

/* What a FLOW_IMAGE shows, by its value. */
enum paint_image {
	PAINT_COVER, /* needs no file: rings of light over the brand's ground */
	PAINT_LOGO
};

struct paint {
	struct canvas *canvas;
	const struct palette *palette;
	int logo; /* the canvas's number of it, or -1 */
	void *context;
	/* Of each page, below what stands on it, and above. */
	void (*below)(const struct paint *paint, int look);
	void (*above)(const struct paint *paint, const struct paint_page *page);
};

void paint_flow(const struct paint *paint, struct flow *flow);

/* A page of that paper; the margins in points, left and right the same. */
struct flow_frame paint_frame(enum paper paper, double side, double top, double bottom);

/* How wide texts are with the fonts of an engine, which must outlive the flow. */
struct flow_measure paint_measure(struct text_engine *engine);

#endif
