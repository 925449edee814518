#include "audit/core/exit.h"

#include <stddef.h>
#include <unistd.h>

static void (*early_cleanup)(void);

enum exit_status exit_worse(enum exit_status a, enum exit_status b)
{
	static const int weights[] = { [EXIT_READY] = 0,
				       [EXIT_INCONCLUSIVE] = 1,
				       [EXIT_NOT_READY] = 2,
				       [EXIT_NO_VERDICT] = 3 };

	return weights[b] > weights[a] ? b : a;
}

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
