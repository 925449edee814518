/*
 * compare - "syncro-audit compare OLD NEW": what changed between two reports, each a folder
 * or a results.json, on standard output. Status 0: nothing changed, 1: something did, or not
 * all could be compared.
 */
#ifndef COMMAND_COMPARE_H
#define COMMAND_COMPARE_H

#include "audit/option/command.h"

extern const struct command compare_command;

#endif
