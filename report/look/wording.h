/*
 * wording - a brand's texts for one reader: {customer} and {account} in them stand for
 * names.
 */
#ifndef REPORT_LOOK_WORDING_H
#define REPORT_LOOK_WORDING_H

#include "audit/model/brand.h"

struct arena;

/* Of who gave no brand: every text is empty. */
extern const struct brand wording_no_brand;

/* A copy in the arena with every text filled in; what is not filled in is borrowed. */
const struct brand *wording_fill(struct arena *arena, const struct brand *brand,
				 const char *customer, const char *account);

#endif
