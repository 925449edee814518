#include "audit/model/source.h"

/* A list without meta is read page by page: its turn comes before that of one that
 * tells its length, or it would wait in line. */
const struct list_row list_rows[LIST_COUNT] = {
	[LIST_NONE] = { "", "", "", "", 0 },
	[LIST_USERS] = { "/users", "?page=", "users", "", 1 },
	[LIST_CUSTOMERS] = { "/customers", "?include_disabled=true&page=", "customers",
			     "{customer}", 3 },
	[LIST_SCHEDULES] = { "/schedules", "?page=", "schedules", "", 2 },
	[LIST_TICKETS] = { "/tickets", "?page=", "tickets", "{ticket}", 0 },
};

static const struct {
	enum list list;
	const char *path; /* of what is no list */
	const char *title;
	const char *whole, *part; /* of what it holds, within a sentence */
} sources[SOURCE_COUNT] = {
	[SOURCE_ME] = { LIST_NONE, SOURCE_ME_PATH, "token owner", "the token owner",
			"the token owner" },
	[SOURCE_USERS] = { LIST_USERS, "", "user list", "users", "part of the users" },
	[SOURCE_DETAILS] = { LIST_NONE, SOURCE_DETAILS_PATH, "users' details",
			     "the details of users", "the details of some users" },
	[SOURCE_CUSTOMERS] = { LIST_CUSTOMERS, "", "customer list", "customers",
			       "part of the customers" },
	[SOURCE_SCHEDULES] = { LIST_SCHEDULES, "", "list of recurring invoices",
			       "recurring invoices", "part of the recurring invoices" },
};

enum list list_of_turn(int turn)
{
	for (unsigned i = LIST_NONE + 1; i < LIST_COUNT; i++)
		if (list_rows[i].turn == turn)
			return (enum list)i;
	return LIST_NONE;
}

const char *source_path(enum source_id id)
{
	return sources[id].list ? list_rows[sources[id].list].path : sources[id].path;
}

const char *source_label(enum source_id id)
{
	return sources[id].title;
}

const char *source_words(enum source_id id, bool whole)
{
	return whole ? sources[id].whole : sources[id].part;
}

enum source_id source_of_list(enum list list)
{
	unsigned i = 0;

	while (i < SOURCE_COUNT && (list == LIST_NONE || sources[i].list != list))
		i++;
	return (enum source_id)i;
}
