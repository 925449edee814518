/*
 * assessment - what audit and replay share: the inputs, the verdicts, the report folder and
 * what a run ends with.
 *
 *	prepare, then an account (pulled or replayed), reserve, assess, write, conclude
 *
 * assessment_load and assessment_evaluate are the two parts that touch nothing outside.
 */
#ifndef COMMAND_ASSESSMENT_H
#define COMMAND_ASSESSMENT_H

#include "audit/command/conclusion.h"
#include "audit/command/publication.h"
#include "audit/core/secret.h"
#include "audit/evidence/evidence.h"
#include "audit/input/inputs.h"
#include "audit/option/command.h"

/* The first member of those of audit; all there is of replay. */
struct assessment_options {
	struct common_options common;
	struct inputs_options inputs;
	const char *out;
	const char *format; /* "xlsx,pdf" */
	const char *paper;  /* NULL = not told */
	const char *csv_separator;
	const char *edition; /* "internal", "auditor" */
	const char *fail_on; /* "never", ...: see conclusion.h */
	struct publication_options publication;
	bool quiet_if_unchanged;
	bool write_probes;
};

/* Three groups of rows, as --help shows them. */
extern const struct option_row assessment_inputs[];
extern const struct option_row assessment_presentation[];
extern const struct option_row assessment_ending[];

/* Lives in the arena, but for what is borrowed. */
struct assessment {
	struct arena *arena;
	const struct options *given;
	const struct assessment_options *options; /* the same, as values */
	const struct evidence_run *recorded;	  /* NULL = an audit */
	const char *replayed;			  /* the folder of a replay, or NULL */
	struct evidence_run record;		  /* run.json to be; its account is the caller's */
	struct inputs inputs;
	unsigned formats;
	struct audit **audits; /* one for each profile */
	size_t audit_count;
	struct plan *plan;
	struct account *account;      /* the caller's */
	const struct secret *secrets; /* that nothing may hold; NULL = none */
	enum fail_on fail_on;
	struct publication publication;
	bool silent; /* --quiet-if-unchanged, and nothing moved */
};

/* Reads the inputs and makes the audits and the plan of them. `recorded` is what the evidence
 * was pulled with; options then are what was given, else as recorded. */
int assessment_load(struct assessment *assessment, struct error *err);
/* The same, and everything else that can be found wrong before anything is asked. */
int assessment_prepare(struct assessment *assessment, struct error *err);

int assessment_reserve(const struct assessment *assessment, struct folder *folder,
		       struct error *err);

/* The verdicts, and what changed; `assessed_at` is the report's clock. */
int assessment_evaluate(struct assessment *assessment, int64_t assessed_at, struct error *err);
/* The same, with what is told of it. `clock`: unless the environment sets another. */
int assessment_assess(struct assessment *assessment, int64_t clock, struct error *err);

/* The report, complete and committed. */
int assessment_write(struct assessment *assessment, struct folder *folder, struct error *err);
/* What it ends with, and where: told. */
enum exit_status assessment_conclude(const struct assessment *assessment,
				     const struct folder *folder);

#endif
