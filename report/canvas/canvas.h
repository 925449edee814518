/*
 * canvas - a PDF document being drawn: pages, shapes, text, bookmarks, links and
 * the logical structure that a screen reader follows.
 *
 * The origin is the top left corner of the page, x grows to the right, y DOWN,
 * units are points. Colours are 0xRRGGBB, strings UTF-8. Coordinates that are no
 * number or far outside are drawn as 0.
 *
 * Order of calls: canvas_new, then for each page canvas_page and drawing on it
 * (nothing is drawn without a page), canvas_save, canvas_free. A page is finished
 * and compressed when the next one starts. Nothing fails on the way: the first
 * error is kept and told by canvas_save.
 *
 * The same calls with the same fonts give the same bytes.
 */
#ifndef REPORT_CANVAS_CANVAS_H
#define REPORT_CANVAS_CANVAS_H

#include <stddef.h>
#include <stdint.h>

#include "report/text/engine.h"

struct error;
struct canvas;

#define CANVAS_A4_WIDTH 595.28
#define CANVAS_A4_HEIGHT 841.89
#define CANVAS_LETTER_WIDTH 612.0
#define CANVAS_LETTER_HEIGHT 792.0

/* Texts are copied; NULL is "". */
struct canvas_about {
	const char *title; /* shown in the window's title */
	const char *author;
	const char *subject;
	const char *keywords; /* separated by commas */
	const char *creator;  /* the program */
	const char *language; /* "en" */
	int64_t created_ms;   /* since 1970, UTC; also the date of change */
	/* Text for other programs to read back, kept in the document's metadata: pairs
	 * of name ([A-Za-z][A-Za-z0-9]*) and value. */
	const struct canvas_property {
		const char *name;
		const char *value;
	} * properties;
	size_t property_count;
};

/* The engine is borrowed and must outlive the canvas. Ends the program when out of memory. */
struct canvas *canvas_new(struct text_engine *engine, const struct canvas_about *about);
void canvas_free(struct canvas *canvas); /* NULL is fine */

/* Starts a page; all state (alpha, node, clips) is as at first. */
void canvas_page(struct canvas *canvas, double width, double height);

/*
 * Writes the document to `path`, over what is there; call once, last. On failure
 * (a full disk, for one) the file is removed. Nothing can be drawn afterwards.
 */
int canvas_save(struct canvas *canvas, const char *path, struct error *err);

/* --- Shapes ----------------------------------------------------------------- */

struct canvas_box {
	double x, y, w, h; /* top left corner and size */
};

struct canvas_point {
	double x, y;
};

/* For what is drawn from here on, 0 to 1; 1 at the start of a page and of a clip. */
void canvas_alpha(struct canvas *canvas, double alpha);

void canvas_rect(struct canvas *canvas, struct canvas_box box, uint32_t colour);
/* The radius is cut to half the shorter side: a pill has radius h / 2. */
void canvas_rounded(struct canvas *canvas, struct canvas_box box, double radius, uint32_t colour);
/* Stroked inside the box, so that the outline covers it exactly. */
void canvas_border(struct canvas *canvas, struct canvas_box box, double radius, double thickness,
		   uint32_t colour);
void canvas_circle(struct canvas *canvas, struct canvas_point centre, double radius,
		   uint32_t colour);
/* A donut's segment between two radii, from one angle to a later one, in turns
 * (0 to 1) clockwise from the top. A full turn is a closed ring; inner 0 is a slice. */
void canvas_ring(struct canvas *canvas, struct canvas_point centre, double outer, double inner,
		 double from, double to, uint32_t colour);
void canvas_polygon(struct canvas *canvas, const struct canvas_point *points, size_t count,
		    uint32_t colour);
/* Round ends and corners. */
void canvas_polyline(struct canvas *canvas, const struct canvas_point *points, size_t count,
		     double thickness, uint32_t colour);

/* A smooth linear gradient in a rounded box (radius 0: a plain one), from colour
 * `first` at point `from` to colour `second` at `to`, which are parts of the box: {0,0} is
 * its top left, {1,1} its bottom right corner. */
struct canvas_gradient {
	uint32_t first, second;
	struct canvas_point from, to;
};
void canvas_gradient(struct canvas *canvas, struct canvas_box box, double radius,
		     const struct canvas_gradient *gradient);
/* A soft shadow below a rounded box; draw it before the box. */
void canvas_shadow(struct canvas *canvas, struct canvas_box box, double radius);

/* Until the matching end nothing is drawn outside the rounded box. May be nested;
 * what a page leaves open is closed with it. */
void canvas_clip(struct canvas *canvas, struct canvas_box box, double radius);
void canvas_clip_end(struct canvas *canvas);

/* Symbols that fill a square box in the middle of the one given. */
enum canvas_icon {
	ICON_CHECK,
	ICON_CROSS,
	ICON_QUESTION,
	ICON_HAND, /* a person has to look */
	ICON_DASH, /* does not apply */
	ICON_INFO,
	ICON_BANG,
	ICON_ARROW, /* to the right */
	ICON_CLOCK,
	ICON_SHIELD,
	ICON_COUNT
};
void canvas_icon(struct canvas *canvas, enum canvas_icon icon, struct canvas_box box,
		 uint32_t colour);

/* Raw pixels, rows from the top, 3 (RGB) or 4 (RGBA) bytes each; they are copied.
 * Returns a number for canvas_image, -1 for no pixels. May be drawn on many pages. */
int canvas_image_new(struct canvas *canvas, const unsigned char *pixels, size_t width,
		     size_t height, size_t channels);
void canvas_image(struct canvas *canvas, int image, struct canvas_box box);

/* --- Text ------------------------------------------------------------------- */

/* One line, its left edge at x (for every script), its baseline at y. Returns its width. */
double canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
		   uint32_t colour, enum text_direction direction, const char *text, size_t length);

/* --- Structure -------------------------------------------------------------- */

/* What a node is to a reader. */
enum canvas_role {
	ROLE_NONE, /* not in the structure: its content is decoration */
	ROLE_DOCUMENT,
	ROLE_SECTION,
	ROLE_H1,
	ROLE_H2,
	ROLE_H3,
	ROLE_H4,
	ROLE_P,
	ROLE_LIST,
	ROLE_ITEM,
	ROLE_LABEL, /* of an item: its number, or its name */
	ROLE_BODY,  /* of an item */
	ROLE_TABLE,
	ROLE_ROW,
	ROLE_COLUMN_HEADER,
	ROLE_ROW_HEADER,
	ROLE_CELL,
	ROLE_FIGURE, /* give it an alternative text */
	ROLE_LINK,
	ROLE_SPAN,
	ROLE_CONTENTS,	    /* the table of contents */
	ROLE_CONTENTS_ITEM, /* a line of it */
	ROLE_COUNT
};

/*
 * A node of the logical structure below `parent` (0: a child of the root), after
 * the children that are there already. `alt` is the alternative text of a figure,
 * else "" or NULL. Nodes need no page, and content may be added on several.
 * Nodes that get no content and no children are left out. A node below a ROLE_NONE
 * node is decoration too: so a huge table is left untagged.
 */
int canvas_node(struct canvas *canvas, int parent, enum canvas_role role, const char *alt);
/* A cell that reaches over several columns, so that each row of its table has as many. */
void canvas_node_span(struct canvas *canvas, int node, int columns);
/* What is drawn from now on belongs to this node; 0, as on a new page: decoration
 * (page furniture, backgrounds), which readers skip. */
void canvas_use(struct canvas *canvas, int node);

/* --- Navigation ------------------------------------------------------------- */

/* A bookmark to y on this page, below the last one of a smaller level; level from 1.
 * Levels 2 and deeper start closed. */
void canvas_bookmark(struct canvas *canvas, int level, const char *title, double y);
/* Names this height of the page, for links drawn before or after. */
void canvas_place(struct canvas *canvas, const char *name, double y);
/* The box becomes a link; when the node in use is a ROLE_LINK (or below one), it
 * belongs to it. `about` says what it leads to, in words that mean something where they
 * stand alone: "JC-2.1" does not. A link to a place that is never named is an error told
 * by canvas_save, and so is one without `about`. */
void canvas_link_uri(struct canvas *canvas, struct canvas_box box, const char *uri,
		     const char *about);
void canvas_link_place(struct canvas *canvas, struct canvas_box box, const char *name,
		       const char *about);

#endif
