/*
 * standin - a Syncro account on loopback for tests and the demo: serves an
 * evidence folder over HTTP with real paging, a permission set, latency and a
 * plan of faults, and keeps a log of what was asked. See options.h.
 *
 * Prints the API root on standard output once it listens; ends on SIGTERM.
 */
#include <signal.h>
#include <stdio.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "tests/standin/options.h"
#include "tests/standin/server.h"

static int write_port(const char *path, unsigned port, struct error *err)
{
	FILE *stream = path ? fopen(path, "we") : NULL;

	if (!path)
		return 0;
	if (!stream || fprintf(stream, "%u\n", port) < 0 || fclose(stream) != 0)
		return error_set(err, "'%s': cannot be written", path);
	return 0;
}

static int serve(struct arena *arena, const struct options *options, const sigset_t *signals,
		 struct error *err)
{
	struct server *server = NULL;
	int received = 0;

	if (server_start(arena, options, &server, err) != 0)
		return -1;
	unsigned port = server_port(server);
	int result = write_port(options->port_file, port, err);
	if (result == 0) {
		(void)printf("http%s://127.0.0.1:%u/api/v1\n", options->tls_cert ? "s" : "", port);
		(void)fflush(stdout);
		(void)sigwait(signals, &received);
	}
	server_stop(server);
	return result;
}

int main(int argc, char **argv)
{
	struct options options;
	struct error err;
	sigset_t signals;

	mem_init();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	/* Before any thread is started: they inherit it, so that main gets them all. */
	(void)sigprocmask(SIG_BLOCK, &signals, NULL);
	struct arena *arena = arena_new();
	int result = options_parse(arena, argc, argv, &options, &err);
	if (result == 0)
		result = serve(arena, &options, &signals, &err);
	if (result != 0)
		(void)fprintf(stderr, "standin: %s\n", err.message);
	arena_free(arena);
	return result == 0 ? 0 : 2;
}
