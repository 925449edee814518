/*
 * junit - a report as JUnit XML, for continuous integration: a test suite for each group
 * of requirements, a test case for each requirement.
 *
 *	pass                                      a case with nothing in it
 *	fail                                      failure, its type is the severity
 *	unknown                                   error, its type is the reason
 *	manual, notapplicable, informational,
 *	a failure that is waived                  skipped
 *
 * The message begins with the verdict: "fail, waived: ...".
 *
 * Build servers merge the files of a job by these names, so each says whose it is: suite
 * "ACCOUNT PROFILE: group", class "ACCOUNT.PROFILE.group".
 */
#ifndef REPORT_FORMAT_JUNIT_H
#define REPORT_FORMAT_JUNIT_H

#include <stdio.h>

struct audit;

void junit_write(FILE *stream, const struct audit *audit);

#endif
