/*
 * presentation - what a report is to show: its edition, and one customer or all of
 * them; as the options say, else as the evidence was last shown.
 */
#ifndef COMMAND_PRESENTATION_H
#define COMMAND_PRESENTATION_H

#include "audit/model/audit.h"

struct error;

/* `word` names the edition. `pulled`: by an audit, which makes no client edition: its folder holds
 * the evidence. */
int presentation_choose(const char *word, int64_t customer, bool pulled, struct presentation *out,
			struct error *err);

/*
 * Whether the customer is among those pulled. When a replay names one that is not
 * (`must_be`), that is an error. After a pull it is a warning, and so it is when it was
 * recorded: the report then shows no customer, says so, and nothing was pulled for nothing.
 */
int presentation_check(const struct presentation *showing, const struct account *account,
		       bool must_be, struct error *err);

/* What must not be handed over, as a warning; `folder` is the report's. */
void presentation_warn(const struct presentation *showing, const char *folder);

#endif
