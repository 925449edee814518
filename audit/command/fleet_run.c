#include "audit/command/fleet_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/command/fleet_folder.h"
#include "audit/command/fleet_progress.h"
#include "audit/command/harden.h"
#include "audit/core/clock.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

#define TURN_MS 100
#define GRACE_MS 5000 /* to end by itself, once told to */
#define NOBODY ((size_t)-1)

enum { WORDS, PATH, PIPES };

static volatile sig_atomic_t paused; /* by Ctrl-Z */

/* An account in flight. */
struct seat {
	size_t account; /* NOBODY = free */
	pid_t process;
	int pipes[PIPES]; /* its standard error and output; -1 = at their end */
	struct str line;  /* begun on standard error */
	char last[256];	  /* the one before */
};

struct run {
	struct fleet *fleet;
	struct seat *seats;
	size_t seat_count, in_flight;
	size_t next; /* account to look at */
	int64_t began_at, told_to_stop_at;
};

static void close_pipe(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void leave_seat(struct seat *seat)
{
	close_pipe(&seat->pipes[WORDS]);
	close_pipe(&seat->pipes[PATH]);
	str_release(&seat->line);
	*seat = (struct seat){ .account = NOBODY, .pipes = { -1, -1 }, .line = STR_INIT(STR_BODY) };
}

/* As the audit of that account, which nobody at a terminal looks at. */
static void become(struct run *run, size_t account, const int ends[PIPES])
{
	const char *name = run->fleet->file.accounts[account].name;
	const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

	/* Several would ask at the terminal at once, and Ctrl-C would end the one that has it. */
	(void)setsid();
	(void)dup2(nothing, STDIN_FILENO);
	(void)dup2(ends[WORDS], STDERR_FILENO);
	(void)dup2(ends[PATH], STDOUT_FILENO);
	close(nothing);
	close(ends[WORDS]);
	close(ends[PATH]);
	log_set_subject(name);
	(void)unsetenv("SYNCRO_API_TOKEN"); /* one for all would be told by nobody */
	(void)setenv("SYNCRO_AUDIT_ACCOUNT", name, 1);
	for (size_t i = 0; i < run->seat_count; i++)
		leave_seat(&run->seats[i]);
}

static bool open_pipes(int pipes[PIPES][2])
{
	if (pipe2(pipes[WORDS], O_CLOEXEC) != 0)
		return false;
	if (pipe2(pipes[PATH], O_CLOEXEC) == 0)
		return true;
	close(pipes[WORDS][0]);
	close(pipes[WORDS][1]);
	return false;
}

/* 1 in the account's process, else 0, or -1. */
static int start(struct run *run, struct seat *seat, size_t account, struct error *err)
{
	const pid_t leader = getpid();
	int pipes[PIPES][2];

	if (!open_pipes(pipes))
		return error_set(err, "no account can be started: %s", strerror(errno));
	const pid_t process = fork();
	if (process == 0) {
		/* Nobody would look after it any more. */
		if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() != leader)
			_exit(EXIT_NO_VERDICT);
		become(run, account, (const int[PIPES]){ pipes[WORDS][1], pipes[PATH][1] });
		return 1;
	}
	const int why = errno;
	for (int i = 0; i < PIPES; i++) {
		close(pipes[i][1]);
		seat->pipes[i] = pipes[i][0];
		(void)fcntl(pipes[i][0], F_SETFL, O_NONBLOCK);
	}
	if (process < 0) {
		leave_seat(seat);
		return error_set(err, "no account can be started: %s", strerror(why));
	}
	seat->account = account;
	seat->process = process;
	run->in_flight++;
	return 0;
}

static struct seat *free_seat(struct run *run)
{
	for (size_t i = 0; i < run->seat_count; i++)
		if (run->seats[i].account == NOBODY)
			return &run->seats[i];
	return NULL;
}

/* The number in `own` when it returns 1. */
static int fill_seats(struct run *run, size_t *own, struct error *err)
{
	struct fleet *fleet = run->fleet;
	struct seat *seat;
	int result = 0;

	while (result == 0 && !harden_stop_signal && run->next < fleet->file.count &&
	       (seat = free_seat(run))) {
		*own = run->next++;
		if (!fleet->outcomes[*own].kept)
			result = start(run, seat, *own, err);
	}
	return result;
}

static void say_lines(struct seat *seat)
{
	const char *from = str_text(&seat->line), *end;

	while ((end = strchr(from, '\n'))) {
		struct str line = STR_INIT(STR_BODY);
		(void)str_add(&line, from, (size_t)(end + 1 - from));
		log_text(LOG_ERROR, str_text(&line)); /* it left out what is not shown */
		(void)snprintf(seat->last, sizeof seat->last, "%.*s", (int)(end - from), from);
		str_release(&line);
		from = end + 1;
	}
	struct str rest = STR_INIT(STR_BODY);
	str_puts(&rest, from);
	str_release(&seat->line);
	seat->line = rest;
}

/* What there is of one of them. */
static void drain(struct run *run, struct seat *seat, int which)
{
	char bytes[4096];
	ssize_t got;

	while (seat->pipes[which] >= 0 &&
	       (got = read(seat->pipes[which], bytes, sizeof bytes)) >= 0) {
		if (got == 0) {
			close_pipe(&seat->pipes[which]);
			break;
		}
		if (which == PATH)
			run->fleet->outcomes[seat->account].told = true;
		else
			(void)str_add(&seat->line, bytes, (size_t)got);
	}
	if (which == WORDS)
		say_lines(seat);
}

static const char *trouble_of(const struct run *run, const struct seat *seat, int status)
{
	struct arena *arena = run->fleet->arena;
	const char *told = run->fleet->boards[seat->account].trouble.message;

	if (WIFSIGNALED(status))
		return arena_printf(arena, "its process was ended by signal %d (%s)",
				    WTERMSIG(status), strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) > EXIT_BY_SIGNAL)
		return arena_printf(arena, "it was stopped by signal %d",
				    WEXITSTATUS(status) - EXIT_BY_SIGNAL);
	return arena_strdup(arena, *told ? told : *seat->last ? seat->last : "nothing was said");
}

static void note_end(struct run *run, struct seat *seat, int status)
{
	struct fleet_outcome *outcome = &run->fleet->outcomes[seat->account];
	const char *name = run->fleet->file.accounts[seat->account].name;
	const int ended = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_NO_VERDICT;
	const bool verdict =
		ended == EXIT_READY || ended == EXIT_NOT_READY || ended == EXIT_INCONCLUSIVE;

	outcome->status = verdict ? (enum exit_status)ended : EXIT_NO_VERDICT;
	if (verdict)
		return;
	outcome->trouble = trouble_of(run, seat, status);
	/* It tells by itself what it ends with, but for a signal to it alone. */
	if ((ended > EXIT_BY_SIGNAL || !*run->fleet->boards[seat->account].trouble.message) &&
	    !harden_stop_signal)
		log_message(LOG_ERROR, "%s: %s", name, outcome->trouble);
	fleet_folder_clear(&run->fleet->day, name);
}

static void reap(struct run *run, struct seat *seat)
{
	int status = 0;

	if (seat->account == NOBODY || waitpid(seat->process, &status, WNOHANG) != seat->process)
		return;
	drain(run, seat, WORDS);
	drain(run, seat, PATH);
	if (seat->line.length) {
		(void)str_putc(&seat->line, '\n');
		say_lines(seat);
	}
	turns_forget(run->fleet->turns, seat->process);
	note_end(run, seat, status);
	leave_seat(seat);
	run->in_flight--;
}

/* Until one of them says something, or a turn is over. */
static void look(struct run *run)
{
	struct pollfd *all = xcalloc(run->seat_count * PIPES, sizeof *all);

	for (size_t i = 0; i < run->seat_count * PIPES; i++)
		all[i] = (struct pollfd){ .fd = run->seats[i / PIPES].pipes[i % PIPES],
					  .events = POLLIN };
	(void)poll(all, run->seat_count * PIPES, TURN_MS);
	for (size_t i = 0; i < run->seat_count * PIPES; i++)
		if (all[i].revents)
			drain(run, &run->seats[i / PIPES], (int)(i % PIPES));
	for (size_t i = 0; i < run->seat_count; i++)
		reap(run, &run->seats[i]);
	free(all);
}

static void signal_all(const struct run *run, int number)
{
	for (size_t i = 0; i < run->seat_count; i++)
		if (run->seats[i].account != NOBODY)
			(void)kill(run->seats[i].process, number);
}

/* They clean up themselves; who does not is ended. */
static void heed_signal(struct run *run)
{
	const int64_t now = clock_monotonic_ms();

	if (harden_stop_signal && !run->told_to_stop_at) {
		run->told_to_stop_at = now;
		signal_all(run, SIGTERM);
	} else if (run->told_to_stop_at && now - run->told_to_stop_at > GRACE_MS)
		signal_all(run, SIGKILL);
}

static void on_pause(int number)
{
	paused = number;
}

/* A shell without job control has it ignored. */
static void catch_pause(struct sigaction *before)
{
	(void)sigaction(SIGTSTP, NULL, before);
	if (before->sa_handler != SIG_IGN)
		(void)signal(SIGTSTP, on_pause);
}

/* Ctrl-Z reaches who leads alone: the others are at no terminal. */
static void heed_pause(const struct run *run)
{
	if (!paused)
		return;
	paused = 0;
	signal_all(run, SIGSTOP);
	(void)signal(SIGTSTP, SIG_DFL);
	(void)raise(SIGTSTP);
	(void)signal(SIGTSTP, on_pause);
	signal_all(run, SIGCONT);
}

static void draw(const struct run *run)
{
	size_t *flying = xcalloc(run->seat_count, sizeof *flying);
	size_t count = 0;

	for (size_t i = 0; i < run->seat_count; i++)
		if (run->seats[i].account != NOBODY)
			flying[count++] = run->seats[i].account;
	fleet_progress_draw(run->fleet, flying, count, run->next - count, run->began_at);
	free(flying);
}

static int lead(struct run *run, size_t *own, struct error *err)
{
	int result = 0;

	do {
		if (result == 0)
			result = fill_seats(run, own, err);
		if (result == 1)
			return 1;
		if (result < 0 && !run->told_to_stop_at) {
			run->told_to_stop_at = clock_monotonic_ms();
			signal_all(run, SIGTERM);
		}
		heed_signal(run);
		heed_pause(run);
		if (run->in_flight)
			look(run);
		draw(run);
	} while (run->in_flight ||
		 (result == 0 && run->next < run->fleet->file.count && !harden_stop_signal));
	log_progress("");
	return result == 0 && harden_stop_signal ? error_set(err, "interrupted") : result;
}

int fleet_run(struct fleet *fleet, size_t *own, struct fleet_part *part, struct error *err)
{
	struct run run = { .fleet = fleet,
			   .seat_count = (size_t)fleet->file.in_flight,
			   .began_at = clock_monotonic_ms() };
	struct sigaction before;

	run.seats = arena_array(fleet->arena, run.seat_count, sizeof *run.seats);
	for (size_t i = 0; i < run.seat_count; i++)
		run.seats[i] = (struct seat){ .account = NOBODY,
					      .pipes = { -1, -1 },
					      .line = STR_INIT(STR_BODY) };
	catch_pause(&before);
	const int result = lead(&run, own, err);
	(void)sigaction(SIGTSTP, &before, NULL);
	if (result == 1)
		*part = (struct fleet_part){ .name = fleet->file.accounts[*own].name,
					     .turns = fleet->turns,
					     .board = &fleet->boards[*own] };
	return result;
}
