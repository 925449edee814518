/*
 * results - results.json read back: what an earlier report found. Bytes in, a plain
 * struct out; the fixed names of version 1 must be there and of their type, what was
 * added later is left alone.
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

struct results_observation {
	const char *object, *subject, *observed;
	enum verdict verdict;
};

struct results_finding {
	const char *id, *title, *summary;
	enum severity severity;
	bool mandatory;
	enum verdict verdict;
	enum reason reason;
	bool waived;	   /* a waiver stands beside it */
	bool part_unknown; /* one of its observations is unknown */
	enum change change;
	struct results_observation *observations;
	size_t observation_count;
};

struct results_permission {
	const char *name;
	bool needed;
	enum tri granted;
	enum proof proof;
	enum permission_class class;
	const char *source;
};

struct results_user {
	int64_t id;
	const char *name, *email;
	enum tri global_admin;
	const char **groups;
	size_t group_count;
	bool token_owner;
};

struct results_group {
	const char *name, *access_type;
	int64_t *members; /* user ids */
	size_t member_count;
	const char **permissions;
	size_t permission_count;
	enum proof proof;
};

struct results_customer {
	int64_t id;
	const char *name;
	enum tri active;
};

struct results_issue {
	int64_t customer_id;
	const char *name, *detail;
	enum issue_kind kind;
	bool waived;
};

struct results_waiver {
	const char *requirement, *object, *expires_on, *reason, *owner, *approved_by;
	enum standing standing;
};

struct results_attestation {
	const char *requirement, *valid_until, *attested_by;
	enum standing standing;
};

struct results_source {
	const char *path, *reason; /* "" or NULL = none */
	const char *method, *api;  /* NULL: a list of Syncro's */
	bool complete;
};

struct results_change {
	const char *id;
	enum change change;
};

/* A row of what changed, and a kind of which not all could be compared. */
struct results_move {
	enum compared kind;
	enum movement movement;
};

struct results_gap {
	enum compared kind;
};

struct results {
	const char *schema, *report_id, *tool_version;
	struct results_profile profile;
	struct results_account account;
	int64_t started_at, finished_at;
	int64_t assessed_at;   /* ms; where it is not told, that of the end */
	const char *edition;   /* "internal", "client"; NULL = not told */
	int64_t only_customer; /* the one whose rows the files show; 0 = all */
	enum overall verdict;
	struct counts counts;
	struct results_finding *findings; /* ids are distinct */
	size_t finding_count;
	struct results_permission *permissions; /* names are distinct */
	size_t permission_count;
	struct results_user *users;
	size_t user_count;
	struct results_group *groups;
	size_t group_count;
	int64_t customers, active_customers, disabled_customers;
	bool customers_complete;
	struct results_customer *rows; /* NULL = not told */
	size_t row_count;
	struct results_issue *issues;
	size_t issue_count;
	struct results_waiver *waivers;
	size_t waiver_count;
	struct results_attestation *attestations;
	size_t attestation_count;
	struct results_source *sources;
	size_t source_count;
	bool compared;			/* with a baseline: what follows is told */
	struct results_change *changes; /* ids are distinct */
	size_t change_count;
	struct results_move *moves;
	size_t move_count;
	struct results_gap *gaps;
	size_t gap_count;
};

/* Everything lives in the arena. The error names the place, not the file. */
int results_read(struct arena *arena, const char *bytes, size_t length, struct results **out,
		 struct error *err);

/* What the file says, and what follows from its findings and permissions: verdict,
 * counts and classes (FACT_VERDICT, FACT_COUNT, FACT_CLASS). */
void results_facts(const struct results *results, struct facts *facts);
void results_derived(const struct results *results, struct facts *facts);

#endif
