/*
 * edition - the audit as it may be shown: the one step between the model and
 * everything that writes it, so that no writer can forget it.
 *
 * The auditor's edition masks the e-mail addresses in every text, says in words what was
 * asked of Syncro, and has neither the request log nor anything else that no part of a
 * report shows. Verdict, counts and findings are those of the audit.
 *
 * The brand's texts are shown as they are: the user wrote them for that.
 */
#ifndef REPORT_EDITION_EDITION_H
#define REPORT_EDITION_EDITION_H

#include "audit/model/audit.h"

struct arena;

/* `from` itself in the internal edition; else a copy of what differs, in `arena`, that borrows
 * the rest. */
const struct audit *edition_shown(struct arena *arena, const struct audit *from);

#endif
