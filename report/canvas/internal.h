/*
 * canvas_parts - what the canvas_ files share; nobody else includes it.
 */
#ifndef REPORT_CANVAS_INTERNAL_H
#define REPORT_CANVAS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/str.h"
#include "report/canvas/canvas.h"
#include "report/canvas/file.h"
#include "report/text/shape.h"

/* What the page's graphics state is known to be. */
struct canvas_ink {
	int64_t fill, stroke; /* colours; -1 not set */
	int alpha;	      /* hundredths */
	int font;	      /* of the document; -1 not set */
	double font_size;
};

struct canvas_font;
struct canvas_annotation;
struct canvas_node;
struct canvas_kid;
struct canvas_link;
struct canvas_place;
struct canvas_bookmark;
struct canvas_shading;

/* A marked-content sequence of a page, by its number on it. */
struct canvas_page_entry {
	unsigned object;
	double height;
	int *nodes; /* by number */
	size_t count, capacity;
};

struct canvas {
	struct text_engine *text;
	struct pdf_file *file;
	unsigned resources;
	struct str content; /* of the page being drawn */
	struct str scratch; /* an object being written */

	struct canvas_page_entry *pages;
	size_t page_count, page_capacity;

	struct canvas_ink ink;
	struct canvas_ink *saved; /* one for each open clip */
	size_t clip_count, clip_capacity;
	double alpha; /* asked for */

	struct canvas_font *fonts;
	size_t font_count, font_capacity;
	const char *broken_font; /* could not be embedded */
	bool alphas[101];	 /* hundredths in use */
	struct canvas_shading *shadings;
	size_t shading_count, shading_capacity;
	unsigned *images;
	size_t image_count, image_capacity;

	struct canvas_node *nodes; /* [0] is the root */
	size_t node_count, node_capacity;
	struct canvas_kid *kids; /* [0] is unused */
	size_t kid_count, kid_capacity;
	struct canvas_annotation *annotations;
	size_t annotation_count, annotation_capacity;
	int node;	/* in use */
	bool is_marked; /* a sequence is open, for: */
	int marked_node;

	struct canvas_link *links;
	size_t link_count, link_capacity;
	struct canvas_place *places;
	size_t place_count, place_capacity;
	struct canvas_bookmark *bookmarks;
	size_t bookmark_count, bookmark_capacity;

	struct canvas_about *about;
	struct canvas_property *properties;
};

/* y of the PDF's own coordinates, which grow upward. */
double canvas_up(const struct canvas *canvas, double y);
/* "x y " */
void canvas_put_point(struct canvas *canvas, double x, double y);
void canvas_put(struct canvas *canvas, const char *operators);

/* Called before anything is drawn: false without a page. Brings the mark, the
 * transparency and, if not negative, the colours up to date. */
bool canvas_begin(struct canvas *canvas, int64_t fill, int64_t stroke);

/* A path, to be painted. */
void canvas_path_box(struct canvas *canvas, struct canvas_box box, double radius);

/* Fonts of the document. */
struct canvas_code {
	int font;
	unsigned code;
	double width; /* thousandths of the size */
};
struct canvas_code canvas_font_code(struct canvas *canvas, const struct text_glyph *glyph,
				    const char *text);
/* A code of that font that draws nothing, but shows the bytes and is that wide; code 0
 * when the font has nothing empty. */
struct canvas_code canvas_font_blank(struct canvas *canvas, int font, const char *text,
				     size_t length, double width);
void canvas_fonts_write(struct canvas *canvas, struct str *resources);
void canvas_fonts_free(struct canvas *canvas);

void canvas_shadings_write(struct canvas *canvas, struct str *resources);
void canvas_shadings_free(struct canvas *canvas);
void canvas_images_write(struct canvas *canvas, struct str *resources);

/* Structure. */
void canvas_mark(struct canvas *canvas);	    /* opens the sequence of the node in use */
void canvas_mark_end(struct canvas *canvas);	    /* closes what is open */
bool canvas_structure_write(struct canvas *canvas); /* false when there is none */
void canvas_structure_free(struct canvas *canvas);
/* A link on this page, which belongs to the ROLE_LINK in use, if there is one; its number. */
size_t canvas_annotate(struct canvas *canvas, unsigned object);
/* Its key into the parent tree; 0 when it belongs to no node. Known once all pages are there. */
size_t canvas_annotation_key(const struct canvas *canvas, size_t annotation);

/* Navigation. */
/* The place nobody named, or NULL. */
const char *canvas_links_write(struct canvas *canvas);
/* Where a link leads that does not say what to, or NULL. */
const char *canvas_links_unsaid(const struct canvas *canvas);
void canvas_bookmarks_write(struct canvas *canvas);
void canvas_navigation_free(struct canvas *canvas);

void canvas_about_copy(struct canvas *canvas, const struct canvas_about *about);
void canvas_about_write(struct canvas *canvas, bool is_tagged);
void canvas_about_free(struct canvas *canvas);

/* Starts the text of an object; ends it by filling or making the object. */
struct str *canvas_object(struct canvas *canvas);
void canvas_fill_object(struct canvas *canvas, unsigned object);
unsigned canvas_new_object(struct canvas *canvas);

#endif
