#include "audit/model/work.h"

#include <string.h>

#include "audit/core/words.h"

NAMES(work_state, enum work_state,
      WORK_STATES, [WORK_UNTOLD] = "", [WORK_OPEN] = "open", [WORK_IN_PROGRESS] = "in-progress",
      [WORK_FIXED] = "fixed", [WORK_ACCEPTED] = "accepted", [WORK_DISPUTED] = "disputed");

static const char *const labels[WORK_STATES] = {
	[WORK_UNTOLD] = "",	[WORK_OPEN] = "Open",	      [WORK_IN_PROGRESS] = "In progress",
	[WORK_FIXED] = "Fixed", [WORK_ACCEPTED] = "Accepted", [WORK_DISPUTED] = "Disputed",
};

const char *work_state_label(enum work_state state)
{
	return labels[state];
}

int work_state_of(const char *label)
{
	for (int i = 0; i < WORK_STATES; i++)
		if (strcmp(labels[i], label) == 0)
			return i;
	return -1;
}

const struct work_row *work_find(const struct work *work, const char *requirement)
{
	for (size_t i = 0; work && i < work->count; i++)
		if (strcmp(work->rows[i].requirement, requirement) == 0)
			return &work->rows[i];
	return NULL;
}

bool work_row_is_written(const struct work_row *row)
{
	return *row->owner || *row->due || row->state > WORK_OPEN || *row->response || *row->note;
}
