/*
 * logline - one line of requests.jsonl, read strictly: nothing in it may
 * contradict itself or name a file outside the folder.
 */
#ifndef SYNCRO_LOGLINE_H
#define SYNCRO_LOGLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/core/account.h"

struct arena;
struct error;

/* On failure the message tells what is wrong, without file and line. */
int logline_read(struct arena *arena, const char *line, size_t length, struct request *out,
		 struct error *err);

#endif
