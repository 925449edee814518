#include "audit/command/harden.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

volatile sig_atomic_t harden_stop_signal;

static void on_signal(int number)
{
	harden_stop_signal = number;
}

/* All that would end the program and can be handled; none is sent for a fault of its own. */
static void catch_signals(void)
{
	static const int ending[] = { SIGHUP,  SIGINT,	SIGQUIT,   SIGTERM, SIGALRM, SIGUSR1,
				      SIGUSR2, SIGPOLL, SIGVTALRM, SIGPROF, SIGXCPU, SIGPWR };
	const struct sigaction action = { .sa_handler = on_signal };
	struct sigaction before;

	(void)sigaction(SIGHUP, NULL, &before);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		(void)sigaction(ending[i], &action, NULL);
	for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
		(void)sigaction(number, &action, NULL);
	if (before.sa_handler == SIG_IGN) /* nohup: it goes on without its terminal */
		(void)sigaction(SIGHUP, &before, NULL);
}

/* What is opened later must not get the number of a stream: messages would go into it. What
 * is written to the one for reading fails. */
static void fill_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", fd == STDERR_FILENO ? O_RDWR : O_RDONLY);
}

void harden(void)
{
	const struct rlimit none = { 0, 0 };

	fill_streams();
	(void)unsetenv("SSLKEYLOGFILE"); /* libcurl and OpenSSL would write there what opens TLS */
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
	(void)umask(077);
	catch_signals();
	(void)signal(SIGPIPE, SIG_IGN); /* of standard output, and of a connection (http.h) */
	(void)signal(SIGXFSZ, SIG_IGN); /* then it is an error like a full disk */
}
