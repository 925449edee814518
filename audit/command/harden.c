#include "audit/command/harden.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

volatile sig_atomic_t harden_stop_signal;

static void on_signal(int number)
{
	harden_stop_signal = number;
}

void harden(void)
{
	const struct rlimit none = { 0, 0 };
	struct sigaction action = { .sa_handler = on_signal };

	(void)unsetenv("SSLKEYLOGFILE"); /* libcurl and OpenSSL would write there what opens TLS */
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
	(void)umask(077);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGHUP, &action, NULL);
	(void)signal(SIGPIPE, SIG_IGN); /* of standard output, and of a connection (http.h) */
	(void)signal(SIGXFSZ, SIG_IGN); /* then it is an error like a full disk */
}
