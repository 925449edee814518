/*
 * request_log - what was asked, for tests to read back while it grows. One line
 * a request, in the order in which the answers were decided:
 *
 *   N MS METHOD TARGET STATUS IN_FLIGHT CONNECTION [NOTE...]
 *
 * MS is monotonic time since the start, at arrival; STATUS 0 means none was sent;
 * IN_FLIGHT counts this request. Notes: MUTATION, RATE, FAULT=kind.
 */
#ifndef STANDIN_REQUEST_LOG_H
#define STANDIN_REQUEST_LOG_H

#include <stddef.h>
#include <stdint.h>

struct error;
struct request_log;

struct request_line {
	int64_t number;
	int64_t at_ms;
	const char *method;
	const char *target;
	unsigned status;
	int in_flight;
	int64_t connection;
	const char *note; /* "" or words */
};

/* `path` NULL: a log that is not kept. */
int request_log_open(struct request_log **out, const char *path, struct error *err);
/* Keeps a body as "FOLDER/NUMBER"; does nothing if `folder` is NULL. */
void request_log_body(const char *folder, int64_t number, const char *bytes, size_t length);
void request_log_add(struct request_log *log, const struct request_line *line);
void request_log_free(struct request_log *log);

#endif
