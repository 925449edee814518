#include "audit/command/beside.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/exit.h"
#include "audit/core/malloc.h"

struct answer {
	int result;
	size_t number;
	struct error error;
};

/* A pipe takes so much in one piece. */
_Static_assert(sizeof(struct answer) <= 4096, "an answer is written at once");

static bool has_two_cores(void)
{
	cpu_set_t cores;

	return sched_getaffinity(0, sizeof cores, &cores) == 0 && CPU_COUNT(&cores) > 1;
}

/* Static: its padding is written too. */
static struct answer answer;
static int answer_to;

static bool send_answer(void)
{
	return write(answer_to, &answer, sizeof answer) == sizeof answer;
}

/* What the process that waits for it says, in one line with what was not written. */
static void run_out_of_memory(void)
{
	answer.result = error_set(&answer.error, "out of memory");
	(void)send_answer();
}

/* What a library says by itself has no name before it, and is no reason. Sanitizers are heard. */
static void keep_quiet(void)
{
	const int nothing = MALLOC_IS_WATCHED ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);

	malloc_tell_on(-1);
	if (nothing >= 0) {
		(void)dup2(nothing, STDERR_FILENO);
		(void)close(nothing);
	}
}

_Noreturn static void work_and_end(beside_work *work, void *context, int out, pid_t above)
{
	/* The report folder is removed by who made it; who is gone needs none. */
	answer_to = out;
	keep_quiet();
	exit_set_cleanup(run_out_of_memory);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != above)
		_exit(EXIT_NO_VERDICT);
	answer.result = work(context, &answer.number, &answer.error);
	/* No stdio: what its streams hold is not ours to write. */
	_exit(send_answer() ? EXIT_READY : EXIT_NO_VERDICT);
}

bool beside_begin(struct beside *beside, beside_work *work, void *context)
{
	const pid_t above = getpid();
	int ends[2];

	*beside = (struct beside)BESIDE_INIT;
	if (!has_two_cores() || pipe2(ends, O_CLOEXEC) != 0)
		return false;
	const pid_t process = fork();
	if (process == 0) {
		(void)close(ends[0]);
		work_and_end(work, context, ends[1], above);
	}
	(void)close(ends[1]);
	if (process < 0) {
		(void)close(ends[0]);
		return false;
	}
	*beside = (struct beside){ .process = process, .answer = ends[0] };
	return true;
}

/* How it ended; -1 if that cannot be known. */
static int await(struct beside *beside)
{
	int status = -1;

	while (waitpid(beside->process, &status, 0) < 0 && errno == EINTR)
		continue;
	(void)close(beside->answer);
	*beside = (struct beside)BESIDE_INIT;
	return status;
}

static size_t read_answer(int in, struct answer *into)
{
	size_t have = 0;

	while (have < sizeof *into) {
		ssize_t got = read(in, (char *)into + have, sizeof *into - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

int beside_end(struct beside *beside, size_t *number, struct error *err)
{
	struct answer told;
	const bool answered = read_answer(beside->answer, &told) == sizeof told;
	const int status = await(beside);

	if (!answered)
		return status != -1 && WIFSIGNALED(status)
			       ? error_set(err, "the process that writes it was ended by signal %d",
					   WTERMSIG(status))
			       : error_set(err, "the process that writes it ended before it was "
						"done");
	*number = told.number;
	if (told.result != 0)
		*err = told.error;
	return told.result;
}

void beside_stop(struct beside *beside)
{
	if (!beside->process)
		return;
	(void)kill(beside->process, SIGKILL);
	(void)await(beside);
}
