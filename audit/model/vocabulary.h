/*
 * vocabulary - the words of a report, as enums and as text.
 *
 * In every enum zero is the safe value: unknown, none. The texts are those of
 * results.json; X_name(value) never returns NULL, X_from_name returns -1 for a
 * word it does not know.
 */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include <stdbool.h>

#include "audit/core/tri.h"

/* Whose API a request goes to. */
enum api { API_SYNCRO, API_MTP, API_COUNT };

/* What became of a requirement or of one observation. */
enum verdict {
	VERDICT_UNKNOWN, /* should have been visible; carries a reason */
	VERDICT_PASS,
	VERDICT_FAIL,
	VERDICT_MANUAL, /* no API shows it, and nobody attested it */
	VERDICT_NOTAPPLICABLE,
	VERDICT_INFORMATIONAL,
	VERDICT_COUNT
};

enum overall { OVERALL_INCONCLUSIVE, OVERALL_READY, OVERALL_NOT_READY, OVERALL_COUNT };

/* Why something is unknown. */
enum reason {
	REASON_NONE,
	REASON_NO_PERMISSION,
	REASON_UNAUTHENTICATED,
	REASON_UNREACHABLE,
	REASON_RATE_LIMITED,
	REASON_TIMEOUT,
	REASON_SERVER_ERROR,
	REASON_MALFORMED,
	REASON_TRUNCATED,
	REASON_NOT_REQUESTED,
	REASON_COUNT
};

/* Strength of proof, weakest first: a weaker one never overrides a stronger. */
enum proof {
	PROOF_NONE,
	PROOF_ATTESTED, /* a named person says so, with a date */
	PROOF_DECLARED, /* GET /me says so */
	PROOF_INFERRED, /* a documented 404 or 422 behind the permission check */
	PROOF_PROBED,	/* a documented GET answered 2xx, or any request was refused */
	PROOF_COUNT
};

enum severity { SEVERITY_INFO, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH, SEVERITY_COUNT };

/* A permission in the token matrix. */
enum permission_class {
	CLASS_UNKNOWN,
	CLASS_OK,      /* needed and granted */
	CLASS_MISSING, /* needed and refused */
	CLASS_EXCESS,  /* granted and not documented as needed */
	CLASS_COUNT
};

/* Against the baseline. */
enum change {
	CHANGE_NONE,
	CHANGE_NEW,
	CHANGE_FIXED,
	CHANGE_REGRESSED,
	CHANGE_CHANGED,
	CHANGE_NOT_COMPARABLE,
	CHANGE_COUNT
};

/* Whether a waiver or an attestation counts. */
enum standing {
	STANDING_UNMATCHED, /* names nothing in this audit */
	STANDING_EXPIRED,
	STANDING_EXPIRING, /* in force, ends within 30 days */
	STANDING_IN_FORCE,
	STANDING_COUNT
};

/* What stands in the way of one customer. */
enum issue_kind {
	ISSUE_DUPLICATE_NAME,
	ISSUE_NO_BUSINESS_NAME,
	ISSUE_NO_RECURRING_INVOICE,
	ISSUE_EMAIL_IS_USER,
	ISSUE_COUNT
};

/* Who reads it: auditors, vendors and the account's owner are outside. */
enum edition { EDITION_INTERNAL, EDITION_AUDITOR, EDITION_COUNT };

/* What became of one request, after its retries. */
enum outcome {
	OUTCOME_NOT_SENT,     /* the budget ended before it was its turn */
	OUTCOME_OK,	      /* 2xx, and JSON of the documented shape */
	OUTCOME_REFUSED,      /* 401 or 403 */
	OUTCOME_NOT_FOUND,    /* 404 */
	OUTCOME_INVALID,      /* 400 or 422: the documented refusal of a write */
	OUTCOME_RATE_LIMITED, /* 429 to the last try */
	OUTCOME_SERVER_ERROR, /* 5xx to the last try */
	OUTCOME_UNEXPECTED,   /* any other status: 3xx, 405, ... */
	OUTCOME_MALFORMED,    /* 2xx, and not what is documented */
	OUTCOME_UNREACHABLE,  /* no connection, TLS trouble, a body cut short */
	OUTCOME_TIMEOUT,
	OUTCOME_COUNT
};

/* Every verdict once, in the order of a reader's interest. */
extern const enum verdict verdict_order[VERDICT_COUNT];

const char *tri_name(enum tri value); /* "unknown", "yes", "no" */
const char *api_name(enum api value); /* "syncro", "mtp" */
const char *verdict_name(enum verdict value);
const char *overall_name(enum overall value); /* "not-ready" */
const char *reason_name(enum reason value);   /* "" for none */
const char *proof_name(enum proof value);
const char *severity_name(enum severity value);
const char *class_name(enum permission_class value);
const char *change_name(enum change value);
const char *standing_name(enum standing value);
const char *issue_name(enum issue_kind value);
const char *outcome_name(enum outcome value);
const char *edition_name(enum edition value);

/* A clause for a sentence: "the server kept failing", "the token lacks the permission". */
const char *reason_text(enum reason value);

int tri_from_name(const char *wanted);
int overall_from_name(const char *wanted);
int reason_from_name(const char *wanted);
int proof_from_name(const char *wanted);
int class_from_name(const char *wanted);
int change_from_name(const char *wanted);
int standing_from_name(const char *wanted);
int issue_from_name(const char *wanted);
int api_from_name(const char *wanted);
int severity_from_name(const char *wanted);
int verdict_from_name(const char *wanted);
int outcome_from_name(const char *wanted);
int edition_from_name(const char *wanted);

/* The class of a permission in the matrix: it follows from these two. */
enum permission_class permission_classify(bool needed, enum tri granted);

/* The reason for not knowing that an outcome leads to; REASON_NONE for those
 * that are an answer (ok, refused, not-found, invalid). */
enum reason outcome_reason(enum outcome value);

#endif
