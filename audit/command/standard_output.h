/*
 * standard_output - what a command was asked to print, and whether it got there.
 */
#ifndef COMMAND_STANDARD_OUTPUT_H
#define COMMAND_STANDARD_OUTPUT_H

struct error;
struct str;

/* Before anything is done for it: whether it is open for writing. */
int standard_output_check(struct error *err);
/* All of it, flushed. */
int standard_output_print(const struct str *text, struct error *err);

#endif
