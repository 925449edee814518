/*
 * fleet_folder - where a fleet's reports stand: OUT/DATE/NAME, and which of today's are
 * finished.
 */
#ifndef COMMAND_FLEET_FOLDER_H
#define COMMAND_FLEET_FOLDER_H

#include <stdbool.h>

#include "audit/core/file/place.h"

struct arena;
struct error;

/* Makes OUT, if it is not there, and OUT/DATE, which is then locked against other fleets; one
 * that is there is an error, unless it is to be resumed. What is made, and the files in OUT/DATE,
 * the `group` may use as place.h says. */
int fleet_folder_open(struct place *day, struct arena *arena, const char *out, bool resume,
		      mode_t group, struct error *err);

/* Whether the account of that name has a finished report in it: one with its manifest. */
bool fleet_folder_has(const struct place *day, const char *name);
/* Removes what an account left that did not finish; nothing of a finished report. */
void fleet_folder_clear(const struct place *day, const char *name);

/* Closes it; one in which nothing stands goes. NULL path is fine. */
void fleet_folder_close(struct place *day);

#endif
