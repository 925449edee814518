/*
 * write - requests that create, change or delete. Nothing is ever changed: what
 * Syncro documents as refused is refused, everything else is marked as a mutation.
 */
#ifndef STANDIN_WRITE_H
#define STANDIN_WRITE_H

struct answer;
struct call;

void write_customer(const struct call *call, struct answer *answer);
void write_ticket(const struct call *call, struct answer *answer);
void write_schedule(const struct call *call, struct answer *answer);
void write_record(const struct call *call, struct answer *answer); /* PUT, DELETE */

#endif
