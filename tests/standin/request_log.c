#include "tests/standin/request_log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"

struct request_log {
	FILE *stream; /* or NULL */
};

int request_log_open(struct request_log **out, const char *path, struct error *err)
{
	FILE *stream = path ? fopen(path, "we") : NULL;

	if (path && !stream)
		return error_set(err, "'%s': cannot be written: %s", path, strerror(errno));
	*out = xcalloc(1, sizeof **out);
	(*out)->stream = stream;
	return 0;
}

void request_log_add(struct request_log *log, const struct request_line *line)
{
	if (!log->stream)
		return;
	(void)fprintf(log->stream, "%" PRId64 " %" PRId64 " %s %s %u %d %" PRId64 "%s%s\n",
		      line->number, line->at_ms, line->method, line->target, line->status,
		      line->in_flight, line->connection, *line->note ? " " : "", line->note);
	(void)fflush(log->stream);
}

void request_log_body(const char *folder, int64_t number, const char *bytes, size_t length)
{
	char path[4096];

	if (!folder)
		return;
	(void)snprintf(path, sizeof path, "%s/%" PRId64, folder, number);
	FILE *stream = fopen(path, "we");
	if (!stream)
		return;
	(void)fwrite(bytes, 1, length, stream);
	(void)fclose(stream);
}

void request_log_free(struct request_log *log)
{
	if (!log)
		return;
	if (log->stream)
		(void)fclose(log->stream);
	free(log);
}
