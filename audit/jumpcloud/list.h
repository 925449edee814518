/*
 * mtp_list - how far one list of the MTP has been read, which page comes next,
 * and whether it is complete. Pure; pages come one after the other.
 *
 * A list is read to the first page that brings nothing new, whatever its
 * totalCount says; fewer distinct rows than the highest totalCount make it
 * truncated. How many rows a page holds is the server's choice: the next page
 * begins behind the rows that came.
 */
#ifndef JUMPCLOUD_LIST_H
#define JUMPCLOUD_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/account.h"

struct arena;

#define MTP_LIST_PAGES_MOST 1000
#define MTP_LIST_ROWS_MOST 100000

/* Zeroed memory is a list of which nothing is known yet. */
struct mtp_list {
	void *keys;    /* of the distinct rows; a tree of tsearch */
	int64_t count; /* of them */
	int64_t came;  /* rows in all: where the next page begins */
	int64_t pages; /* read */
	int64_t bad;   /* rows that could not be understood */
	int64_t total; /* the highest totalCount, if it was told */
	bool told;
	bool ended;  /* a page brought nothing new */
	bool failed; /* a page could not be read; this is how: */
	int status;  /* of the last answer */
	enum outcome outcome;
};

void mtp_list_release(struct mtp_list *list);

/* Where the next page begins; -1 = there is none to ask for. */
int64_t mtp_list_next(const struct mtp_list *list);

/* True if no row with this key was there; the key is borrowed. */
bool mtp_list_is_new(struct mtp_list *list, const char *key);

/* A page that was read: its rows, how many of them were new, how many bad; its
 * totalCount, or -1. */
struct mtp_page {
	int status;
	int64_t rows;
	int64_t fresh;
	int64_t bad;
	int64_t total;
};
void mtp_list_add(struct mtp_list *list, const struct mtp_page *page);
void mtp_list_fail(struct mtp_list *list, int status, enum outcome outcome);

/* `unasked` is the reason if it was not asked for. */
struct source mtp_list_source(const struct mtp_list *list, struct arena *arena, const char *path,
			      enum reason unasked);

/* Why an answer brought nothing, and that as a clause. */
enum reason mtp_list_reason(int status, enum outcome outcome);
const char *mtp_list_problem(struct arena *arena, int status, enum outcome outcome);

#endif
