/*
 * endpoint - the stand-in's own table of Syncro's API: which request needs which
 * permission and what it answers. Written from the API's documentation alone.
 */
#ifndef STANDIN_ENDPOINT_H
#define STANDIN_ENDPOINT_H

struct answer;
struct call;
struct permission_set;

enum meta_style {
	META_NONE,  /* the list shows no meta */
	META_SHORT, /* total_pages, page */
	META_FULL,  /* total_pages, total_entries, per_page, page */
};

struct endpoint {
	const char *method;
	const char *path;	/* {id} stands for a number */
	const char *permission; /* NULL: none is stated */
	void (*serve)(const struct call *call, struct answer *answer);
	const char *list; /* the list its rows stand in */
	const char *key;  /* "customers" of a list, "customer" of a record */
	enum meta_style meta;
	int per_page;
	const char *fallback; /* where the folder holds nothing: a row, or a document */
};

/* NULL if there is no such request. The path of the call is filled in, id too. */
const struct endpoint *endpoint_find(struct call *call);

/* Serves a call whose token is good: 404, 401 or 403, or what the endpoint says. */
void endpoint_answer(struct call *call, const struct permission_set *permissions,
		     struct answer *answer);

#endif
