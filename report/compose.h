/*
 * compose - the typography of the report: headings, paragraphs, tables, cards,
 * badges and steps, made into blocks of a flow. The parts of the report speak
 * this language; how things look is decided here.
 *
 * Texts are borrowed and must live until the flow is drawn.
 */
#ifndef REPORT_COMPOSE_H
#define REPORT_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/vocabulary.h"
#include "report/flow.h"

/* Words of the logical structure, for flow_node. */
enum compose_tag {
	TAG_NONE,
	TAG_DOCUMENT,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_P,
	TAG_LIST,
	TAG_ITEM,
	TAG_TABLE,
	TAG_ROW,
	TAG_HEADER_CELL,
	TAG_CELL,
	TAG_FIGURE,
	TAG_LINK,
	TAG_COUNT
};

#define COMPOSE_INK 0x1B2540u
#define COMPOSE_MUTED 0x5B6780u
#define COMPOSE_RULE 0xE3E7EFu
#define COMPOSE_TINT 0xF5F7FBu

struct compose {
	struct flow *flow;
	uint32_t accent; /* the brand's colour, on white at least 4.5:1 */
	int document;	 /* node everything belongs to */
};

void compose_init(struct compose *compose, struct flow *flow, uint32_t accent);

/* A heading with bookmark and a place to jump to; level 1 starts a page. */
void compose_heading(struct compose *compose, int level, const char *text, const char *place);
void compose_paragraph(struct compose *compose, const char *text);
void compose_note(struct compose *compose, const char *text); /* small, muted */
/* A bold word over what it names: "What was found". */
void compose_label(struct compose *compose, const char *text);
/* 1. 2. 3. */
void compose_steps(struct compose *compose, const char *const *steps, size_t count);
/* Text that links to `target`: a URL, or "#place". */
void compose_link(struct compose *compose, const char *text, const char *target);
void compose_space(struct compose *compose, double height);

/* Draws a badge into a block; returns its width. Text, symbol and colour say the same. */
double compose_badge(struct compose *compose, struct flow_block *block, double x, double y,
		     enum verdict verdict);
#define COMPOSE_BADGE_HEIGHT 15.0

enum compose_cell_kind { CELL_TEXT, CELL_STRONG, CELL_MUTED, CELL_BADGE, CELL_LINK };

struct compose_cell {
	enum compose_cell_kind kind;
	const char *text;
	const char *target; /* of a link, as for compose_link */
	enum verdict verdict;
	uint32_t colour; /* of the text; 0 = by kind */
};

struct compose_column {
	const char *title;
	double share; /* of the width; they add up to 1 */
	enum flow_align align;
};

#define COMPOSE_COLUMNS 8

struct compose_table {
	struct compose *compose;
	struct compose_column columns[COMPOSE_COLUMNS];
	size_t column_count;
	size_t rows;
	int node;
	struct flow_block *header;
};

void compose_table(struct compose *compose, struct compose_table *table,
		   const struct compose_column *columns, size_t count);
void compose_row(struct compose_table *table, const struct compose_cell *cells);

/* Numbers side by side in cards: a title, a large value, a line below. */
struct compose_card {
	const char *title;
	const char *value;
	const char *below;
	uint32_t colour; /* of the value; 0 = ink */
};

void compose_cards(struct compose *compose, const struct compose_card *cards, size_t count);

/* Pairs of name and value, two to a row; an empty value is left out. */
struct compose_pair {
	const char *name;
	const char *value;
};

void compose_pairs(struct compose *compose, const struct compose_pair *pairs, size_t count);

#endif
