/*
 * result_json - results.json (schema: templates/schema/results.schema.json).
 */
#ifndef RESULTS_WRITE_H
#define RESULTS_WRITE_H

#include <stdio.h>

#include "audit/model/audit.h"

/* Errors are the stream's. */
void result_json_write(FILE *stream, const struct audit *audit);

#endif
