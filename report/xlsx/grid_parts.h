/*
 * xlsx_grid_parts - which part of a workbook holds what: for grid.c only.
 */
#ifndef REPORT_XLSX_GRID_PARTS_H
#define REPORT_XLSX_GRID_PARTS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct xlsx_parts;

struct grid_places {
	size_t sheet, strings; /* of the parts; SIZE_MAX = there is none */
	bool since_1904;
};

/* Whatever prefix its names have. */
const char *grid_local(const char *name);

/* Refuses what no sheet to fill in has, and finds the one of that name. */
int grid_find(struct arena *arena, struct xlsx_parts *parts, const char *sheet,
	      struct grid_places *out, struct error *err);

#endif
