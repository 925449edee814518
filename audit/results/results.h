/*
 * results - results.json as a struct: what an audit's says, and what an earlier report's
 * said. Written and read by the same tables (fields.c); read, the fixed names of version 1
 * must be there and of their type, what was added later is left alone.
 *
 * A new field: a member here, a row in fields.c, the schema, a test; of_audit.c fills it
 * in where no struct of the model has it already. What is not read back is zero.
 */
#ifndef RESULTS_RESULTS_H
#define RESULTS_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"
#include "audit/model/comparison.h"

struct arena;
struct error;
struct facts;

#define RESULTS_SCHEMA "syncro-audit/results/1"
#define RESULTS_MOST ((size_t)512 << 20) /* bytes; every customer may have issues */

struct results_profile {
	const char *id, *version, *sha256;
};

struct results_account {
	const char *subdomain, *base_url;
	int64_t user_id; /* 0 = not known */
	const char *user_name, *user_email;
	enum tri global_admin;
};

struct results_finding {
	const char *id, *title, *group, *summary, *reference;
	const char *action; /* imperative; NULL: not told */
	const char *job;    /* "" = a piece of work of its own; not read back */
	enum severity severity;
	bool mandatory;
	enum verdict verdict;
	enum reason reason;
	enum proof proof;
	bool waived;		     /* a waiver stands beside it */
	const struct waiver *waiver; /* not read back */
	enum change change;
	struct observation *observations;
	size_t observation_count;
	const char **remediation;
	size_t remediation_count;
	const struct work_row *work; /* what people wrote; NULL = nothing */
};

struct results_permission {
	const char *name;
	bool needed;
	enum tri granted;
	enum proof proof;
	enum permission_class class;
	enum reason reason;
	const char *source, *note;
};

struct results_user {
	int64_t id;
	const char *name, *email;
	enum tri global_admin;
	const char **groups;
	size_t group_count;
	bool token_owner;
	bool gone; /* the owner, who is no longer a user: the rest is what /me tells */
};

struct results_customer {
	int64_t id;
	const char *name;
	enum tri active;
	const char *email; /* NULL: not told by this version, or could not be understood */
	const struct customer_address *addresses; /* beside it */
	size_t address_count;
};

struct results_issue {
	int64_t customer_id;
	const char *name, *detail;
	enum issue_kind kind;
	bool waived;
};

/* A list that was read, or a probe. */
struct results_source {
	const char *path, *reason, *problem;
	const char *api;			   /* NULL = Syncro's */
	const char *method, *permission, *granted; /* of a probe; else NULL */
	size_t status, pages, records;
	bool complete;
};

struct results_requests {
	size_t sent, retried, failed;
};

/* A kind of which not all could be compared. */
struct results_gap {
	enum compared kind;
	const char *why;
};

struct results_changes {
	const char *incomparable;
	size_t of_change[CHANGE_COUNT];
	struct compared_finding *findings; /* ids are distinct */
	size_t finding_count;
	struct comparison_row *rows; /* read back, they are counted only */
	size_t row_count;
	size_t moved[COMPARED_COUNT][MOVEMENT_COUNT];
	struct results_gap *gaps;
	size_t gap_count;
};

struct results {
	const char *schema, *report_id, *tool_version;
	struct results_profile profile;
	struct results_account account;
	const struct mtp *mtp; /* NULL = not asked for */
	const char *edition;   /* "internal", "auditor"; NULL = not told */
	int64_t started_at, finished_at;
	int64_t assessed_at; /* ms; where it is not told, that of the end */
	enum overall verdict;
	struct counts counts;
	/* NULL = compared with none; read back, when it was assessed alone */
	const struct comparison_side *baseline;
	struct results_changes *changes;  /* since the baseline; NULL the same */
	struct results_finding *findings; /* ids are distinct */
	size_t finding_count;
	struct results_permission *permissions; /* names are distinct */
	size_t permission_count;
	struct results_user *users;
	size_t user_count;
	struct security_group *groups;
	size_t group_count;
	size_t customers, active_customers, disabled_customers;
	bool customers_complete;
	struct results_customer *rows; /* NULL = not told */
	size_t row_count;
	struct results_issue *issues;
	size_t issue_count;
	struct waiver *waivers;
	size_t waiver_count;
	struct attestation *attestations;
	size_t attestation_count;
	struct results_source *sources;
	size_t source_count;
	struct results_requests requests;
	const struct audit *audit; /* whose customers and issues are not copied; NULL = none */
};

/* Everything lives in the arena. The error names the place, not the file. */
int results_read(struct arena *arena, const char *bytes, size_t length, struct results **out,
		 struct error *err);

/* What the results.json of an audit says. Borrows the audit, whose customers and their
 * issues may be many: they are counted, and made one at a time when they are written. */
struct results *results_shown(struct arena *arena, const struct audit *audit);

/* The same with all customers and issues, whoever a report shows: the rules of a comparison
 * are the same for an audit in memory and for two report folders. */
const struct results *results_of(struct arena *arena, const struct audit *audit);

/* What the file says, and what follows from its findings and permissions: verdict,
 * counts and classes (FACT_VERDICT, FACT_COUNT, FACT_CLASS). */
void results_facts(const struct results *results, struct facts *facts);
void results_derived(const struct results *results, struct facts *facts);

#endif
