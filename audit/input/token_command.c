#include "audit/input/token_command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/str.h"

#define TURN_MS 20
#define READS_MOST 64
#define GRACE_MS 500 /* to end by itself, and to set a terminal right */

struct command {
	pid_t group; /* and its first process; 0 = none */
	int output;
	int terminal; /* -1 = there is none, or it is not ours */
	struct str *line;
	bool line_ended;
	bool has_nul;
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

static void take_terminal_back(struct command *command)
{
	sigset_t output, before;

	if (command->terminal < 0)
		return;
	/* It would stop us, who are in the background by now. */
	(void)sigemptyset(&output);
	(void)sigaddset(&output, SIGTTOU);
	(void)sigprocmask(SIG_BLOCK, &output, &before);
	(void)tcsetpgrp(command->terminal, getpgrp());
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	close(command->terminal);
	command->terminal = -1;
}

static int start(struct command *command, const char *text, struct error *err)
{
	const char *argv[] = { "sh", "-c", text, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(err, "cannot be run: %s", strerror(errno));
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawnattr_init(&attributes);
	set_default_signals(&attributes);
	command->terminal = own_terminal();
	if (command->terminal >= 0)
		(void)posix_spawn_file_actions_addtcsetpgrp_np(&actions, command->terminal);
	(void)posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	int failed = posix_spawn(&command->group, "/bin/sh", &actions, &attributes,
				 (char *const *)argv, environ);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	command->output = ends[0];
	if (failed)
		return error_set(err, "cannot be run: %s", strerror(failed));
	(void)fcntl(command->output, F_SETFL, O_NONBLOCK);
	return 0;
}

static void take(struct command *command, const char *bytes, size_t length)
{
	const char *end = memchr(bytes, '\n', length);

	if (command->line_ended)
		return;
	command->line_ended = end != NULL;
	length = end ? (size_t)(end - bytes) : length;
	command->has_nul = command->has_nul || memchr(bytes, '\0', length);
	str_add(command->line, bytes, length);
}

/* What is there by now; of a command that prints for ever, some of it. */
static void read_output(struct command *command)
{
	char buffer[4096];
	ssize_t got = 1;

	for (int i = 0; i < READS_MOST && command->output >= 0 && got > 0; i++) {
		got = read(command->output, buffer, sizeof buffer);
		if (got > 0)
			take(command, buffer, (size_t)got);
		if (got == 0) {
			close(command->output);
			command->output = -1;
		}
	}
	explicit_bzero(buffer, sizeof buffer);
}

/* Whether it ended or was stopped; it stays to be waited for. */
static bool has_changed(const struct command *command, int options, siginfo_t *what)
{
	*what = (siginfo_t){ .si_pid = 0 };
	return waitid(P_PID, (id_t)command->group, what, options | WNOHANG | WNOWAIT) == 0 &&
	       what->si_pid != 0;
}

static int check_line(const struct command *command, struct error *err)
{
	if (command->line->overflow)
		return error_set(err, "its first line has more than %zu characters",
				 command->line->limit);
	return command->has_nul ? error_set(err, "its first line holds a NUL") : 0;
}

static int check_end(const siginfo_t *end, struct error *err)
{
	/* Ctrl-C at its question is meant for the whole run. */
	if (end->si_code == CLD_KILLED && end->si_status == SIGINT)
		(void)raise(SIGINT);
	if (end->si_code == CLD_STOPPED)
		return error_set(err, "was stopped by a signal");
	if (end->si_code != CLD_EXITED)
		return error_set(err, "was ended by a signal");
	return end->si_status == 0 ? 0 : error_set(err, "ended with status %d", end->si_status);
}

static int follow(struct command *command, int64_t limit_ms, const volatile sig_atomic_t *stop,
		  struct error *err)
{
	const int64_t until = clock_monotonic_ms() + limit_ms;
	siginfo_t end;

	for (;;) {
		struct pollfd output = { .fd = command->output, .events = POLLIN };
		(void)poll(&output, 1, TURN_MS);
		/* In this order: what it wrote before its end is there then. */
		bool ended = has_changed(command, WEXITED | WSTOPPED, &end);
		read_output(command);
		if (*stop)
			return error_set(err, "interrupted");
		if (check_line(command, err) != 0)
			return -1;
		if (ended)
			return check_end(&end, err);
		if (clock_monotonic_ms() >= until)
			return error_set(err, "did not end within %d s", (int)(limit_ms / 1000));
	}
}

static void finish(struct command *command)
{
	const int64_t until = clock_monotonic_ms() + GRACE_MS;
	siginfo_t end;

	if (command->group > 0) {
		(void)kill(-command->group, SIGTERM);
		(void)kill(-command->group, SIGCONT);
		while (!has_changed(command, WEXITED, &end) && clock_monotonic_ms() < until)
			(void)poll(NULL, 0, TURN_MS);
		(void)kill(-command->group, SIGKILL);
		while (waitpid(command->group, NULL, 0) < 0 && errno == EINTR)
			;
	}
	take_terminal_back(command);
	if (command->output >= 0)
		close(command->output);
}

int token_command_read(const char *command, int64_t limit_ms, const volatile sig_atomic_t *stop,
		       struct str *out, struct error *err)
{
	struct command run = { .output = -1, .terminal = -1, .line = out };
	int result = start(&run, command, err);

	if (result == 0)
		result = follow(&run, limit_ms, stop, err);
	finish(&run);
	return result;
}
