/*
 * standard_output - what a command was asked to print, and whether it got there.
 */
#ifndef COMMAND_STANDARD_OUTPUT_H
#define COMMAND_STANDARD_OUTPUT_H

struct error;
struct str;

/* All of it, flushed. */
int standard_output_print(const struct str *text, struct error *err);

#endif
