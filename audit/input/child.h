/*
 * child - another program run to its end, and nothing of it left running: it may ask for a
 * passphrase or wait for a key to be touched, hang, or leave a child of its own behind.
 */
#ifndef INPUT_CHILD_H
#define INPUT_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

struct child {
	const char *const *argv; /* ends in NULL; [0] is looked for in PATH */
	/* Names of variables it does not get; ends in NULL. NULL = it gets them all. */
	const char *const *without;
	int input;   /* its standard input; -1 = ours */
	int extra;   /* its descriptor CHILD_EXTRA; -1 = none */
	bool silent; /* what it says on standard error is dropped */
	int64_t limit_ms;
	const volatile sig_atomic_t *stop; /* the signal that ends it; NULL = none */
	/* What it prints, as it comes; an error ends it. NULL = dropped. */
	int (*take)(void *context, const char *bytes, size_t length, struct error *err);
	void *context;
};

#define CHILD_EXTRA 3
#define CHILD_EXTRA_PATH "/dev/fd/3"

/*
 * 0 = it ended well. Else -1, and why, to stand behind the name of what was run: "ended with
 * status 3". `status`, unless NULL, is then what it ended with, or -1: it did not, or by a signal.
 *
 * It runs in a process group of its own that is ended with it, with signals as they are by
 * default; it has the terminal, if there is one. Ctrl-C there is meant for us too.
 */
int child_run(const struct child *child, int *status, struct error *err);

#endif
