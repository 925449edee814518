/*
 * compare_days - two days of a fleet, account by account.
 */
#ifndef COMMAND_COMPARE_DAYS_H
#define COMMAND_COMPARE_DAYS_H

#include <stdbool.h>

struct error;
struct str;

/* What changed in each account of either day, by its name. One that cannot be compared is told in
 * its place, and is a change. */
int compare_days(const char *old, const char *new, struct str *out, bool *changed,
		 struct error *err);

#endif
