/*
 * paper - the page size that people use where the program runs.
 */
#ifndef COMMAND_PAPER_H
#define COMMAND_PAPER_H

#include "audit/model/audit.h"

struct error;

/* "a4", "letter"; -1 for what is neither, with an error. */
int paper_from_word(const char *word, enum paper *out, struct error *err);

/*
 * The word for the locale that LC_ALL, LC_PAPER or LANG names: by what the C library knows of
 * it; where it is not installed, by the country in its name. "a4" where none is named. The
 * program's own locale stays "C": numbers are written the same everywhere.
 */
const char *paper_of_locale(void);

#endif
