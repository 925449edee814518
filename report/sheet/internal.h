/*
 * sheet_parts - what a sheet says, as texts, and how it is laid out. For the files of this
 * room only.
 */
#ifndef REPORT_SHEET_INTERNAL_H
#define REPORT_SHEET_INTERNAL_H

#include "audit/model/audit.h"
#include "report/compose/compose.h"
#include "report/look/logo.h"
#include "report/look/palette.h"
#include "report/sheet/sheet.h"

/* What became of one look at the record. Zero: nobody looked. */
enum sheet_state {
	SHEET_UNCHECKED,
	SHEET_FINE,
	SHEET_IN_THE_WAY,
	SHEET_ACCEPTED,
	SHEET_NOT_ASKED,
	SHEET_STATES
};

struct sheet_check {
	enum sheet_state state;
	const char *title; /* "Your business name" */
	const char *found;
};

struct sheet_task {
	const char *what, *when;
};

#define SHEET_INVOICES 4 /* shown at most */

struct sheet_invoice {
	int64_t id;
	const char *every, *next, *state;
};

#define SHEET_LINES 5 /* on the connection as a whole */

struct sheet_line {
	const char *name, *text;
};

/* All of it is about one customer, or about every one of them alike. */
struct sheet {
	int64_t id;
	const char *name;	/* as long as it is */
	const char *short_name; /* within sentences */
	enum overall outcome;
	const char *sentence, *below;
	struct sheet_check checks[ISSUE_COUNT];
	struct sheet_invoice invoices[SHEET_INVOICES];
	size_t invoice_count; /* all of them; the first ones are told */
	const char *invoices_note;
	struct sheet_task tasks[ISSUE_COUNT + 1];
	size_t task_count;
	const char *asks[ISSUE_COUNT];
	size_t ask_count;
	struct sheet_line lines[SHEET_LINES];
	const char *how, *limits;
	const char *title;
	const char *day; /* "24 November 2026" */
	const char *report_id;
	const struct brand *brand; /* filled in for this customer */
};

/* What an audit holds for each customer, found once. */
struct sheet_facts;
struct sheet_facts *sheet_facts_new(struct arena *arena, const struct audit *audit);
/* In `arena`; nothing of another customer is looked at. */
struct sheet *sheet_facts_of(const struct sheet_facts *facts, struct arena *arena,
			     const struct customer *customer);

/* The words for each look, and for each reason that there was none. */
struct sheet_words {
	const char *title;
	const char *of[SHEET_STATES]; /* what was found; NULL: a sentence of its own */
	const char *task;
	const char *ask; /* NULL = nothing */
};
extern const struct sheet_words sheet_words[ISSUE_COUNT];
const char *sheet_reason(enum reason reason); /* "our system answered with an error" */
const char *sheet_state_label(enum sheet_state state);
const char *sheet_outcome_label(enum overall outcome);
/* "24 November 2026" */
const char *sheet_day(struct arena *arena, int64_t ms);
/* The sentences that speak of the profile, the account and the customer as a whole. */
void sheet_say(struct sheet *sheet, struct arena *arena, const struct audit *audit);

/* What all sheets are dressed in. */
struct sheet_dress {
	const struct palette *palette;
	const struct logo *logo; /* no pixels: there is none */
};

/* How much of what can be said in fewer words is: 0 says all. */
#define SHEET_LEVELS 6
/* Both pages; more of them if it does not fit at that level. */
void sheet_compose(struct compose *compose, const struct sheet *whole,
		   const struct sheet_dress *dress, int level);
void sheet_hero(struct compose *compose, const struct sheet *sheet, const struct sheet_dress *dress,
		int level);

#endif
