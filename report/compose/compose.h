/*
 * compose - the typography of the report: headings, paragraphs, tables, panels,
 * badges and steps, made into blocks of a flow. The parts of the report speak
 * this language; how things look is decided here.
 *
 * Texts are borrowed and must live until the flow is drawn. "" and NULL texts
 * take no room, but a table's empty cell shows a dash.
 */
#ifndef REPORT_COMPOSE_COMPOSE_H
#define REPORT_COMPOSE_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"
#include "report/canvas/canvas.h"
#include "report/flow/flow.h"
#include "report/look/theme.h"

#define COMPOSE_GAP 12.0  /* between cards */
#define COMPOSE_NAME 84.0 /* width of the names of facts, and of what steps are for */

/* How a page is dressed, for flow's look. */
enum compose_look { LOOK_PLAIN, LOOK_TINTED, LOOK_COVER };

struct compose {
	struct flow *flow;
	uint32_t accent; /* of text on paper */
	uint32_t wash;	 /* a pale ground for it */
	int document;	 /* nodes */
	int section;
	int panel;
	enum compose_look look; /* of the page that the next part begins */
	double least; /* filled share that a page needs for a part to begin the next; 0: none */
	const struct flow_block *header; /* over what goes on on another page */
	double x, width;		 /* where text stands now: narrower in a panel */
	bool after_table;
	int list;	 /* of names and values, while nothing else came between */
	size_t list_end; /* nodes when its last item was added */
};

void compose_init(struct compose *compose, struct flow *flow, uint32_t accent, uint32_t wash);

/* The words that styles go by. */
enum compose_style {
	STYLE_BODY,
	STYLE_STRONG,
	STYLE_LEAD,
	STYLE_NOTE, /* small, muted */
	STYLE_LABEL,
	STYLE_CELL,
	STYLE_COUNT
};
struct flow_style compose_style(enum compose_style style);

/* A new block at the end that belongs to the open panel; its texts to a new node. */
struct flow_block *compose_block(struct compose *compose, enum canvas_role role);
/* Text into a block, in the node that is the block's; returns its height. */
double compose_text(struct compose *compose, struct flow_block *block, double x, double y,
		    double width, enum compose_style style, const char *text);

/* A part has a bookmark, a place and a line in the contents. It follows what is there, or
 * begins a page. */
void compose_part(struct compose *compose, const char *title, const char *place,
		  const char *subtitle);
void compose_page(struct compose *compose, const char *title, const char *place,
		  const char *subtitle);
/* The title of the report is of level 1, parts are of level 2, and these of level 3: over
 * a chapter of a part, and over what stands in a panel: smaller. */
void compose_heading(struct compose *compose, const char *text);
void compose_title(struct compose *compose, const char *text);
void compose_paragraph(struct compose *compose, enum compose_style style, const char *text);
/* A name at the left and what it names at the right: "Why it matters". Its block; NULL for
 * no text. */
struct flow_block *compose_fact(struct compose *compose, const char *name, const char *text);
/* 1. 2. 3. with what they are for, a heading of level 4: "How to fix it". */
void compose_steps(struct compose *compose, const char *name, const char *const *steps,
		   size_t count);
void compose_space(struct compose *compose, double height);
/* Makes a link of the box. */
struct compose_link {
	const char *target; /* a URL, or "#place" */
	const char *about;  /* what it leads to, in words that can stand alone */
};
void compose_link_box(struct flow_block *block, const struct compose_link *link, double x, double y,
		      double w, double h);

/* Makes links of the addresses in `text`, whose lines are the block's items from `first` on.
 * For texts of a profile only: what an account holds must not lead anywhere. */
void compose_link_addresses(struct compose *compose, struct flow_block *block, size_t first,
			    const char *text);

/* Blocks between begin and end stand in a panel, with a bar in `bar` (0: none). */
void compose_panel_begin(struct compose *compose, uint32_t bar);
void compose_panel_end(struct compose *compose);
/* What follows in the panel goes on under this name on other pages: "Job 2 (continued)". */
void compose_continued(struct compose *compose, const char *name);
/* One sentence or two in a coloured box with a symbol. */
void compose_callout(struct compose *compose, enum canvas_icon icon, struct theme_colour colour,
		     const char *text);
/* A card drawn into a block, behind what is added afterwards; not split. */
void compose_card_box(struct flow_block *block, double x, double y, double w, double h);

/* Pills with symbol and text; return their width. x, y is the top left corner. */
#define COMPOSE_BADGE_HEIGHT 15.0
enum canvas_icon compose_verdict_icon(enum verdict verdict);
double compose_badge(struct compose *compose, struct flow_block *block, double x, double y,
		     enum verdict verdict);
double compose_signed(struct compose *compose, struct flow_block *block, double x, double y,
		      struct theme_colour colour, enum canvas_icon icon, const char *text);
double compose_badge_width(struct compose *compose, enum verdict verdict);
double compose_signed_width(struct compose *compose, const char *text);
double compose_pill_width(struct compose *compose, const char *text);
/* Of the widest verdict. */
double compose_badge_most(struct compose *compose);
/* The symbol of a verdict alone; `text` is for who does not see it. */
double compose_mark(struct compose *compose, struct flow_block *block, double x, double y,
		    enum verdict verdict, bool framed, const char *text);
double compose_pill(struct compose *compose, struct flow_block *block, double x, double y,
		    struct theme_colour colour, const char *text);
/* Three little bars, as many filled as it is grave, and the word. */
double compose_severity(struct compose *compose, struct flow_block *block, double x, double y,
			enum severity severity);

enum compose_cell_kind {
	CELL_TEXT,
	CELL_STRONG,
	CELL_MUTED,
	CELL_VERDICT,  /* value = enum verdict */
	CELL_SEVERITY, /* value = enum severity */
	CELL_PILL,     /* text in colour */
	CELL_SIGNED,   /* the same behind a sign; value = enum canvas_icon */
	CELL_MARK,     /* value = enum verdict, as a symbol; text says it, below stands beside */
	CELL_KIND_COUNT
};

struct compose_cell {
	const char *text;
	const char *below;  /* a second, muted text; or NULL */
	const char *target; /* makes a link of the text: a URL, or "#place"; or NULL */
	const char *about;  /* what it leads to; NULL: the text says it */
	const char *place;  /* names the row; or NULL */
	enum compose_cell_kind kind;
	int value;
	struct theme_colour colour;
	bool framed; /* of a mark */
};

struct compose_column {
	const char *title;
	double share; /* of the width; they add up to 1 */
	bool right;   /* numbers */
};

#define COMPOSE_COLUMNS 9
#define COMPOSE_DENSE 1.7 /* the least pad, at which badges do not touch */

/* The header is repeated on every page; a row goes to the next page as a whole,
 * unless it is very high. The first two and the last two rows stay together. */
struct compose_table {
	struct compose *compose;
	struct compose_column columns[COMPOSE_COLUMNS];
	double badges[COMPOSE_COLUMNS]; /* widths; 0: words, which wrap */
	double widths[COMPOSE_COLUMNS]; /* once there is a row */
	size_t column_count;
	double pad; /* above and below the text of a row: to be set before the first one */
	size_t rows;
	int node;
	struct flow_block *header, *last, *before_last;
};

void compose_table_begin(struct compose *compose, struct compose_table *table,
			 const struct compose_column *columns, size_t count);
/* Before the first row: the widest badge of a column, for which the widest columns make room. */
void compose_table_fit(struct compose_table *table, size_t column, double badge);
void compose_table_row(struct compose_table *table, const struct compose_cell *cells);
/* A line across all columns that names the rows below it. */
void compose_table_group(struct compose_table *table, const char *text);
void compose_table_end(struct compose_table *table);

/* An item of a list: a name, and a value, which is the node that is returned. */
int compose_item(struct compose *compose, int *name);

/* Name above value, two to a row; an empty value is left out. */
struct compose_pair {
	const char *name;
	const char *value;
};
void compose_pairs(struct compose *compose, const struct compose_pair *pairs, size_t count);

/* Two lines to sign on, with who does below. */
void compose_signatures(struct compose *compose, const char *first, const char *second);

/* Parts of a whole. */
struct compose_slice {
	const char *label;
	size_t value;
	struct theme_colour colour;
	enum canvas_icon icon;
};

/* A ring with a number in its middle and a legend at its right, into a block's box. Each
 * part that has the room shows its sign and its number: nothing hangs on a colour. */
struct compose_donut {
	double x, y, width;
	const char *value, *below; /* in the middle */
	const char *alt;	   /* what it is of; its numbers are added */
	const struct compose_slice *slices;
	size_t count;
};
#define COMPOSE_DONUT_SIZE 112.0
void compose_donut(struct compose *compose, struct flow_block *block,
		   const struct compose_donut *donut);

/* A line of a bar chart: label, stacked bar with signs and numbers, note at its right;
 * returns its height. */
struct compose_bar {
	double x, y, width;
	const char *label, *note;
	const struct compose_slice *slices;
	size_t count;
	size_t longest; /* what the full width stands for */
};
double compose_bar(struct compose *compose, struct flow_block *block,
		   const struct compose_bar *bar);

/* printf into memory that lives as long as the flow. */
const char *compose_printf(struct compose *compose, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* "12,480" */
const char *compose_number(struct compose *compose, size_t number);
/* "1 customer", "12 customers" */
const char *compose_count(struct compose *compose, size_t number, const char *one,
			  const char *many);

#endif
