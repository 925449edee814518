/*
 * sarif_parts - what the document of SARIF and its results share.
 */
#ifndef REPORT_FORMAT_SARIF_PARTS_H
#define REPORT_FORMAT_SARIF_PARTS_H

#include "audit/core/json/writer.h"
#include "audit/core/str.h"
#include "audit/model/audit.h"

struct lines;

struct sarif {
	struct json_writer w;
	const struct audit *audit;
	const struct lines *lines; /* of results.json */
	bool alerts;		   /* results are for readers who take all of them for alerts */
	struct str text;	   /* the one being made */
};

#define SARIF_BASE "%SRCROOT%" /* the report folder, in a name that readers know */
#define SARIF_RESULTS "results.json"

/* "error", "warning" or "note" */
const char *sarif_level(enum severity severity);

/* {"text": ...}, and the same of the text that was made, which is empty then. */
void sarif_message(struct sarif *sarif, const char *key, const char *text);
void sarif_made(struct sarif *sarif, const char *key);

/* The same for the same report and `id`. */
void sarif_guid(struct sarif *sarif, const char *what, const char *id);

/* The result of a finding, unless it is no alert and only they are asked for. */
void sarif_result(struct sarif *sarif, size_t index);

#endif
