/*
 * ticks - one page to tick while a token is made: the permissions in the order of Syncro's
 * token page, those of the token owner's security group beside them. Knows no account.
 */
#ifndef REPORT_SHEET_TICKS_H
#define REPORT_SHEET_TICKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"

struct error;

struct tick {
	const char *permission;
	const char *who;      /* the profiles that need it; "" where there is one only */
	const char *token_of; /* those that need it of the token, */
	const char *user_of;  /* and of the user */
	bool of_token, of_user;
	bool unsure; /* where it stands on the page is not certain */
};

/* Texts are borrowed, clean and never NULL. */
#define TICK_UNSURE " *" /* behind the name of such a one; a note says what it means */

struct tick_sheet {
	const char *title;   /* "What to tick for Zomentum" */
	const char *summary; /* one sentence below it */
	const struct tick *ticks;
	size_t count;
	bool of_user; /* something is asked of the user too */
	const char *const *notes;
	size_t note_count;
	enum paper paper;
	int64_t created_ms;
};

/* Writes a PDF at `path`, which the caller renames. */
int tick_sheet_write(const struct tick_sheet *sheet, const char *path, struct error *err);

#endif
