/*
 * logline - one line of requests.jsonl, read strictly: nothing in it may
 * contradict itself or name a file outside the folder. A line without "api" is
 * of a request to Syncro. "evidence" is its number, "E-017" on line 17, with which
 * ("0017-") the name of the stored body begins; logs of 0.1.0 tell it by the name alone.
 */
#ifndef EVIDENCE_LOGLINE_H
#define EVIDENCE_LOGLINE_H

#include <stddef.h>

#include "audit/model/account.h"

struct arena;
struct error;

/* `place` is that of the line, from 1. On failure the message tells what is wrong, without file and
 * line. */
int logline_read(struct arena *arena, const char *line, size_t length, size_t place,
		 struct request *out, struct error *err);

#endif
