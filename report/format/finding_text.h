/*
 * finding_text - a finding in plain words, as formats for programs carry it where they
 * have no field of their own. Each appends to `out`.
 */
#ifndef REPORT_FORMAT_FINDING_TEXT_H
#define REPORT_FORMAT_FINDING_TEXT_H

#include "audit/model/audit.h"

struct str;

/* "fail", "fail, waived" */
void finding_text_state(struct str *out, const struct finding *finding);
/* "expected: granted; found: refused (fail, probed, PUT /tickets/0)" */
void finding_text_observation(struct str *out, const struct observation *observation);
/* "accepted until 2026-12-31 by Ann (owner Bob): the reason" */
void finding_text_waiver(struct str *out, const struct waiver *waiver);
/* The summary; for an unknown its reason too. */
void finding_text_summary(struct str *out, const struct finding *finding);
/* "1. Open ...\n2. Tick ...\n"; of what could not be checked, what its cause asks for. */
void finding_text_steps(struct str *out, const struct account *account,
			const struct finding *finding);
/* How a failure of the requirement is mended, whatever was found. */
void finding_text_remediation(struct str *out, const struct requirement *requirement);

#endif
