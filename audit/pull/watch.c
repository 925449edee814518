#include "audit/pull/watch.h"

bool watch_wants_stop(const struct watch *watch)
{
	return watch->stop && *watch->stop;
}

void watch_progress(const struct watch *watch, const struct progress *progress)
{
	if (watch->progress)
		watch->progress(watch->context, progress);
}
