/*
 * profile_command - `syncro-audit profile list | show ID|FILE | lint FILE |
 * diff A B`. What was asked for goes to standard output.
 */
#ifndef COMMAND_PROFILE_H
#define COMMAND_PROFILE_H

#include <stddef.h>

struct arena;
struct error;

/* `words` are the operands behind "profile". -1 also if lint found mistakes. */
int profile_command(struct arena *arena, char *const *words, size_t count, struct error *err);

#endif
