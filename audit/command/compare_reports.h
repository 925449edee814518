/*
 * compare_reports - two reports of one account, profile by profile.
 */
#ifndef COMMAND_COMPARE_REPORTS_H
#define COMMAND_COMPARE_REPORTS_H

#include <stdbool.h>

struct error;
struct str;

/* What changed between two reports, as text; sets `changed` where something did. */
int compare_reports(const char *old, const char *new, struct str *out, bool *changed,
		    struct error *err);

#endif
