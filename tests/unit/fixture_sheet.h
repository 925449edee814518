/*
 * sheet - pages 420 wide that a test composes, and what it finds on them.
 */
#ifndef TESTS_UNIT_FIXTURE_SHEET_H
#define TESTS_UNIT_FIXTURE_SHEET_H

#include <stddef.h>

#include "report/compose/compose.h"

struct sheet {
	struct flow *flow;
	struct compose compose;
	struct flow_result result;
};

/* Free sheet->flow with flow_free. */
void sheet_begin(struct sheet *sheet);
void sheet_finish(struct sheet *sheet);
const struct flow_item *sheet_item(const struct sheet *sheet, enum flow_kind kind, size_t number);
const struct flow_item *sheet_text(const struct sheet *sheet, const char *text);
int sheet_role(const struct sheet *sheet, int node);
int sheet_parent(const struct sheet *sheet, int node);
const char *sheet_said(const struct sheet *sheet, int node);
size_t sheet_children(const struct sheet *sheet, int parent, enum canvas_role role);

#endif
