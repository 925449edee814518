/*
 * beside - work that is done in a process of its own, while this one goes on with other work: on
 * a copy of the memory as it is, of which nothing comes back but a result, a number and an error.
 * The libraries it uses need not know of threads. It never outlives this process.
 *
 * Where there is one core, or no process to be had, nothing is begun, and the work is to be done
 * here, before or after.
 */
#ifndef COMMAND_BESIDE_H
#define COMMAND_BESIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct error;

struct beside {
	pid_t process; /* 0 = none */
	int answer;    /* descriptor; -1 = none */
};

#define BESIDE_INIT                                                                                \
	{                                                                                          \
		.answer = -1                                                                       \
	}

typedef int beside_work(void *context, size_t *number, struct error *err);

/* False if it is to be done here. What is open is shared: it must not write to a stream. */
bool beside_begin(struct beside *beside, beside_work *work, void *context);
/* Waits for it. -1 and why: as it said, or how its process ended. */
int beside_end(struct beside *beside, size_t *number, struct error *err);
/* Ends it, whatever it does; fine if there is none. */
void beside_stop(struct beside *beside);

#endif
