/*
 * paging - how far one paged list has been read, which page to ask for next, and
 * whether it is complete. Pure, and independent of the order in which the
 * answers come in.
 *
 * A list is read to its end whatever its `meta` says: the end is the first page
 * (counted from 1) that brings no new id. With meta, all promised pages and the
 * one beyond them may be asked for at once; without, one after the other, and a
 * few ahead once several full pages have shown that the list is long.
 *
 *	while ((page = paging_next(&paging)) > 0) ask for it;
 *	paging_add(&paging, &answer) for each answer, in any order;
 *	paging_judge(&paging, &judgement);    (judgement.h)
 */
#ifndef SYNCRO_PAGING_H
#define SYNCRO_PAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"
#include "audit/syncro/idset.h"

#define PAGING_PAGES_MOST 20000
#define PAGING_ROWS_MOST 1000000

/* What an answer says of the whole list; -1 = not told. */
struct paging_meta {
	int64_t total_pages;
	int64_t total_entries;
};

struct paging_answer {
	int64_t page;
	int status;
	enum outcome outcome;
	const char *said;   /* why it is no list; borrowed */
	const int64_t *ids; /* of the rows that were understood; copied */
	size_t count;
	size_t bad; /* rows that were not */
	struct paging_meta meta;
};

struct paging_page {
	bool answered; /* paging_add was called for it */
	bool doubted;  /* it was refused, and that is no word on a permission */
	enum outcome outcome;
	int status;
	const char *said;
	int64_t *ids; /* of page 1; of the others until they have been counted, in order */
	size_t rows;
	size_t bad;
	struct paging_meta meta;
};

struct paging {
	struct paging_page *pages; /* [0] is page 1 */
	size_t capacity;
	int64_t known;	    /* highest page answered */
	int64_t asked;	    /* highest page given out by paging_next */
	int64_t counted;    /* pages 1 to this were read without a gap */
	int64_t end;	    /* the first one that brought nothing new; 0 = not found */
	int64_t nothing_at; /* the lowest page answered without a row; 0 = none */
	int64_t promising;  /* the highest page that told a number of pages; 0 = none */
	int64_t answers;    /* pages answered */
	int64_t repeating;  /* the lowest page with old rows among new ones; 0 = none */
	bool refused;	    /* some page was: there is no point in asking on */
	struct idset ids;   /* of the counted pages */
};

/* Zeroed memory is a list of which nothing is known yet. */
void paging_release(struct paging *paging);

void paging_add(struct paging *paging, const struct paging_answer *answer);
/* That page's refusal is no word on a permission. */
void paging_doubt(struct paging *paging, int64_t page);
/* The next page worth asking for, given out once; 0 = none (for now). */
int64_t paging_next(struct paging *paging);
/* How many pages are known to be left to ask for. */
int64_t paging_left(const struct paging *paging);
/* How many pages the list has as far as it tells; -1 = it does not. */
int64_t paging_promised(const struct paging *paging);

/* Page 1, once it is answered; NULL before. */
const struct paging_page *paging_first(const struct paging *paging);
/* Whether page 1 brought the same records in both readings. */
bool paging_same_first(const struct paging *a, const struct paging *b);
/* Whether more than one page brought rows. */
bool paging_has_several(const struct paging *paging);
/* Nothing is left to ask for, and everything asked for was answered. */
bool paging_is_at_end(const struct paging *paging);

/* NULL for a page beyond those that are known. */
struct paging_page *paging_page(const struct paging *paging, int64_t page);
bool paging_was_read(const struct paging_page *page); /* NULL was not */

#endif
