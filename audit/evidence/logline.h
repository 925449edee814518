/*
 * logline - one line of requests.jsonl, read strictly: nothing in it may
 * contradict itself or name a file outside the folder. A line without "api" is
 * of a request to Syncro.
 */
#ifndef EVIDENCE_LOGLINE_H
#define EVIDENCE_LOGLINE_H

#include <stddef.h>

#include "audit/model/account.h"

struct arena;
struct error;

/* On failure the message tells what is wrong, without file and line. */
int logline_read(struct arena *arena, const char *line, size_t length, struct request *out,
		 struct error *err);

#endif
