/*
 * history_command - "syncro-audit history FOLDER...": the course of verdicts and counts
 * of one account, a table for each profile.
 */
#ifndef COMMAND_HISTORY_H
#define COMMAND_HISTORY_H

#include <stddef.h>

struct arena;
struct error;

/* Prints on standard output. */
int history_command(struct arena *arena, char *const *words, size_t count, struct error *err);

#endif
