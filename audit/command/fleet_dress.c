#include "audit/command/fleet_dress.h"

#include "audit/command/paper.h"
#include "audit/evidence/evidence.h"
#include "audit/input/brand_file.h"

int fleet_dress_choose(struct arena *arena, const char *paper, const char *brand,
		       struct fleet_dress *out, struct error *err)
{
	struct evidence_input file = { .text = NULL };
	struct evidence_logo logo = { .bytes = NULL };

	*out = (struct fleet_dress){ .brand = NULL };
	if (paper_from_word(paper ? paper : paper_of_locale(), &out->paper, err) != 0)
		return -1;
	if (!brand)
		return 0;
	return brand_file_load(arena, brand, &file, &logo, err) == 0
		       ? brand_file_read(arena, &file, &logo, &out->brand, err)
		       : -1;
}
