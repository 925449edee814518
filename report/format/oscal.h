/*
 * oscal - a report as OSCAL assessment results 1.0.6 (NIST).
 *
 * An observation for each requirement, whatever became of it, with its verdict as a
 * property. A finding, satisfied or not, only where there is a verdict of pass or fail:
 * what could not be checked or waits for a person has none. A risk for each failure, and
 * for what a waiver covers, which is a deviation approved until its deadline.
 *
 * Account and profile stand in the titles and props of all of these, for tools take them out
 * of their document and put them beside those of others.
 *
 * UUIDs are made of the report's id, so the same report gives the same bytes.
 */
#ifndef REPORT_FORMAT_OSCAL_H
#define REPORT_FORMAT_OSCAL_H

#include <stdio.h>

struct audit;

/* Names of properties, and the namespace they are in. */
#define OSCAL_NS "urn:syncro-audit:report"
#define OSCAL_REPORT_ID "report-id"
#define OSCAL_ACCOUNT "account"
#define OSCAL_PROFILE "profile"
#define OSCAL_REQUIREMENT "requirement"
#define OSCAL_VERDICT "verdict"
#define OSCAL_COUNT "count-"		  /* and the verdict, or "waived" */
#define OSCAL_WAIVED "deviation-approved" /* the status of a risk */

void oscal_write(FILE *stream, const struct audit *audit);

#endif
