/*
 * lines - where results.json tells of each finding and of each of its observations, for
 * formats that point at it: taken from the bytes that results.json is written in.
 */
#ifndef REPORT_FORMAT_LINES_H
#define REPORT_FORMAT_LINES_H

#include <stddef.h>

struct audit;
struct lines;

/* What stands on a line, without a comma behind it; columns are code points, the first is 1. */
struct line {
	size_t number, begin, end; /* `end` is the column behind it */
};

struct lines *lines_new(const struct audit *audit);
void lines_free(struct lines *lines);

/* Its id. */
struct line lines_finding(const struct lines *lines, size_t finding);
/* Its object. */
struct line lines_observation(const struct lines *lines, size_t finding, size_t observation);

#endif
