/*
 * outputs - the files of a report folder: results.json always, attestations.todo.json
 * in the internal edition, work.xlsx there beside report.xlsx, the others as --format asks.
 */
#ifndef COMMAND_OUTPUTS_H
#define COMMAND_OUTPUTS_H

#include "audit/core/secret.h"
#include "audit/model/audit.h"
#include "report/report.h"

struct arena;
struct error;
struct overview;
struct place;

/* attestations.todo.json */
extern const struct report_file outputs_todo;

/* A bit for each format named in a list such as "xlsx,pdf". */
int outputs_parse(const char *list, unsigned *formats, struct error *err);

/* Whether this machine has what they need. */
int outputs_ready(unsigned formats, struct error *err);

/* What the audit's edition shows. Each file is complete before it gets its name, and searched for
 * the token first. */
int outputs_write(const struct place *folder, unsigned formats, const struct audit *audit,
		  const struct secret *token, struct error *err);

/* Of several audits of one run, at the top of their folders, in those of the formats that have
 * one, and overview.json. */
int outputs_write_overview(const struct place *folder, unsigned formats,
			   struct audit *const *audits, size_t count, const struct secret *token,
			   struct error *err);

/* What they show; it borrows from the arena. Free it with overview_free, before the arena. */
struct overview *outputs_overview(struct arena *arena, struct audit *const *audits, size_t count);

/* One file of a format that has one, under another name. */
int outputs_write_one(const struct place *folder, const char *name, const char *format,
		      const struct audit *audit, struct error *err);

#endif
