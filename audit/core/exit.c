#include "audit/core/exit.h"

#include <stddef.h>
#include <unistd.h>

static void (*early_cleanup)(void);

void exit_set_cleanup(void (*cleanup)(void))
{
	early_cleanup = cleanup;
}

_Noreturn void exit_cleanly(int status)
{
	void (*cleanup)(void) = early_cleanup;

	early_cleanup = NULL; /* a failure inside it must not start it again */
	if (cleanup)
		cleanup();
	_exit(status);
}
