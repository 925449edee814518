#include "tests/standin/store.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/standin/options.h"
#include "tests/standin/query.h"
#include "tests/standin/secrets.h"

#define LONGEST ((size_t)1 << 30)

/* The lists an evidence folder may hold whole. */
static const struct {
	const char *path, *key;
} known_lists[] = {
	{ "/users", "users" },	       { "/customers", "customers" },
	{ "/schedules", "schedules" }, { "/tickets", "tickets" },
	{ "/contacts", "contacts" },   { "/new_ticket_forms", "new_ticket_forms" },
};

const struct store_list *store_list(const struct store *store, const char *path)
{
	for (size_t i = 0; i < store->list_count; i++)
		if (strcmp(store->lists[i].path, path) == 0)
			return &store->lists[i];
	return NULL;
}

const struct store_row *store_row(const struct store_list *list, int64_t id)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (list->rows[i].id == id)
			return &list->rows[i];
	return NULL;
}

const char *store_document(const struct store *store, const char *path)
{
	for (size_t i = 0; i < store->document_count; i++)
		if (strcmp(store->documents[i].path, path) == 0)
			return store->documents[i].json;
	return NULL;
}

static const char *print(struct arena *arena, const cJSON *item)
{
	char *text = cJSON_PrintUnformatted(item);
	const char *copy = arena_strdup(arena, text);

	cJSON_free(text);
	return copy;
}

static void add_row(struct store *store, struct store_list *list, const cJSON *row)
{
	int64_t id = 0;

	if (!json_id(cJSON_IsArray(row) ? cJSON_GetArrayItem(row, 0) : json_get(row, "id"), &id) ||
	    store_row(list, id))
		return;
	ARRAY_RESERVE(list->rows, list->count, list->capacity);
	list->rows[list->count++] = (struct store_row){ id, cJSON_IsTrue(json_get(row, "disabled")),
							print(store->arena, row) };
}

static void add_document(struct store *store, const char *path, const cJSON *body)
{
	if (store_document(store, path))
		return;
	ARRAY_RESERVE(store->documents, store->document_count, store->document_capacity);
	store->documents[store->document_count++] =
		(struct store_document){ arena_strdup(store->arena, path),
					 print(store->arena, body) };
}

static void add_body(struct store *store, const struct options *options, const char *path,
		     cJSON *body)
{
	struct store_list *list = NULL;
	const cJSON *row = NULL;

	secrets_restore(body);
	if (strcmp(path, "/me") == 0)
		secrets_declare(body, options->declare);
	for (size_t i = 0; i < store->list_count; i++)
		if (strcmp(store->lists[i].path, path) == 0)
			list = &store->lists[i];
	if (!list) {
		add_document(store, path, body);
		return;
	}
	cJSON_ArrayForEach(row, json_get(body, list->key)) add_row(store, list, row);
}

static int read_json(const char *folder, const char *name, cJSON **out, struct error *err)
{
	struct str text = STR_INIT(LONGEST);
	char path[4096];
	int result;

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	result = file_read(path, &text, err);
	if (result == 0) {
		*out = json_parse(str_text(&text), text.length, err);
		result = *out ? 0 : error_prepend(err, "'%s'", path);
	}
	str_release(&text);
	return result;
}

/* One line of requests.jsonl: only answers that were given count. */
static int add_request(struct store *store, const struct options *options, const char *folder,
		       const char *line, struct error *err)
{
	cJSON *request = json_parse(line, strlen(line), err), *body = NULL;
	char path[QUERY_VALUE];
	int result = -1;

	if (!request)
		return -1;
	const char *target = cJSON_GetStringValue(json_get(request, "path"));
	const char *name = cJSON_GetStringValue(json_get(request, "body"));
	const cJSON *status = json_get(request, "status");
	if (!target || !query_path(target, path, sizeof path)) {
		error_set(err, "requests.jsonl: a line without a path");
	} else if (!name || !cJSON_IsNumber(status) || status->valueint != 200) {
		result = 0;
	} else if ((result = read_json(folder, name, &body, err)) == 0) {
		add_body(store, options, path, body);
	}
	cJSON_Delete(body);
	cJSON_Delete(request);
	return result;
}

static int read_log(struct store *store, const struct options *options, const char *folder,
		    struct error *err)
{
	struct str text = STR_INIT(LONGEST);
	char path[4096], *rest = NULL;
	int result;

	(void)snprintf(path, sizeof path, "%s/requests.jsonl", folder);
	result = file_read(path, &text, err);
	for (char *line = result == 0 && text.length ? strtok_r(text.data, "\n", &rest) : NULL;
	     line && result == 0; line = strtok_r(NULL, "\n", &rest))
		result = add_request(store, options, folder, line, err);
	str_release(&text);
	return result;
}

/* A large account out of a small one: its customers again, with names of their own. */
static void multiply_customers(struct store *store, struct store_list *list, size_t wanted)
{
	size_t originals = list->count;
	struct error ignored;

	for (size_t i = 0; originals && list->count < wanted; i++) {
		const struct store_row from = list->rows[i % originals];
		cJSON *row = json_parse(from.json, strlen(from.json), &ignored);
		char name[64];

		(void)snprintf(name, sizeof name, "Customer %zu of many", list->count + 1);
		(void)cJSON_ReplaceItemInObjectCaseSensitive(row, "business_name",
							     cJSON_CreateString(name));
		(void)cJSON_ReplaceItemInObjectCaseSensitive(
			row, "id", cJSON_CreateNumber((double)(1000000 + list->count)));
		ARRAY_RESERVE(list->rows, list->count, list->capacity);
		list->rows[list->count] =
			(struct store_row){ (int64_t)(1000000 + list->count), from.disabled,
					    print(store->arena, row) };
		list->count++;
		cJSON_Delete(row);
	}
}

int store_load(struct arena *arena, const struct options *options, struct store *out,
	       struct error *err)
{
	struct store store = { .arena = arena, .list_count = COUNT_OF(known_lists) };
	const char *folder = arena_printf(arena, "%s/evidence", options->folder);

	if (access(folder, F_OK) != 0)
		folder = options->folder;
	store.lists = arena_array(arena, store.list_count, sizeof *store.lists);
	for (size_t i = 0; i < store.list_count; i++) {
		store.lists[i].path = known_lists[i].path;
		store.lists[i].key = known_lists[i].key;
	}
	if (read_log(&store, options, folder, err) != 0) {
		store_release(&store);
		return -1;
	}
	multiply_customers(&store, &store.lists[1], (size_t)options->customers);
	*out = store;
	return 0;
}

void store_release(struct store *store)
{
	for (size_t i = 0; i < store->list_count; i++)
		free(store->lists[i].rows);
	free(store->documents);
}
