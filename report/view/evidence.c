#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/observation.h"
#include "report/view/view.h"

#define RANGE_LEAST 3 /* two that follow each other are no range */

/* How many of them follow each other; 1 if they are too few for a range. */
static size_t run_length(const char **names, size_t count)
{
	size_t run = 1;

	while (run < count && request_place(names[run]) == request_place(names[0]) + run)
		run++;
	return run < RANGE_LEAST ? 1 : run;
}

static const char *in_words(const struct view *view, const struct observation *observations,
			    size_t observation_count)
{
	struct str out = STR_INIT(STR_BODY);
	size_t count, run;
	const char **names =
		observation_evidence(view->arena, observations, observation_count, &count);

	for (size_t i = 0; i < count; i += run) {
		run = run_length(names + i, count - i);
		str_printf(&out, "%s%s", i ? ", " : "", names[i]);
		if (run > 1)
			str_printf(&out, " to %s", names[i + run - 1]);
	}
	return str_keep(&out, view->arena);
}

const char *view_evidence(const struct view *view, const struct observation *observation)
{
	return in_words(view, observation, 1);
}

const char *view_evidence_of(const struct view *view, const struct finding *finding)
{
	return in_words(view, finding->observations, finding->observation_count);
}
