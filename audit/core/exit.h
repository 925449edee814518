/*
 * exit - the exit statuses, and how a program that cannot go on ends without
 * leaving half a report behind.
 */
#ifndef CORE_EXIT_H
#define CORE_EXIT_H

enum exit_status {
	EXIT_READY = 0,
	EXIT_NOT_READY = 1,
	EXIT_NO_VERDICT = 2, /* usage, configuration, network or output error */
	EXIT_INCONCLUSIVE = 3,
	EXIT_BY_SIGNAL = 128, /* plus the signal */
};

/* Of two the one that counts for both: 2 before 1, 3 and 0. */
enum exit_status exit_worse(enum exit_status a, enum exit_status b);

/* Runs `cleanup` once if the program has to end early; NULL = nothing. */
void exit_set_cleanup(void (*cleanup)(void));
_Noreturn void exit_cleanly(int status);

#endif
