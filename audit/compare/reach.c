#include "audit/compare/reach.h"

#include <string.h>

#include "audit/core/mem.h"

enum reach { REACH_PART, REACH_WHOLE, REACH_NOT_ASKED };

static enum reach reach_of(const struct results *results, enum source_id part)
{
	const char *not_asked = reason_name(REASON_NOT_REQUESTED);
	const char *path = source_path(part);

	for (size_t i = 0; i < results->source_count; i++) {
		const struct results_source *source = &results->sources[i];
		if (source->method || source->api || strcmp(source->path, path) != 0)
			continue;
		if (source->complete)
			return REACH_WHOLE;
		return source->reason && strcmp(source->reason, not_asked) == 0 ? REACH_NOT_ASKED
										: REACH_PART;
	}
	return REACH_PART;
}

const char *reach_short(const struct results *results, unsigned wanted)
{
	for (unsigned i = 0; i < SOURCE_COUNT; i++)
		if ((wanted & (1u << i)) && reach_of(results, (enum source_id)i) == REACH_PART)
			return source_label((enum source_id)i);
	return NULL;
}

const char *reach_once(const struct comparing *c, unsigned wanted)
{
	for (unsigned i = 0; i < SOURCE_COUNT; i++) {
		enum source_id part = (enum source_id)i;
		if ((wanted & (1u << i)) && (reach_of(c->before, part) == REACH_NOT_ASKED) !=
						    (reach_of(c->after, part) == REACH_NOT_ASKED))
			return arena_printf(c->arena, "only one of the two audits read the %s",
					    source_label(part));
	}
	return NULL;
}

const char *reach_gap(const struct comparing *c, const char *before, const char *after)
{
	if (before && after)
		return arena_printf(c->arena,
				    "%s, and in the earlier audit %s, so what came and what went "
				    "cannot be told",
				    after, before);
	if (before)
		return arena_printf(
			c->arena, "in the earlier audit %s, so what is new cannot be told", before);
	return after ? arena_printf(c->arena, "%s, so what is gone cannot be told", after) : "";
}
