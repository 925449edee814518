/*
 * harden - what a process that holds a token owes its user: no core dump, no file that
 * others can read, and an orderly end when it is told to stop.
 */
#ifndef COMMAND_HARDEN_H
#define COMMAND_HARDEN_H

#include <signal.h>

/* The signal that asked the program to stop, or 0. */
extern volatile sig_atomic_t harden_stop_signal;

/* Once, before anything is read. */
void harden(void);

#endif
