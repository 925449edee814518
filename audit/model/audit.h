/*
 * audit - THE data model: one account held against one profile. The rules fill
 * it, the report reads it and nothing else.
 *
 * All memory belongs to the audit's arena (or to what it points at: profile,
 * catalogue, account). Texts are valid UTF-8, cleaned, never NULL.
 *
 * The words, each for one thing, in the order they come in:
 *
 * profile      what one vendor documents as prerequisites; of requirements
 * requirement  one of them, with an id; its check says how it is held against the account
 * action       what to do about a requirement that is not met
 * job          a piece of work that fulfils several requirements
 * catalogue    Syncro's permissions, and the requests that show them
 * plan         what has to be asked beyond /me, users, customers and invoices
 * probe        a request whose answer shows a permission
 * list         rows that Syncro hands out in pages; reading: once through it
 * source       a part of the account, and how well it could be read
 * account      what was pulled: facts, and how each was come by
 * evidence     the folder that holds what was asked, answered and given by people
 * outcome      what became of one request
 * refusal      Syncro's own word that a permission is missing
 * declared     what GET /me says; inferred, probed, attested: the other proofs
 * right        what is known of one permission, of the token or of its user
 * excess       a permission that is granted and that no profile of the run documents as needed
 * finding      a requirement held against the account: verdict, reason, observations
 * observation  one piece of evidence for a finding
 * verdict      of a finding; overall: of all of them together
 * reason       why a verdict is unknown
 * attestation  a person's word for what no API shows
 * stand-in     an attestation's word for an answer that Syncro does not give
 * waiver       an accepted exception; recorded beside a verdict, never changing it
 * standing     whether an attestation or a waiver is in force at the moment that counts
 * issue        a customer that one of the customer requirements concerns
 * baseline     the earlier report this one is compared with; change, comparison: what moved
 * history      the course of several audits of one account
 * edition      for whom the report is; view: what a reader is shown, decided once
 */
#ifndef MODEL_AUDIT_H
#define MODEL_AUDIT_H

#include "audit/core/hash.h"
#include "audit/model/account.h"
#include "audit/model/brand.h"
#include "audit/model/comparison.h"
#include "audit/model/profile.h"
#include "audit/model/vocabulary.h"

#define AUDIT_EXPIRING_DAYS 30

struct history; /* audit/core/history.h */
struct work;	/* audit/model/work.h */

/* The object that stands for all customers: each has its issue instead. */
#define OBSERVATION_CUSTOMERS "customers"

/* One piece of evidence for a finding. */
struct observation {
	const char *object;  /* what a waiver names: "permission:Tickets - Edit", "user:17" */
	const char *subject; /* the same for a reader */
	const char *expected;
	const char *observed;
	const char *source;    /* "GET /me", "attestation by ..." */
	const char **evidence; /* the requests it rests on: "E-002"; none: a person's word */
	size_t evidence_count;
	enum verdict verdict;
	enum proof proof;
	enum reason reason;
};

/* Accepted exception: recorded beside a verdict, never changing it. */
struct waiver {
	const char *requirement;
	const char *object; /* "" = the whole requirement */
	const char *reason;
	const char *owner;
	const char *approved_by;
	const char *created_on;
	const char *expires_on;
	int64_t ends_at; /* last ms of that day, UTC */
	const char *reference;
	enum standing standing;
	bool effective; /* in force, and the finding is fail or manual */
	bool unneeded;	/* it would be in force, and what it is about is well */
};

struct finding {
	const struct requirement *requirement;
	enum verdict verdict;
	enum reason reason;  /* for unknown */
	enum proof proof;    /* the weakest proof the verdict rests on */
	const char *summary; /* one or two sentences */
	struct observation *observations;
	size_t observation_count;
	const struct waiver *waiver; /* the one that covers it, in force; or NULL */
	enum change change;
};

/* A line of the token matrix. */
struct permission_state {
	const struct permission *permission;
	bool needed;
	enum tri granted;
	enum proof proof;
	enum reason reason; /* when granted is unknown through a fault */
	enum permission_class class;
	const char *source; /* "GET /customers", "GET /me", "attestation" */
	const char *note;   /* contradictions and assumptions, or "" */
};

struct security_group {
	const char *name;
	int64_t *members; /* user ids */
	size_t member_count;
	const char *access_type;  /* "" = unknown */
	const char **permissions; /* attested ones */
	size_t permission_count;
	enum proof proof; /* declared or attested */
};

struct customer_issue {
	const struct customer *customer;
	const char *detail;
	const struct requirement *requirement;
	enum issue_kind kind;
	bool waived;
};

/* How far the customers were looked at for one kind of issue. */
struct issue_look {
	bool asked;	  /* the profile asks for it */
	enum reason open; /* why not every customer could be looked at; REASON_NONE */
};

/* A person's word for what no API shows. */
struct attestation {
	const char *requirement;
	enum verdict verdict; /* pass, fail; unknown = not filled in, counts as absent */
	const char *statement;
	const char *attested_by;
	const char *attested_on;
	const char *valid_until;
	int64_t ends_at;
	const char *evidence;
	enum reason stands_in_for; /* a fault the audit must have met; REASON_NONE = none */
	enum standing standing;
	bool used; /* it decided its finding */
};

/* A fault that the attested list of the token stands in for. */
struct stand_in {
	size_t permission; /* index into the catalogue */
	enum reason reason;
};

struct attested_permissions {
	const char *name;	 /* of the token or the security group */
	const char *access_type; /* groups only */
	bool expires;		 /* token only: false = open ended */
	const char *expires_on;
	int64_t expires_at;
	size_t *permissions; /* indices into the catalogue */
	size_t permission_count;
	const char **unknown_permissions; /* names the catalogue does not know */
	size_t unknown_count;
	struct stand_in *stand_ins; /* token only */
	size_t stand_in_count;
	bool complete; /* what is not named is attested as refused */
	const char *attested_by;
	const char *attested_on;
	const char *valid_until;
	int64_t ends_at;
	enum standing standing;
};

/* A person's word for the number of customers, where Syncro announces more than it gives. */
struct attested_total {
	int64_t total;
	const char *attested_by;
	const char *attested_on;
	const char *valid_until;
	int64_t ends_at;
	const char *evidence;
	enum standing standing;
	bool used; /* the customer list counts as complete by it */
};

struct counts {
	size_t of[VERDICT_COUNT]; /* findings; waived ones stay in their verdict */
	size_t waived;
};

/* How the report is dressed; none of it changes a verdict. */
enum paper { PAPER_A4, PAPER_LETTER };

struct presentation {
	enum edition edition;
	enum paper paper;
	char csv_separator;	   /* ',', ';' or '\t'; 0 is a comma */
	const struct brand *brand; /* or NULL: a neutral look */
};

struct audit {
	const struct profile *profile;
	/* All of the run, this one among them: they share the token. None: this one alone. */
	const struct profile *const *run;
	size_t run_count;
	const struct catalogue *catalogue;
	const struct account *account; /* with the attested total, once it is evaluated */
	const char *tool_version;
	char report_id[HASH_UUID];
	int64_t assessed_at; /* ms: decides what is in force */
	struct presentation presentation;

	struct attestation *attestations;
	size_t attestation_count;
	struct attested_permissions *token; /* or NULL */
	struct attested_permissions *groups_attested;
	size_t group_attested_count;
	struct attested_total *customers_attested; /* or NULL */
	struct waiver *waivers;
	size_t waiver_count;

	struct finding *findings; /* in the profile's order */
	size_t finding_count;
	struct permission_state *permissions; /* the needed ones, and others known or granted */
	size_t permission_count;
	struct security_group *groups;
	size_t group_count;
	struct customer_issue *issues; /* by kind, then customer id */
	size_t issue_count;
	struct issue_look looks[ISSUE_COUNT];
	size_t active_customers;
	size_t disabled_customers;
	struct counts counts;
	enum overall verdict;
	const struct comparison *comparison; /* with the baseline; NULL = there is none */
	const struct history *history;	     /* of the account, this audit last; NULL = not told */
	const struct work *work; /* what people wrote into the sheet; NULL = none given */
};

#endif
