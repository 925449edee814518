/*
 * terminal - what a stream leads to: a terminal or not, how wide and high, in colour or not.
 */
#ifndef CORE_TERMINAL_H
#define CORE_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct terminal {
	bool present;  /* else it leads to a file, a pipe */
	bool erases;   /* what stands on its line can be wiped */
	bool colour;   /* it has it, and nobody said NO_COLOR */
	size_t width;  /* columns: COLUMNS, else the terminal's own; 0 where none is present */
	size_t height; /* lines: the terminal's own; 0 where none is present */
};

struct terminal terminal_at(int fd);

#endif
