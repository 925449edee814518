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
	struct fleet_board *board = context;

	(void)snprintf(board->what, sizeof board->what, "%s", progress->what);
	board->progress = *progress;
}

struct watch fleet_part_watch(const struct fleet_part *part)
{
	return (struct watch){ .stop = &harden_stop_signal,
			       .progress = note,
			       .context = part->board };
}

struct fleet_board *fleet_boards_new(size_t count)
{
	void *memory = mmap(NULL, count * sizeof(struct fleet_board), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void fleet_boards_free(struct fleet_board *boards, size_t count)
{
	if (boards)
		(void)munmap(boards, count * sizeof *boards);
}
