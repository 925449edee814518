/*
 * changes_json - `baseline` and `changes` of results.json: null where there is none.
 */
#ifndef REPORT_CHANGES_JSON_H
#define REPORT_CHANGES_JSON_H

struct comparison;
struct json_writer;

/* `comparison` may be NULL. */
void changes_json(struct json_writer *w, const struct comparison *comparison);

#endif
