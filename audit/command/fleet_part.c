#include "audit/command/fleet_part.h"

#include <stdio.h>
#include <sys/mman.h>

#include "audit/command/harden.h"

struct turns *fleet_part_turns(const struct fleet_part *part)
{
	return part ? part->turns : NULL;
}

static void note(void *context, const struct progress *progress)
{
	struct fleet_report *report = context;

	(void)snprintf(report->what, sizeof report->what, "%s", progress->what);
	report->progress = *progress;
}

struct watch fleet_part_watch(const struct fleet_part *part)
{
	return (struct watch){ .stop = &harden_stop_signal,
			       .progress = note,
			       .context = part->report };
}

struct fleet_report *fleet_reports_new(size_t count)
{
	void *memory = mmap(NULL, count * sizeof(struct fleet_report), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void fleet_reports_free(struct fleet_report *reports, size_t count)
{
	if (reports)
		(void)munmap(reports, count * sizeof *reports);
}
