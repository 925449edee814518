#include "audit/model/history.h"
#include "audit/core/mem.h"
#include "report/edition/internal.h"

const struct history *edition_history(struct arena *arena, const struct history *history)
{
	if (!history)
		return NULL;
	struct history *shown = arena_copy(arena, history, sizeof *shown);
	struct history_audit *audits =
		edition_rows(arena, EDITION_HISTORY_AUDIT, history->audits, history->count);

	for (size_t i = 0; i < history->count; i++) {
		audits[i].findings = NULL;
		audits[i].finding_count = 0;
	}
	shown->audits = audits;
	shown->subdomain = audits[history->count - 1].subdomain;
	shown->profile_id = audits[history->count - 1].profile_id;
	shown->rows = edition_rows(arena, EDITION_HISTORY_ROW, history->rows, history->row_count);
	return shown;
}
