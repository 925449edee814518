/*
 * palette - the colours of a report, out of the two of a brand, or neutral ones. What
 * is text reads on its ground at 4.5:1 at least, for any brand that palette_fault lets
 * pass.
 *
 * The primary colour is a ground: of the cover, and of the heads of tables in the
 * workbook; the text on it is white or nearly black. The accent is text on paper:
 * links, marks. Where only one is given the other is made of it.
 */
#ifndef REPORT_LOOK_PALETTE_H
#define REPORT_LOOK_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/brand.h"

#define PALETTE_CONTRAST 4.5

struct palette {
	uint32_t cover_from, cover_to;	/* from the top left to the bottom right corner */
	uint32_t cover_ink, cover_soft; /* text on it */
	uint32_t ring;			/* circles over it, one over the other */
	double ring_alpha;		/* of each of at most four */
	uint32_t mark, mark_ink;	/* a shape that stands out on the cover; a sign on it */
	uint32_t accent;		/* text on paper */
	uint32_t wash;			/* a pale ground for it */
	uint32_t head, head_ink;	/* of a table in the workbook */
	uint32_t title;			/* large text in the workbook */
};

/* `brand` may be NULL. */
struct palette palette_of(const struct brand *brand);

/* The colour to put behind a logo on that ground, or -1 for none: an opaque picture
 * goes on in the colour of its edge; of what shines through, most is made for white
 * paper, and what is made for dark grounds gets one. */
struct logo;
int64_t palette_plate(const struct palette *palette, const struct logo *logo, uint32_t ground);

/* What is wrong with one of a brand's colours. */
struct palette_fault {
	const char *pair; /* "text on paper" */
	uint32_t other;	  /* what it stands with */
	double ratio;	  /* measured, cut (not rounded) to two digits */
	uint32_t instead; /* the nearest that would do, of the same hue */
};
enum palette_role { PALETTE_PRIMARY, PALETTE_ACCENT };

/* False if nothing is. */
bool palette_fault(enum palette_role role, uint32_t colour, struct palette_fault *fault);

#endif
