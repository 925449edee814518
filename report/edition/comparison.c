#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/edition/internal.h"

static bool is_about_another(const struct comparison_row *row, int64_t only)
{
	static const char object[] = "customer:";
	const char *named = strstr(row->key, object);

	if (row->kind == COMPARED_CUSTOMER || row->kind == COMPARED_ISSUE)
		return row->id != only;
	return named && strtoll(named + strlen(object), NULL, 10) != only;
}

static void show_rows(const struct editing *e, const struct comparison *from, struct comparison *to,
		      int64_t only)
{
	to->rows = arena_array(e->arena, from->row_count, sizeof *to->rows);
	to->row_count = 0;
	for (size_t i = 0; i < from->row_count; i++)
		if (!only || !is_about_another(&from->rows[i], only))
			to->rows[to->row_count++] = from->rows[i];
	to->rows = edition_rows(e, EDITION_COMPARED_ROW, to->rows, to->row_count);
}

static void show_gaps(const struct editing *e, struct comparison *to)
{
	const char **gaps = edition_texts(e, to->gaps, COMPARED_COUNT);

	if (gaps != to->gaps)
		memcpy(to->gaps, gaps, sizeof to->gaps);
}

const struct comparison *edition_comparison(const struct editing *edition,
					    const struct comparison *comparison, int64_t only)
{
	if (!comparison)
		return NULL;
	struct comparison *shown =
		arena_copy(edition->arena, edition_rows(edition, EDITION_COMPARISON, comparison, 1),
			   sizeof *shown);

	shown->findings = edition_rows(edition, EDITION_COMPARED, comparison->findings,
				       comparison->finding_count);
	show_rows(edition, comparison, shown, only);
	show_gaps(edition, shown);
	shown->earlier = NULL;
	shown->earlier_count = 0;
	return shown;
}
