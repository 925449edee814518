/*
 * changes_json - `baseline` and `changes` of results.json: null where there is none.
 */
#ifndef RESULTS_WRITE_CHANGES_H
#define RESULTS_WRITE_CHANGES_H

struct comparison;
struct json_writer;

/* `comparison` may be NULL. */
void changes_json(struct json_writer *w, const struct comparison *comparison);

#endif
