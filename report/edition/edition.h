/*
 * edition - the audit as it may be shown: the one step between the model and
 * everything that writes it, so that no writer can forget it.
 *
 * The client's edition masks the e-mail addresses in every text, and has neither
 * the request log nor anything else that no part of a report shows. With
 * presentation.only_customer, any edition has that customer's rows only, and no
 * text tells another customer's name or address; presentation.left_out says how
 * much is not there. Verdict, counts and findings are those of the audit.
 *
 * The brand's texts are shown as they are: the user wrote them for that. The
 * profile's and the catalogue's are the vendor's: they are not searched for names.
 */
#ifndef REPORT_EDITION_EDITION_H
#define REPORT_EDITION_EDITION_H

#include "audit/model/audit.h"

struct arena;

/* `audit` itself if all of it is shown; else a copy of what differs, in `arena`, that
 * borrows the rest. */
const struct audit *edition_shown(struct arena *arena, const struct audit *audit);

#endif
