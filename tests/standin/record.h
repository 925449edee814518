/*
 * record - one record, or a document that stands alone.
 */
#ifndef STANDIN_RECORD_H
#define STANDIN_RECORD_H

#include <stdbool.h>

struct answer;
struct call;

void record_serve(const struct call *call, struct answer *answer);    /* /customers/7 */
void record_latest(const struct call *call, struct answer *answer);   /* /customers/latest */
void record_document(const struct call *call, struct answer *answer); /* /me */
/* Whether the record that the path names is there. */
bool record_exists(const struct call *call);

#endif
