/*
 * fixture_texts - every text of an audit, one after the other, to be changed or
 * looked at. Written down apart from report/edition/fields.c, against which it is held.
 */
#ifndef TESTS_FIXTURE_TEXTS_H
#define TESTS_FIXTURE_TEXTS_H

#include "audit/model/audit.h"

/* What stands there: any words, or an address and nothing else. */
enum texts_place { TEXT_IN_TEXT, TEXT_IN_ADDRESS };

struct texts_visitor {
	void (*visit)(const struct texts_visitor *visitor, const char **text,
		      enum texts_place place);
	void *context;
};

void texts_of_profile(const struct texts_visitor *v, struct profile *p);
void texts_of_account(const struct texts_visitor *v, struct account *a);
/* Attestations and waivers. */
void texts_of_inputs(const struct texts_visitor *v, struct audit *audit);
void texts_of_results(const struct texts_visitor *v, struct audit *audit);
void texts_of_history(const struct texts_visitor *v, struct history *history);
void texts_of_comparison(const struct texts_visitor *v, struct comparison *comparison);

#endif
