/*
 * flow_parts - what the files of flow share; for flow*.c only.
 */
#ifndef REPORT_FLOW_INTERNAL_H
#define REPORT_FLOW_INTERNAL_H

#include "report/flow/flow.h"

#define FLOW_TOLERANCE 0.01 /* sums of doubles */

/* Where a panel stands on one page. */
struct flow_segment {
	int panel;
	size_t page;
	double top, bottom; /* from the top margin */
};

struct flow {
	struct arena *arena;
	struct flow_frame frame;
	struct flow_measure measure;
	struct flow_block **blocks;
	size_t count, capacity;
	struct flow_block **headers; /* those that stand in no row of blocks */
	size_t header_count, header_capacity;
	struct flow_node *nodes;
	size_t node_count, node_capacity;
	struct flow_panel *panels;
	size_t panel_count, panel_capacity;

	/* While and after placing. */
	struct flow_placed *placed, *merged;
	size_t placed_count, placed_capacity;
	struct flow_segment *segments;
	size_t segment_count, segment_capacity;
	int *looks;
	size_t look_count, look_capacity;
	size_t page;
	double y;   /* from the top margin */
	bool fresh; /* nothing stands on the page yet */
	int panel;  /* the one that is open */
};

/* Puts panels behind what is placed and page numbers where they are asked for. */
void flow_finish(struct flow *flow, struct flow_result *result);

#endif
