/*
 * fleet - the overview of a fleet, many accounts on one page: how each turned out in each profile,
 *what moved since the last time, the jobs that several of them share and the dates to watch. As
 *overview.json, .xlsx and .pdf.
 *
 *	struct fleet_overview *fleet = fleet_overview_new(&about);
 *	fleet_add_trouble(fleet, &from, "its token was refused");
 *	fleet_add_report(fleet, &from, results, view);
 *	fleet_overview_finish(fleet);
 *
 * An account that could not be read is a row that says why, before all others, and is in no
 * other number. Everything is copied: views and results may go. Texts are never NULL, unless
 * it says so.
 */
#ifndef REPORT_FLEET_FLEET_H
#define REPORT_FLEET_FLEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/core/hash.h"
#include "audit/model/comparison.h"
#include "report/look/theme.h"
#include "report/view/view.h"

struct error;
struct results;

#define FLEET_SCHEMA "syncro-audit/fleet-overview/1"

/* The worst first; zero is the safe value. */
enum fleet_state {
	FLEET_NOT_READ,
	FLEET_NOT_READY,
	FLEET_INCONCLUSIVE,
	FLEET_READY,
	FLEET_STATE_COUNT
};

/* What it is made with. */
struct fleet_about {
	int64_t made_at;	  /* ms */
	const char *tool_version; /* borrowed */
	enum edition edition;	  /* the strictest of its reports' */
	enum paper paper;
	const struct brand *brand; /* or NULL; borrowed */
};

/* Where an account was looked for. */
struct fleet_from {
	const char *name;      /* of the account */
	const char *read_from; /* the folder, as it was named; NULL = none */
	const char *folder;    /* it, as seen from the overview's; NULL = not below that */
	const char *part;      /* of several profiles: the report's folder in that; NULL = itself */
	bool has_xlsx, has_pdf; /* report.xlsx, report.pdf stand there */
};

struct fleet_finding {
	const char *id, *title, *summary;
	const char *subject, *observed; /* the first observation of that verdict; "" = none */
	const char *accepted_until;	/* "2026-12-31"; "" = no waiver in force covers it */
	enum severity severity;
	bool mandatory;
	enum verdict verdict;
	enum reason reason;
	enum view_result result;
	bool compared; /* the report tells which way it went, */
	enum drift drift;
};

/* A job of one report. */
struct fleet_task {
	enum view_job_kind kind;
	enum reason reason;
	const char *title, *who, *when;
	const char *closes; /* "JC-2.2, 2.3" */
	const char **ids;   /* the same, each in full */
	size_t id_count;
	bool mandatory;
};

/* One account held against one profile. */
struct fleet_report {
	const char *profile_id, *profile_version, *title, *integration, *vendor;
	const char *report_id, *tool_version, *subdomain, *sentence;
	const char *folder; /* of its files, as seen from the overview's; NULL = not below that */
	bool has_xlsx, has_pdf;
	enum edition edition;
	enum overall verdict;
	struct counts counts;
	struct view_counts shown;
	int64_t started_at, finished_at, assessed_at; /* ms */
	size_t sent, retried, failed;		      /* requests */
	bool compared;				      /* with an earlier report */
	const char *incomparable;		      /* why they cannot be; "" = they can */
	size_t of_drift[DRIFT_COUNT];
	struct fleet_finding *findings;
	size_t finding_count;
	struct fleet_task *tasks;
	size_t task_count;
	struct view_date *dates;
	size_t date_count;
};

struct fleet_row {
	const char *name, *subdomain;
	enum fleet_state state;		/* the worst of its reports */
	const char *trouble;		/* why there is none; "" = there is one */
	const char *read_from, *folder; /* see fleet_from; may be NULL */
	const char *note;		/* what is to be known beside; "" */
	struct fleet_report **reports;	/* one a profile, in the order of the profiles */
	size_t report_count;
	size_t older; /* reports left out: a newer one of the same profile counts */
};

struct fleet_profile {
	const char *id, *title, *integration;
	size_t accounts; /* that are held against it */
	size_t of[OVERALL_COUNT];
};

/* An account that a job or a date is of. */
struct fleet_member {
	size_t account; /* by its number */
	const struct fleet_report *report;
	const struct fleet_task *task;
};

struct fleet_job {
	enum view_job_kind kind;
	enum reason reason;
	const char *title, *who, *when; /* of its most urgent member */
	bool mandatory;
	struct fleet_member *members; /* in the order of the accounts */
	size_t member_count, capacity;
	size_t accounts;
};

struct fleet_date {
	enum view_date_kind kind;
	const char *day, *what;
	int64_t at;
	bool past;		      /* when the overview was made */
	struct fleet_member *members; /* without a task */
	size_t member_count, capacity;
	size_t accounts;
};

struct fleet_overview {
	struct arena *arena;
	struct fleet_about about;
	const struct brand *brand; /* never NULL; its texts speak of "50 accounts" */
	char report_id[HASH_UUID]; /* made of those of its reports; the caller's to set */
	enum fleet_state state;	   /* the worst of its accounts */
	size_t of[FLEET_STATE_COUNT];
	const char *title;    /* "Overview of 50 accounts" */
	const char *sentence; /* "Of 50 accounts: 1 could not be read, 12 not ready, ..." */
	const char *moved;    /* since the last time, in a sentence; "" = nothing is known */
	const char *assessed; /* from when to when; "" = no report */
	int64_t assessed_from, assessed_to; /* ms; 0 = no report */
	struct fleet_row *rows;		    /* the worst first, then by name */
	size_t count, capacity;
	size_t reports, older, findings;
	struct fleet_profile *profiles; /* of most accounts first */
	size_t profile_count;
	struct fleet_job *jobs; /* the mandatory ones first, then those of most accounts */
	size_t job_count;
	struct fleet_date *dates; /* the earliest first */
	size_t date_count;
};

struct fleet_overview *fleet_overview_new(const struct fleet_about *about);
void fleet_overview_free(struct fleet_overview *fleet); /* NULL is fine */

/* `why` is a sentence without a full stop, or with one. What is told of a folder twice is one
 * row. */
void fleet_add_trouble(struct fleet_overview *fleet, const struct fleet_from *from,
		       const char *why);
/* A view as the overview's edition shows it, and the results.json that it is of. Of two
 * reports of one account and profile the later one counts, whichever comes first. */
void fleet_add_report(struct fleet_overview *fleet, const struct fleet_from *from,
		      const struct results *results, const struct view *view);
/* Once, when all are added: order, sentences, jobs, dates. */
void fleet_overview_finish(struct fleet_overview *fleet);

const char *fleet_state_name(enum fleet_state state); /* "not-read", else as in results.json */
/* "Not all could be read": of the whole. */
const char *fleet_headline(const struct fleet_overview *fleet);
const char *fleet_state_label(enum fleet_state state); /* "Could not be read", "Not ready" */
struct theme_colour fleet_state_colour(enum fleet_state state);
enum fleet_state fleet_state_of(enum overall verdict);

/* NULL: the account is not held against it. */
const struct fleet_report *fleet_report_of(const struct fleet_row *account,
					   const struct fleet_profile *profile);
/* Of all its reports together. */
size_t fleet_drifted(const struct fleet_row *account, enum drift drift);
/* So many of its reports can be compared with an earlier one. */
size_t fleet_compared(const struct fleet_row *account);
/* "2 worse, 1 better"; why nothing is known: "no earlier report". */
const char *fleet_moved(const struct fleet_overview *fleet, const struct fleet_row *account);
/* "acme, globex": each once. */
const char *fleet_names(const struct fleet_overview *fleet, const struct fleet_member *members,
			size_t count);

void fleet_json_write(FILE *stream, const struct fleet_overview *fleet);
int fleet_xlsx_write(const struct fleet_overview *fleet, const char *path, struct error *err);

#endif
