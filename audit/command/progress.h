/*
 * progress - the line that tells a person at a terminal how far a run is: the pull with a bar
 * and the time that is likely left, and what comes after it.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "audit/pull/watch.h"

struct str;

/* How long the rest is likely to take, by what is left, how fast it went and the rate;
 * -1 while that cannot be known. Never the time budget. */
int64_t progress_left_ms(const struct progress *progress);

/* "about 40 s left" */
void progress_add_left(struct str *out, int64_t left_ms);

/* "[########            ] about 40 s left · customers page 12 of 40 · 87 answered, 31 to go" */
void progress_text(const struct progress *progress, char *out, size_t size);

/* For collect_options.progress: draws it, at most ten times a second. */
void progress_draw(void *context, const struct progress *progress);

/* What is being done beside the pull: "writing report.pdf". */
void progress_stage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Wipes the line: standard output may lead to the same terminal. */
void progress_end(void);

#endif
