#include "audit/input/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"

#define TURN_MS 20
#define READS_MOST 64
#define GRACE_MS 500 /* to end by itself, and to set a terminal right */

struct running {
	const struct child *child;
	pid_t group; /* and its first process; 0 = none */
	int output;
	int terminal; /* -1 = there is none, or it is not ours */
};

static void set_default_signals(posix_spawnattr_t *attributes)
{
	sigset_t all, none;

	(void)sigfillset(&all);
	(void)sigemptyset(&none);
	(void)posix_spawnattr_setsigdefault(attributes, &all);
	(void)posix_spawnattr_setsigmask(attributes, &none);
	(void)posix_spawnattr_setpgroup(attributes, 0);
	(void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
							   POSIX_SPAWN_SETPGROUP);
}

/* In the background it could not ask for a passphrase. */
static int own_terminal(void)
{
	int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (terminal < 0 || tcgetpgrp(terminal) == getpgrp())
		return terminal;
	close(terminal);
	return -1;
}

static void take_terminal_back(struct running *running)
{
	sigset_t output, before;

	if (running->terminal < 0)
		return;
	/* It would stop us, who are in the background by now. */
	(void)sigemptyset(&output);
	(void)sigaddset(&output, SIGTTOU);
	(void)sigprocmask(SIG_BLOCK, &output, &before);
	(void)tcsetpgrp(running->terminal, getpgrp());
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	close(running->terminal);
	running->terminal = -1;
}

static bool is_kept(const char *variable, const char *const *without)
{
	for (; without && *without; without++) {
		const size_t length = strlen(*without);
		if (strncmp(variable, *without, length) == 0 && variable[length] == '=')
			return false;
	}
	return true;
}

/* Borrows the texts; the list is from xmalloc. */
static char **environment(const char *const *without)
{
	size_t count = 0, kept = 0;

	while (environ && environ[count])
		count++;
	char **out = xcalloc(count + 1, sizeof *out);
	for (size_t i = 0; i < count; i++)
		if (is_kept(environ[i], without))
			out[kept++] = environ[i];
	return out;
}

static void add_streams(posix_spawn_file_actions_t *actions, const struct child *child, int output)
{
	(void)posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
	if (child->input >= 0)
		(void)posix_spawn_file_actions_adddup2(actions, child->input, STDIN_FILENO);
	if (child->silent)
		(void)posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null",
						       O_WRONLY, 0);
	/* Last: the number may be that of one of the others. */
	if (child->extra >= 0)
		(void)posix_spawn_file_actions_adddup2(actions, child->extra, CHILD_EXTRA);
}

static int start(struct running *running, struct error *err)
{
	const struct child *child = running->child;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(err, "cannot be run: %s", strerror(errno));
	char **variables = environment(child->without);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawnattr_init(&attributes);
	set_default_signals(&attributes);
	running->terminal = own_terminal();
	if (running->terminal >= 0)
		(void)posix_spawn_file_actions_addtcsetpgrp_np(&actions, running->terminal);
	add_streams(&actions, child, ends[1]);
	int failed = posix_spawnp(&running->group, child->argv[0], &actions, &attributes,
				  (char *const *)child->argv, variables);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	free(variables);
	close(ends[1]);
	running->output = ends[0];
	if (failed) {
		running->group = 0;
		return error_set(err, "cannot be run: %s", strerror(failed));
	}
	(void)fcntl(running->output, F_SETFL, O_NONBLOCK);
	return 0;
}

/* What is there by now; of one that prints for ever, some of it. */
static int read_output(struct running *running, struct error *err)
{
	const struct child *child = running->child;
	char buffer[4096];
	ssize_t got = 1;
	int result = 0;

	for (int i = 0; i < READS_MOST && running->output >= 0 && got > 0 && result == 0; i++) {
		got = read(running->output, buffer, sizeof buffer);
		if (got > 0 && child->take)
			result = child->take(child->context, buffer, (size_t)got, err);
		if (got == 0) {
			close(running->output);
			running->output = -1;
		}
	}
	explicit_bzero(buffer, sizeof buffer);
	return result;
}

/* Whether it ended or was stopped; it stays to be waited for. */
static bool has_changed(const struct running *running, int options, siginfo_t *what)
{
	*what = (siginfo_t){ .si_pid = 0 };
	return waitid(P_PID, (id_t)running->group, what, options | WNOHANG | WNOWAIT) == 0 &&
	       what->si_pid != 0;
}

static int check_end(const siginfo_t *end, int *status, struct error *err)
{
	/* Ctrl-C at its question is meant for the whole run. */
	if (end->si_code == CLD_KILLED && end->si_status == SIGINT)
		(void)raise(SIGINT);
	if (end->si_code == CLD_STOPPED)
		return error_set(err, "was stopped by a signal");
	if (end->si_code != CLD_EXITED)
		return error_set(err, "was ended by a signal");
	*status = end->si_status;
	return end->si_status == 0 ? 0 : error_set(err, "ended with status %d", end->si_status);
}

static int follow(struct running *running, int *status, struct error *err)
{
	const struct child *child = running->child;
	const int64_t until = clock_monotonic_ms() + child->limit_ms;
	siginfo_t end;

	for (;;) {
		struct pollfd output = { .fd = running->output, .events = POLLIN };
		(void)poll(&output, 1, TURN_MS);
		/* In this order: what it wrote before its end is there then. */
		bool ended = has_changed(running, WEXITED | WSTOPPED, &end);
		int result = read_output(running, err);
		if (child->stop && *child->stop)
			return error_set(err, "interrupted");
		if (result != 0)
			return -1;
		if (ended)
			return check_end(&end, status, err);
		if (clock_monotonic_ms() >= until)
			return error_set(err, "did not end within %d s",
					 (int)(child->limit_ms / 1000));
	}
}

static void finish(struct running *running)
{
	const int64_t until = clock_monotonic_ms() + GRACE_MS;
	siginfo_t end;

	if (running->group > 0) {
		(void)kill(-running->group, SIGTERM);
		(void)kill(-running->group, SIGCONT);
		while (!has_changed(running, WEXITED, &end) && clock_monotonic_ms() < until)
			(void)poll(NULL, 0, TURN_MS);
		(void)kill(-running->group, SIGKILL);
		while (waitpid(running->group, NULL, 0) < 0 && errno == EINTR)
			;
	}
	take_terminal_back(running);
	if (running->output >= 0)
		close(running->output);
}

int child_run(const struct child *child, int *status, struct error *err)
{
	struct running running = { .child = child, .output = -1, .terminal = -1 };
	int ignored = 0, *ended = status ? status : &ignored;

	*ended = -1;
	int result = start(&running, err);
	if (result == 0)
		result = follow(&running, ended, err);
	finish(&running);
	return result;
}
