/*
 * inputs - the files an assessment is made from, kept as they were read, so
 * that the evidence folder can hold exact copies; and the audits they give, one
 * for each profile.
 */
#ifndef INPUT_INPUTS_H
#define INPUT_INPUTS_H

#include "audit/evidence/evidence.h"
#include "audit/input/previous.h"
#include "audit/input/siblings.h"
#include "audit/input/work_files.h"
#include "audit/model/audit.h"
#include "audit/model/history.h"
#include "audit/option/table.h"

struct arena;
struct error;
struct yardsticks;

/* The files that are named. */
struct inputs_options {
	struct option_list profiles;
	const char *attestations;
	const char *waivers;
	const char *brand;
	const char *baseline;	    /* a report folder, its results.json, or "latest" */
	struct option_list history; /* reports, and folders that hold reports */
	const char *work;	    /* a report folder or its work.xlsx */
	/* Where to look for it; no parent: "latest" is refused. Of a history too, in a fleet. */
	struct siblings_place latest_in;
};

struct inputs {
	struct evidence_input catalogue;
	bool recorded;			 /* it is the evidence's own copy */
	struct evidence_input *profiles; /* at least one */
	size_t profile_count;
	struct evidence_input attestations; /* text NULL = not given */
	struct evidence_input waivers;
	struct previous_list baseline;	       /* count 0 = not given */
	struct history_list history;	       /* of all profiles, in order */
	struct evidence_input *history_copies; /* one for each */
	struct work_list work;		       /* what people wrote; count 0 = nothing given */
	const char *baseline_folder;	       /* that was named or found; NULL = none */
	struct evidence_input brand;
	struct evidence_logo logo;
};

/* The usual profile, where none is named. */
void inputs_usual_profile(struct inputs_options *options);

/* "latest" is none. */
bool inputs_baseline_is_path(const char *baseline);

/* What the options name, but the baseline and the history; for replay, `run` has what they
 * do not. */
int inputs_load(struct arena *arena, const struct inputs_options *options,
		const struct evidence_run *run, struct inputs *out, struct error *err);

/* Parses them all: an array of audits in the order of the profiles, with everything but the
 * account and the clock. Waivers and attestations that are for another one of the profiles
 * are left out. Two profiles of one id are refused. Profiles and catalogue are those of `known`,
 * and live as long; NULL: they are read anew, into the arena. */
int inputs_audits(struct arena *arena, const struct inputs *inputs, struct yardsticks *known,
		  struct audit ***out, struct error *err);

/* The baseline, the history and what people wrote into work.xlsx, before anything is asked: a
 * comparison that cannot be made must not be found out late. "latest" is the newest report like
 * `audits`; if there is none, there is no baseline. What is about another account than `subdomain`
 * is refused. */
int inputs_earlier(struct arena *arena, const struct inputs_options *options, const char *subdomain,
		   const struct evidence_run *run, struct audit *const *audits,
		   struct inputs *inputs, struct error *err);

/* Holds an audit that is evaluated against the baseline and the history, if there are any. */
int inputs_compare(struct arena *arena, const struct inputs *inputs, struct audit *audit,
		   struct error *err);

/* Copies into run.json's struct. */
void inputs_record(struct arena *arena, const struct inputs *inputs, struct evidence_run *run);

/* The report's id, out of the evidence, the inputs and the clock. */
void inputs_report_id(const struct inputs *inputs, struct audit *audit);

#endif
