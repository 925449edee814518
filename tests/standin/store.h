/*
 * store - the account that is served: the bodies of an evidence folder, all pages
 * of a list merged. What was redacted in them gets an invented secret back, each
 * with the word STANDIN-SECRET in it, so that a test can search for leaks.
 */
#ifndef STANDIN_STORE_H
#define STANDIN_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_SECRET "STANDIN-SECRET"

struct arena;
struct error;
struct options;

struct store_row {
	int64_t id;
	bool disabled;
	const char *json;
};

struct store_list {
	const char *path; /* "/customers" */
	const char *key;  /* "customers" */
	struct store_row *rows;
	size_t count;
	size_t capacity;
};

struct store_document {
	const char *path; /* "/users/7" */
	const char *json;
};

struct store {
	struct arena *arena;
	struct store_list *lists;
	size_t list_count;
	struct store_document *documents;
	size_t document_count;
	size_t document_capacity;
};

int store_load(struct arena *arena, const struct options *options, struct store *out,
	       struct error *err);
void store_release(struct store *store);

/* NULL if the folder holds nothing of it. */
const struct store_list *store_list(const struct store *store, const char *path);
const struct store_row *store_row(const struct store_list *list, int64_t id);
const char *store_document(const struct store *store, const char *path);

#endif
