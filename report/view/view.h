/*
 * view - what every format shows, decided once: order, labels, sentences,
 * numbers. PDF, workbook and JSON can then not disagree.
 *
 * A view borrows the audit and owns what it adds; texts are never NULL.
 */
#ifndef REPORT_VIEW_VIEW_H
#define REPORT_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/audit.h"
#include "report/look/logo.h"
#include "report/look/palette.h"
#include "report/view/dates.h"

struct str;
struct work_row;

/* What became of a requirement or of one observation, as a reader is told. Notes are what a
 * profile only wants to be told; they end in one of the last three, or are unchecked. */
enum view_result {
	RESULT_UNCHECKED,
	RESULT_MET,
	RESULT_NOT_MET,
	RESULT_TO_CONFIRM,
	RESULT_NOT_APPLICABLE, /* its condition does not hold for the account */
	RESULT_NOTE,	       /* looked, and there is something to tell */
	RESULT_NOTHING,	       /* looked, and there is nothing to tell */
	RESULT_OUT_OF_SCOPE,   /* nobody was asked */
	RESULT_COUNT
};

/* How the requirements of a profile, or of a group, turned out. Notes are not among the
 * counted: what there is to meet depends on the profile alone, and on no fault. */
struct view_counts {
	size_t counted; /* the sum of met, not_met, unchecked, to_confirm and not_applicable */
	size_t met;
	size_t not_met;
	size_t accepted; /* of those not met */
	size_t unchecked;
	size_t to_confirm;
	size_t confirm_accepted; /* of those to confirm */
	size_t not_applicable;
	size_t notes;		       /* not counted */
	size_t notes_of[RESULT_COUNT]; /* the notes by their result */
};

struct view_group {
	const char *title;
	struct view_counts counts;
};

struct view_action {
	const struct finding *finding;
	const char *urgency;	/* "Fix before connecting", "Confirm when convenient" */
	const char *who;	/* "Syncro administrator", "Whoever runs the audit" */
	const char *where;	/* "" where nothing is known to be wrong */
	const char *first_step; /* of what could not be checked, by cause */
};

/* Why counted requirements could not be checked: those of one cause together. */
struct view_cause {
	enum reason reason;
	bool portal;	      /* the vendor's portal's, not Syncro's */
	const char *sentence; /* "Syncro answered with errors (503) for tickets, so 2 ..." */
	const char *step;     /* "Run the audit again; if it persists, ..." */
	const struct finding **findings; /* the mandatory ones first */
	size_t count, mandatory;
};

enum view_job_kind {
	JOB_FIX,     /* something is wrong: the steps mend it */
	JOB_CHECK,   /* something could not be read: the cause says what to do */
	JOB_CONFIRM, /* a person has to say it */
	JOB_KINDS
};

/* What one person does in one go; it closes one finding or several. */
struct view_job {
	enum view_job_kind kind;
	const char *title; /* imperative: "Replace the token" */
	const char *who;
	const char *when;		 /* the urgency of its most urgent finding */
	const char *place;		 /* in the PDF: "job:1" */
	enum verdict verdict;		 /* of its most urgent finding */
	enum reason reason;		 /* of JOB_CHECK: why it could not be read, */
	const char *advice;		 /* and what helps then; else "" */
	bool mandatory;			 /* one of its requirements is */
	const struct job *shared;	 /* the profile's, or NULL */
	const struct finding **findings; /* in the profile's order */
	size_t count;
	const char **steps; /* of the job as a whole; none: those of each requirement */
	size_t step_count;
	const char *assigned; /* by people in work.xlsx: "Ann Lee by 9 December 2026"; "" */
};

/* A person on whose word something met rests. */
struct view_confirmer {
	const char *name;	 /* as the attestation has it: "Ann Lee, Operations Lead" */
	const char *valid_until; /* YYYY-MM-DD: of what ends first */
	int64_t ends_at;
	size_t met;		    /* so many requirements rest on it */
	bool is_owner;		    /* the token's: no independent witness */
	const struct finding *last; /* while they are counted */
};

struct view_customer {
	const struct customer *customer;
	size_t issue_count;  /* not waived ones first */
	const char *kinds;   /* "Duplicate name; no recurring invoice" */
	const char *details; /* "Same name as customer 3; no recurring invoice" */
};

/* A sentence that many findings need. */
struct view_footnote {
	const char *mark; /* "¹" */
	const char *text;
};

/* The token owner, the same in every file. */
struct view_owner {
	bool known;	   /* Syncro said who it is */
	struct user user;  /* as shown; an owner who is gone as GET /me tells of */
	const char *state; /* "a user of the account", "no longer a user (404)" */
	const char *admin; /* "yes", "no", "unknown", "yes, according to the token": see
			      view_admin_label */
};

struct view_outcome {
	enum outcome outcome;
	size_t requests;
};

struct view_term {
	const char *term;
	const char *meaning;
};

struct view {
	const struct audit *audit;
	struct arena *arena;
	const struct brand *brand; /* never NULL */
	struct palette palette;
	struct logo logo; /* no pixels: there is none */

	const char *title;	 /* "Readiness for JumpCloud Multi-Tenant Portal", or the brand's */
	const char *verdict;	 /* "Ready", "Not ready", "Not confirmed yet" */
	const char *sentence;	 /* the verdict in plain words */
	const char *tally;	 /* "Of 21 requirements: 6 met, 12 not met (1 accepted), ..." */
	const char *notes;	 /* "6 notes are not counted: ..."; "" = there are none */
	const char *assessed;	 /* "2026-11-24 08:15 UTC" */
	const char *assessed_on; /* for sentences: "24 November 2026" */
	const char *pulled;
	const char *edition; /* "Auditor's edition" */
	const char *whose;   /* at the foot of a page: "acme.syncromsp.com  ·  jumpcloud-mtp" */
	const char *changes; /* since the baseline, in a sentence or two; "" = there is none */
	const char *const *edition_notes;  /* what was left out, NULL-terminated */
	struct view_counts counts;	   /* of the whole */
	size_t met_by[PROOF_COUNT];	   /* the met ones, by their proof */
	struct view_confirmer *confirmers; /* of those confirmed */
	size_t confirmer_count;
	const char *proof;  /* "Proof of the 6 met: 5 tested, ..."; "" = none is met */
	const char *centre; /* of a ring of what is counted: "6 of 21 met" */

	struct view_group *groups;
	size_t group_count;
	const struct finding **findings; /* in the order of the actions, then met, then notes */
	size_t finding_count;
	struct view_action *actions; /* in the same order */
	size_t action_count;
	struct view_job *jobs; /* the actions by what is done in one go, most urgent first */
	size_t job_count;
	struct view_footnote *footnotes; /* in the order they are needed */
	size_t footnote_count;
	struct view_cause *causes; /* of the first finding first */
	size_t cause_count;
	const struct view_date *dates; /* to watch, the earliest first */
	size_t date_count;
	const struct permission_state **permissions; /* missing, unknown, excess, ok */
	size_t permission_count;
	size_t of_class[CLASS_COUNT];
	struct view_customer *customers; /* with issues, most first */
	size_t customer_count;
	size_t customers_read;
	size_t customers_concerned; /* with issues */
	size_t issues_of[ISSUE_COUNT];
	size_t looks_asked;	    /* kinds of issues that the profile asks for */
	const char *looks_open;	    /* those that could not be looked for in every customer; "" */
	const char *customers_note; /* "in the whole account", or of how many */
	struct view_owner owner;
	size_t users;		   /* the owner is not among them who is no longer one */
	const char *people;	   /* "9 users, and the token owner, who is no longer one" */
	size_t global_admins;	   /* known ones, of the users */
	const char *const *method; /* paragraphs, NULL-terminated */
	struct view_outcome outcomes[OUTCOME_COUNT];
	size_t outcome_count;
};

struct view *view_new(const struct audit *audit);
void view_free(struct view *view); /* NULL is fine */

/* The colour to put behind the logo on that ground, or -1 for none: see palette_plate. */
int64_t view_logo_plate(const struct view *view, uint32_t ground);

/* Whether its reader has neither the folder, the program nor a use for addresses of requests:
 * the auditor's edition. */
bool view_is_outside(const struct view *view);

/* Words for readers. */
const char *view_overall_label(enum overall verdict);	/* "Not confirmed yet" */
const char *view_verdict_label(enum verdict verdict);	/* "Could not check" */
const char *view_result_label(enum view_result result); /* "Nothing to report" */
const char *view_severity_label(enum severity severity);
const char *view_proof_label(enum proof proof);
const char *view_class_label(enum permission_class class);
const char *view_standing_label(enum standing standing);
const char *view_waiver_label(const struct waiver *waiver);
const char *view_issue_label(enum issue_kind kind);
const char *view_outcome_label(enum outcome outcome);
const char *view_granted_label(enum tri granted); /* "granted", "refused", "unknown" */
/* Of a row as account_user_shown gives it; "yes, according to the token" of an owner who is gone.
 */
const char *view_admin_label(const struct account *account, const struct user *user);
/* "read", "no longer a user (404)" */
const char *view_user_state(const struct account *account, const struct user *user);
const char *view_customer_name(const struct customer *customer);
/* Its page in Syncro, which only who may sign in there can read. */
const char *view_customer_url(const struct view *view, const struct customer *customer);
/* The page where a requirement is looked up: an address that the profile names, or the token page
 * of the account; NULL if neither is meant. */
const char *view_where_url(const struct view *view, const struct requirement *requirement);
/* "Same name as customer 3; no recurring invoice": adds to a list that is one sentence, without
 * a full stop. */
void view_put_clause(struct str *list, const char *text);

/* Whether it is only told of, and never counted. */
bool view_is_note(const struct requirement *requirement);
enum view_result view_result(const struct finding *finding);
enum view_result view_observation_result(const struct finding *finding,
					 const struct observation *observation);
/* The verdict that a result is shown for, so that it can be read back and drawn. */
enum verdict view_result_verdict(enum view_result result);
/* The counted ones in the order of a reader's interest, then those of notes only. */
extern const enum view_result view_result_order[RESULT_COUNT];
#define VIEW_RESULTS_COUNTED 5 /* so many of them are counted ones */
size_t view_counts_of(const struct view_counts *counts, enum view_result result);

/* "24 November 2026" of "2026-11-24", for sentences; what is no date as it stands. */
const char *view_day(struct arena *arena, const char *date);
const char *view_day_of(struct arena *arena, int64_t ms);
const char *view_moment(struct arena *arena, int64_t ms); /* "24 November 2026, 08:15 UTC" */
/* Whether it was assessed when it was read, to the minute; and both in a sentence, without a full
 * stop: "Data read and assessed on 24 November 2026, 08:15 UTC". */
bool view_is_fresh(const struct view *view);
const char *view_when(const struct view *view);
/* "JC-2.2, 2.3, 4.1": what a job closes; the prefix that ids share is said once. */
const char *view_job_closes(struct arena *arena, const struct view_job *job);
/* What many of a job that looks again have in common is said once. The one before that finding of
 * the job that says the same of itself, or NULL; and the ids of those behind the i-th that do,
 * "JC-2.3, 3.1", or "". */
const struct finding *view_job_repeats(const struct view_job *job, const struct finding *finding);
const char *view_job_likewise(struct arena *arena, const struct view_job *job, size_t i);
/* A finding's summary with the marks of its footnotes instead of their sentences. */
const char *view_brief(const struct view *view, const struct finding *finding);
/* Which footnotes such a text has marks of: bit 0 is the first one. */
unsigned view_footnotes_of(const struct view *view, const char *text);
/* The note beside a finding that is not a verdict: "accepted until 31 December 2026", or "". */
/* What a waiver is of: "Jasperford Bakery (30015)", "customer 1" if there is none of that number;
 * "" = the whole requirement. */
const char *view_waiver_object(struct arena *arena, const struct audit *audit,
			       const struct waiver *waiver);
const char *view_waiver_note(const struct view *view, const struct finding *finding);

/* Whether something is to be done about it: it is one of the actions. */
bool view_asks(const struct finding *finding);
/* Who does it, as people wrote it; a novel is cut. And by when: "Ann Lee by 9 December 2026",
 * "Ann Lee", "by 9 December 2026", or "". */
const char *view_work_owner(struct arena *arena, const struct work_row *row);
const char *view_work_assigned(struct arena *arena, const struct work_row *row);
/* What became of it that people marked as fixed: "Marked Fixed in the work sheet of the audit of
 * 3 March 2026, not met today."; "" where that is not so. */
const char *view_work_note(const struct view *view, const struct finding *finding);

/* The requests of the evidence log that an observation rests on: "E-002, E-006 to E-010";
 * "" = none, as of a person's word. Of a finding: those of all its observations, each once. */
const char *view_evidence(const struct view *view, const struct observation *observation);
const char *view_evidence_of(const struct view *view, const struct finding *finding);

/* Tables that end in a row whose term is NULL. */
const struct view_term *view_result_terms(void);
const struct view_term *view_proof_terms(void);

#endif
