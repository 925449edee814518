/*
 * flow - blocks of a report laid out onto pages, as data: nothing is drawn
 * here, so it can be tested without a PDF or a font.
 *
 * A block is a piece with a height and items at places inside it. flow_place
 * puts blocks one below the other and starts pages. It keeps headings with what
 * follows, repeats the headers of tables, splits blocks at the breaks they allow,
 * and draws panels around the blocks that belong to them, page by page. What is
 * taller than a page is split between its lines of text: nothing is cut. The
 * result is a list of items on pages, panels first, then in reading order.
 *
 * Units are points, y grows downward; x is 0 at the left margin. Memory belongs
 * to the flow; texts are borrowed and must live as long (see flow_arena).
 */
#ifndef REPORT_FLOW_FLOW_H
#define REPORT_FLOW_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct flow;

struct flow_frame {
	double width, height;		 /* of the page */
	double left, right, top, bottom; /* margins */
};

enum flow_weight { FLOW_REGULAR, FLOW_SEMIBOLD, FLOW_BOLD };

struct flow_style {
	double size;
	enum flow_weight weight;
	uint32_t colour; /* 0xRRGGBB */
};

enum flow_kind {
	FLOW_TEXT,     /* one line; y is the baseline */
	FLOW_PAGE_OF,  /* the number of the page that the place named text is on, to the
			* right end of the box; placed as a FLOW_TEXT */
	FLOW_RECT,     /* filled; cut where its block is split, like the next two */
	FLOW_ROUNDED,  /* filled, radius */
	FLOW_BORDER,   /* stroked inside the box, radius */
	FLOW_GRADIENT, /* rounded, from colour at the left to second at the right */
	FLOW_SHADOW,   /* below a rounded box */
	FLOW_RULE,     /* a line along the top of its box */
	FLOW_RING,     /* around the middle of its box, inner radius = radius, from to */
	FLOW_ICON,     /* the drawing pass's symbol `value` */
	FLOW_IMAGE,    /* the drawing pass's picture `value`, filling its box */
	FLOW_URI,      /* the box links to text */
	FLOW_JUMP,     /* the box links to the place named text */
	FLOW_PLACE,    /* the place named text */
	FLOW_BOOKMARK, /* text, level in value */
};

/* The logical structure is a tree of its own, apart from where things stand: an
 * item belongs to a node; 0 is none (decoration). */
struct flow_node {
	int parent;	  /* smaller than the node's own number */
	int role;	  /* the drawing pass's word for it */
	const char *text; /* alternative text of a figure, or "" */
	int columns;	  /* of a cell that reaches over several, else 0 */
};

struct flow_item {
	enum flow_kind kind;
	double x, y, w, h;
	double radius;
	double from, to; /* of a ring, in turns, clockwise from the top */
	struct flow_style style;
	uint32_t colour, second;
	int value;
	int node;
	bool right_to_left; /* of a text: its paragraph is */
	bool torn;	    /* of a text: the next line goes on without a space */
	const char *text;   /* of a FLOW_TEXT: `length` bytes, no NUL */
	size_t length;
	const char *about; /* of a link: what it leads to, in words */
};

struct flow_block {
	struct flow_item *items;
	size_t count, capacity;
	int node; /* texts and links added without one belong to it */
	double height;
	double space_before; /* not at the top of a page */
	bool keep_with_next;
	bool new_page; /* starts a page */
	double least;  /* of it, filled share that the page before needs for that; 0: none */
	int look;      /* of that page alone; the drawing pass's number */
	int panel;     /* 0 or what flow_panel gave; neighbours with the same share it */
	const struct flow_block *header; /* repeated where this block starts a page, with its own */
	double *breaks;			 /* heights at which it may be split, rising */
	size_t break_count, break_capacity;
};

/* Drawn behind the blocks that name it, on every page they reach. */
struct flow_panel {
	double x, w;
	double pad; /* above its first and below its last block on a page */
	double radius;
	uint32_t fill, border;
	uint32_t bar; /* along its left side; 0 = none */
	bool shadow;
};

struct flow_placed {
	struct flow_item item; /* x, y on the page */
	size_t page;	       /* from 0 */
	bool repeated;	       /* of a header shown again: decoration */
};

struct flow_result {
	const struct flow_placed *items;
	size_t count;
	size_t pages;
	const int *looks; /* one a page; 0 where no block begins it as a new_page */
};

/* How wide text is and where its lines end; by the caller, so that no font is
 * needed here. */
struct flow_measure {
	void *context;
	double (*width)(void *context, const struct flow_style *style, const char *text,
			size_t length);
	/* Bytes of `text` that make up the next line: at least a character, at most
	 * `width` wide where that is possible; every byte is on some line. */
	size_t (*line)(void *context, const struct flow_style *style, const char *text,
		       size_t length, double width);
	bool (*right_to_left)(void *context, const char *text, size_t length);
};

struct flow *flow_new(const struct flow_frame *frame, const struct flow_measure *measure);
void flow_free(struct flow *flow); /* NULL is fine */
struct arena *flow_arena(struct flow *flow);
const struct flow_frame *flow_page(const struct flow *flow);
double flow_width(const struct flow *flow); /* between the margins */
double flow_height(const struct flow *flow);

int flow_node(struct flow *flow, int parent, int role, const char *text);
void flow_node_span(struct flow *flow, int node, int columns);
const struct flow_node *flow_nodes(const struct flow *flow, size_t *count); /* [0] is unused */
int flow_panel(struct flow *flow, const struct flow_panel *panel);

struct flow_block *flow_block(struct flow *flow); /* new and empty, at the end */
/* One that stands nowhere by itself: to be the header of others. */
struct flow_block *flow_header(struct flow *flow);
void flow_drop(struct flow *flow, size_t count); /* takes the last blocks back */
/* Keeps the last block with the next one. */
void flow_keep(struct flow *flow);
size_t flow_count(const struct flow *flow);
/* Keeps the blocks from number `first` on on one page, if they take no more than
 * `share` of it; what follows them may stand on the next. */
void flow_keep_together(struct flow *flow, size_t first, double share);
/* Height of all blocks since the last one that starts a page. */
double flow_used(const struct flow *flow);
struct flow_item *flow_add(struct flow_block *block, const struct flow_item *item);
void flow_allow_break(struct flow_block *block, double y);

/* FLOW_START is left, for right-to-left text right. */
enum flow_align { FLOW_START, FLOW_LEFT, FLOW_RIGHT, FLOW_CENTRE };

#define FLOW_LINES_MOST 200 /* a few pages: nobody reads a name of thousands */
struct flow_text {
	double x, y, width;
	struct flow_style style;
	enum flow_align align;
	bool breaks;	   /* the block may be split between its lines, two on either side */
	size_t lines_most; /* what is left then becomes a line of "…"; 0 = FLOW_LINES_MOST */
};

/* Wraps text into a box of the block; returns the height used, 0 for "". */
double flow_text(struct flow *flow, struct flow_block *block, const struct flow_text *how,
		 const char *text);
/* The least width at which a text takes no more lines than at `width`: lines of one length. */
double flow_balanced_width(const struct flow *flow, const struct flow_style *style,
			   const char *text, double width);
double flow_line_height(const struct flow_style *style);
double flow_baseline(const struct flow_style *style); /* below the top of a line */
double flow_text_width(const struct flow *flow, const struct flow_style *style, const char *text);
bool flow_is_right_to_left(const struct flow *flow, const char *text);

/* Lays everything out; memory is the flow's, until the next call. */
void flow_place(struct flow *flow, struct flow_result *result);

#endif
