/*
 * customer_total - a person's word for the number of customers, where Syncro announces more
 * than two readings of the list brought and nothing else is wrong with it.
 *
 * The number has to be the one that was read. Then the list is complete, and what rests on
 * that is graded `attested` and says so. No other gap is closed by it.
 */
#ifndef RULES_CHECK_CUSTOMER_TOTAL_H
#define RULES_CHECK_CUSTOMER_TOTAL_H

struct evaluation;
struct finding;

/* To be called before anything asks whether the list is complete. */
void customer_total_apply(struct evaluation *e);

/* Of a decided finding that rests on the list being complete. */
void customer_total_note(struct evaluation *e, struct finding *finding);

#endif
