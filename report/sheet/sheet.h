/*
 * sheet - two pages for one customer, built up from what concerns that customer alone: its
 * record, its recurring invoices, what is in the way and what is being done. Nothing of
 * another customer, of the people who run the account or of the token can get into it, for
 * nothing of them is in what it is made from (struct sheet).
 *
 * One maker writes the sheets of one audit, one after the other, with fonts read once.
 */
#ifndef REPORT_SHEET_SHEET_H
#define REPORT_SHEET_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/core/hash.h"
#include "audit/model/audit.h"

struct arena;
struct error;
struct sheet;
struct sheet_maker;

/* For the internal edition of an audit, with its brand and paper; both are borrowed. NULL without
 * a font. */
struct sheet_maker *sheet_maker_new(const struct audit *audit, struct error *err);
void sheet_maker_free(struct sheet_maker *maker); /* NULL is fine */

/* Whether the profile asks for anything of a customer's record. */
bool sheet_maker_asks(const struct sheet_maker *maker);

/* What is said to that customer, who is one of the audit's; until the next call. */
const struct sheet *sheet_of(struct sheet_maker *maker, const struct customer *customer);
/* Ready to be billed; something is in the way; not all could be checked. */
enum overall sheet_outcome(const struct sheet *sheet);
/* "30022-dapplegate-nursery.pdf": ASCII, no two customers alike. */
const char *sheet_file_name(struct arena *arena, const struct customer *customer);
/* Writes it, two pages, at `path`, which the caller renames. */
int sheet_write(struct sheet_maker *maker, const struct sheet *sheet, const char *path,
		size_t *missing_glyphs, struct error *err);

/* A line of the list of what was written, for a mail merge. */
struct sheet_entry {
	int64_t id;
	const char *name;
	enum overall outcome;
	const char *file; /* "customers/30022-dapplegate-nursery.pdf" */
	char sha256[HASH_HEX];
};

void sheet_index_csv(FILE *stream, const struct audit *audit, const struct sheet_entry *entries,
		     size_t count);
int sheet_index_xlsx(const char *path, const struct audit *audit, const struct sheet_entry *entries,
		     size_t count, struct error *err);

#endif
