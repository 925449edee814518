#include <string.h>

#include "audit/core/mem.h"
#include "report/edition/internal.h"

const struct comparison *edition_comparison(struct arena *arena,
					    const struct comparison *comparison)
{
	if (!comparison)
		return NULL;
	struct comparison *shown = edition_rows(arena, EDITION_COMPARISON, comparison, 1);

	shown->findings = edition_rows(arena, EDITION_COMPARED, comparison->findings,
				       comparison->finding_count);
	shown->rows =
		edition_rows(arena, EDITION_COMPARED_ROW, comparison->rows, comparison->row_count);
	memcpy(shown->gaps, edition_texts(arena, shown->gaps, COMPARED_COUNT), sizeof shown->gaps);
	shown->earlier = NULL;
	shown->earlier_count = 0;
	return shown;
}
