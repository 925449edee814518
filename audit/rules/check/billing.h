/*
 * billing - what is known of the recurring invoices of each customer. Internal to
 * audit/rules.
 */
#ifndef RULES_CHECK_BILLING_H
#define RULES_CHECK_BILLING_H

#include <stdbool.h>

struct evaluation;

struct billing {
	bool usable;   /* one is unpaused and has a line that is no one-time charge */
	bool on_time;  /* one of those has its next run ahead, or tells none */
	bool maybe;    /* one may be, but could not be understood */
	bool paused;   /* one was seen that is paused */
	bool lineless; /* one was seen that has no line */
	bool one_time; /* one was seen that has one-time charges only */
};

/* One for each customer of the account, in their order; the caller frees it. */
struct billing *billing_new(const struct evaluation *e);

/* Why there is no usable one, without a full stop: "No recurring invoice". */
const char *billing_describe(const struct billing *billing);

#endif
