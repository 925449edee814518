/*
 * fixture_flow - a made-up font for tests of the layout: every character is half
 * as wide as the type is high, lines end after spaces, and a text that begins with
 * '<' or a Hebrew letter runs from right to left.
 */
#ifndef TESTS_FIXTURE_FLOW_H
#define TESTS_FIXTURE_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "report/flow/flow.h"

struct arena;

extern const struct flow_measure fixture_flow_measure;
extern const struct flow_frame fixture_flow_frame; /* 220 by 320, margins of 10 */
extern const struct flow_style fixture_flow_body;  /* 10 high */

/* Numbers below `below`, the same after the same seed. */
void fixture_flow_seed(uint32_t seed);
uint32_t fixture_flow_draw(uint32_t below);
/* "w0 w1xx w2": `count` words of many lengths, numbered from *number on. */
char *fixture_flow_words(struct arena *arena, int *number, uint32_t count);

struct flow_block *fixture_flow_paragraph(struct flow *flow, const char *text, bool breaks);
/* A block of that height with one word at its top. */
struct flow_block *fixture_flow_solid(struct flow *flow, double height, const char *name);

bool fixture_flow_is(const struct flow_placed *placed, const char *name);

#endif
