/*
 * result_json - results.json (schema: templates/schema/results.schema.json).
 */
#ifndef REPORT_RESULT_JSON_H
#define REPORT_RESULT_JSON_H

#include <stdio.h>

#include "audit/core/audit.h"

/* Errors are the stream's. */
void result_json_write(FILE *stream, const struct audit *audit);

#endif
