/*
 * theme - colours and their meaning, the same in PDF and workbook. Colours are
 * 0xRRGGBB; ink on its own pale ground has a contrast of at least 4.5:1.
 */
#ifndef REPORT_LOOK_THEME_H
#define REPORT_LOOK_THEME_H

#include <stdint.h>

#include "audit/model/vocabulary.h"

struct theme_colour {
	uint32_t ink;	/* text and symbols */
	uint32_t pale;	/* behind them */
	uint32_t solid; /* charts: 3:1 at least on white (WCAG 1.4.11) */
};

#define THEME_ACCENT 0x1D4F91u /* links, marks; 4.5:1 on white */
#define THEME_INK 0x1B2540u
#define THEME_MUTED 0x56617Au /* 4.5:1 on every ground below */
#define THEME_RULE 0xE1E6EFu
#define THEME_TINT 0xF4F6FAu
#define THEME_DEEP 0x0D1B3Eu /* the cover */

struct theme_colour theme_verdict(enum verdict verdict);
struct theme_colour theme_overall(enum overall verdict);
struct theme_colour theme_class(enum permission_class class);
struct theme_colour theme_severity(enum severity severity);

/* Of a sign or a number on a filled part of a chart; at least 4.5:1 on a `solid`. */
uint32_t theme_sign(uint32_t fill);

/* WCAG 2 contrast ratio, 1 to 21. */
double theme_contrast(uint32_t a, uint32_t b);

#endif
