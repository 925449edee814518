/*
 * presentation - for whom a report is: its edition and what separates the cells of CSV, as
 * the options say, else as the evidence was last shown.
 */
#ifndef COMMAND_PRESENTATION_H
#define COMMAND_PRESENTATION_H

#include "audit/model/audit.h"

struct error;

/* `word` names the edition. `pulled`: by an audit, which makes no auditor's edition: its folder
 * holds the evidence. */
int presentation_choose(const char *word, bool pulled, struct presentation *out, struct error *err);

/* What --csv-separator says: "," ";" a tab, or its name. */
int presentation_separator(const char *word, struct presentation *out, struct error *err);

#endif
