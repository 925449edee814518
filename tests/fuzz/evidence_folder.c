#include "tests/fuzz/evidence_folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/hash.h"
#include "audit/core/str.h"
#include "audit/evidence/file.h"
#include "audit/syncro/endpoint.h"
#include "audit/syncro/paging.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/stage.h"

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

const struct evidence_part *evidence_folder_find(const struct evidence_folder *folder,
						 const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->parts[i].name, name) == 0)
			return &folder->parts[i];
	return NULL;
}

/* Replaces @NAME@ by a hash, from the left. */
static void fill_in(const struct evidence_folder *folder, const struct evidence_part *log,
		    struct str *out)
{
	const char *at = log->bytes, *end = log->bytes + log->length;

	while (at < end) {
		char name[101] = "", hash[HASH_HEX];
		const char *stop = *at == '@' ? memchr(at + 1, '@', (size_t)(end - at - 1)) : NULL;
		if (stop && stop - at - 1 < (long)sizeof name)
			memcpy(name, at + 1, (size_t)(stop - at - 1));
		const struct evidence_part *part =
			*name ? evidence_folder_find(folder, name) : NULL;
		if (!part) {
			str_putc(out, *at++);
			continue;
		}
		hash_bytes(part->bytes, part->length, hash);
		str_puts(out, hash);
		at = stop + 1;
	}
}

static void make(const struct evidence_folder *folder, char kind, const struct evidence_part *part)
{
	struct str bytes = STR_INIT(STR_BODY);
	int at = open(stage_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (strcmp(part->name, EVIDENCE_LOG) == 0 || strcmp(part->name, EVIDENCE_RUN) == 0)
		fill_in(folder, part, &bytes);
	else
		str_add(&bytes, part->bytes, part->length);
	if (kind == 'd') {
		(void)mkdirat(at, part->name, 0700);
	} else if (kind == 'l') {
		stage_write("aside", str_text(&bytes), bytes.length);
		HOLDS(symlinkat("aside", at, part->name) == 0);
	} else {
		stage_write(part->name, str_text(&bytes), bytes.length);
	}
	(void)close(at);
	str_release(&bytes);
}

/* The next heading from `at` on; `end` if there is none. */
static char *heading(char *at, char *end)
{
	while (at < end && !(end - at > 5 && memcmp(at, "== ", 3) == 0 && at[4] == ' ')) {
		char *feed = memchr(at, '\n', (size_t)(end - at));
		at = feed ? feed + 1 : end;
	}
	return at;
}

/* Names that are not plain are left out here; the log may well hold them. */
static bool read_name(char *name, size_t size, const char *at, const char *feed)
{
	size_t length = (size_t)(feed - at);

	if (length == 0 || length >= size || *at == '.')
		return false;
	memcpy(name, at, length);
	name[length] = '\0';
	return strspn(name, PLAIN) == length && strcmp(name, "aside") != 0;
}

void evidence_folder_write(struct evidence_folder *folder, char *text, size_t length)
{
	char kinds[EVIDENCE_FOLDER_FILES];
	char *end = text + length;
	char *at = heading(text, end);

	folder->count = 0;
	while (at < end && folder->count < EVIDENCE_FOLDER_FILES) {
		char *feed = memchr(at, '\n', (size_t)(end - at));
		char *next = feed ? heading(feed + 1, end) : end;
		struct evidence_part part = { .bytes = feed ? feed + 1 : end };
		part.length = (size_t)(next - part.bytes);
		/* The line feed before a heading is the heading's, but for the log. */
		if (feed && read_name(part.name, sizeof part.name, at + 5, feed) &&
		    !evidence_folder_find(folder, part.name)) {
			bool body = strcmp(part.name, EVIDENCE_LOG) != 0;
			part.length -= body && part.length && next[-1] == '\n';
			kinds[folder->count] = at[3];
			folder->parts[folder->count++] = part;
		}
		at = next;
	}
	for (size_t i = 0; i < folder->count; i++)
		make(folder, kinds[i], &folder->parts[i]);
}

/* Whether the item is the number, as a number or as its digits. */
static bool tells_number(const cJSON *item, int64_t wanted)
{
	if (cJSON_IsNumber(item))
		return item->valuedouble == (double)wanted;
	return cJSON_IsString(item) && strtoll(item->valuestring, NULL, 10) == wanted;
}

static bool body_tells(const struct evidence_part *part, int64_t wanted)
{
	cJSON *root = part ? cJSON_ParseWithLength(part->bytes, part->length) : NULL;
	const cJSON *stack[128];
	size_t depth = 0;
	const cJSON *item = root;
	bool found = false;

	while (item && !found) {
		found = tells_number(item, wanted);
		if (item->child && depth < 128)
			stack[depth++] = item->next;
		item = item->child ? item->child : item->next;
		while (!item && depth > 0)
			item = stack[--depth];
	}
	cJSON_Delete(root);
	return found;
}

/* Whether some whole answer below `path` tells of this id. */
static bool is_told(const struct evidence_folder *folder, const struct account *account,
		    const char *path, int64_t id)
{
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		const struct evidence_part *part = evidence_folder_find(folder, request->body);
		if (part && request->outcome == OUTCOME_OK && request->status / 100 == 2 &&
		    strcmp(request->method, "GET") == 0 &&
		    strncmp(request->path, path, strlen(path)) == 0 && body_tells(part, id))
			return true;
	}
	return false;
}

static void check_rows(const struct evidence_folder *folder, const struct account *account)
{
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		HOLDS(is_told(folder, account, "/customers", customer->id));
		HOLDS(property_is_clean(customer->business_name));
		HOLDS(property_is_clean(customer->full_name) && property_is_clean(customer->email));
		HOLDS(i == 0 || customer->id > account->customers[i - 1].id);
	}
	for (size_t i = 0; i < account->schedule_count; i++) {
		const struct schedule *schedule = &account->schedules[i];
		HOLDS(is_told(folder, account, "/schedules", schedule->id));
		HOLDS(schedule->customer_id == 0 ||
		      is_told(folder, account, "/schedules", schedule->customer_id));
		HOLDS(i == 0 || schedule->id > account->schedules[i - 1].id);
	}
}

static void check_users(const struct evidence_folder *folder, const struct account *account)
{
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		HOLDS(!user->listed || is_told(folder, account, "/users?", user->id));
		HOLDS(!user->detailed || is_told(folder, account, "/users/", user->id));
		HOLDS(user->detailed || (user->global_admin == TRI_UNKNOWN && !*user->email));
		HOLDS(property_is_clean(user->name) && property_is_clean(user->email));
		for (size_t g = 0; g < user->group_count; g++)
			HOLDS(*user->groups[g] && property_is_clean(user->groups[g]));
		HOLDS(i == 0 || user->id > account->users[i - 1].id);
	}
}

/* "/customers/17?x" as "/customers/{id}": the path of a probe as the report shows it. */
static bool is_path(const char *path, const char *shown)
{
	while (*path && *path != '?') {
		size_t digits = strspn(path, "0123456789");
		if (digits && strncmp(shown, "{id}", 4) == 0) {
			path += digits;
			shown += 4;
		} else if (*path++ != *shown++) {
			return false;
		}
	}
	return !*shown;
}

static bool is_answered(const struct account *account, const struct probe *probe, int least,
			int most, enum outcome outcome)
{
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		if (strcmp(request->method, probe->method) == 0 &&
		    is_path(request->path, probe->path) && request->outcome == outcome &&
		    request->status >= least && request->status <= most)
			return true;
	}
	return false;
}

/* A grant and a refusal each rest on an answer of that kind, and on nothing else. */
static void check_probes(const struct account *account)
{
	for (size_t i = 0; i < account->probe_count; i++) {
		const struct probe *probe = &account->probes[i];
		if (probe->granted == TRI_YES && probe->proof == PROOF_PROBED) {
			HOLDS(is_answered(account, probe, 200, 299, OUTCOME_OK));
		} else if (probe->granted == TRI_YES) {
			HOLDS(probe->proof == PROOF_INFERRED);
			HOLDS(is_answered(account, probe, 404, 404, OUTCOME_NOT_FOUND) ||
			      is_answered(account, probe, 400, 422, OUTCOME_INVALID));
		} else if (probe->granted == TRI_NO) {
			HOLDS(is_answered(account, probe, 401, 403, OUTCOME_REFUSED));
		}
		HOLDS(probe->reason == REASON_NONE || probe->granted == TRI_UNKNOWN);
	}
}

/* Whether page 1 of the list was answered after that request: it began to be read anew. */
static bool was_begun_anew(const struct account *account, size_t refused, enum list list)
{
	for (size_t i = refused + 1; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		struct endpoint endpoint = endpoint_parse(request->method, request->path);
		if (endpoint.kind == ENDPOINT_LIST && endpoint.list == list && endpoint.page == 1 &&
		    request->outcome == OUTCOME_OK)
			return true;
	}
	return false;
}

/* A refusal of any page casts doubt on the permission that the first one shows. */
static void check_refused_pages(const struct account *account)
{
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		struct endpoint endpoint = endpoint_parse(request->method, request->path);
		if (endpoint.kind != ENDPOINT_LIST || endpoint.page > PAGING_PAGES_MOST ||
		    request->outcome != OUTCOME_REFUSED ||
		    was_begun_anew(account, i, endpoint.list))
			continue;
		for (size_t p = 0; p < account->probe_count; p++)
			HOLDS(account->probes[p].granted != TRI_YES ||
			      strcmp(account->probes[p].path, list_rows[endpoint.list].path) != 0);
	}
}

/* The last page of a list that was read; NULL if none was. */
static const struct request *last_page(const struct account *account, enum list list)
{
	const struct request *last = NULL;
	int64_t page = 0;

	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		struct endpoint endpoint = endpoint_parse(request->method, request->path);
		if (endpoint.kind == ENDPOINT_LIST && endpoint.list == list &&
		    request->outcome == OUTCOME_OK && endpoint.page > page) {
			last = request;
			page = endpoint.page;
		}
	}
	return last;
}

/* A list ends with a page that brings nothing new: each of its rows stands on
 * another page too. */
static void check_end(const struct evidence_folder *folder, const struct account *account,
		      enum list list, int64_t id)
{
	const struct request *last = last_page(account, list);
	const struct evidence_part *part = last ? evidence_folder_find(folder, last->body) : NULL;

	HOLDS(part != NULL);
	if (!body_tells(part, id))
		return;
	bool told = false;
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		const struct evidence_part *other = evidence_folder_find(folder, request->body);
		told = told || (request != last && other &&
				endpoint_parse(request->method, request->path).list == list &&
				body_tells(other, id));
	}
	HOLDS(told);
}

static void check_ends(const struct evidence_folder *folder, const struct account *account)
{
	for (size_t i = 0;
	     account->sources[SOURCE_CUSTOMERS].complete && i < account->customer_count; i++)
		check_end(folder, account, LIST_CUSTOMERS, account->customers[i].id);
	for (size_t i = 0;
	     account->sources[SOURCE_SCHEDULES].complete && i < account->schedule_count; i++)
		check_end(folder, account, LIST_SCHEDULES, account->schedules[i].id);
}

/* Every body that was taken in is the one the log names. */
static void check_hashes(const struct evidence_folder *folder, const struct account *account)
{
	char hash[HASH_HEX];

	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		const struct evidence_part *part = evidence_folder_find(folder, request->body);
		HOLDS((part != NULL) == (*request->body != '\0'));
		if (!part)
			continue;
		hash_bytes(part->bytes, part->length, hash);
		HOLDS(strcmp(hash, request->sha256) == 0);
	}
}

static bool is_listed(const struct account *account, const char *path)
{
	for (size_t i = 0; i < account->request_count; i++)
		if (strcmp(account->requests[i].path, path) == 0 &&
		    account->requests[i].outcome == OUTCOME_OK && *account->requests[i].body)
			return true;
	return false;
}

static void check_sources(const struct account *account)
{
	const struct {
		const struct source *source;
		const char *first;
		size_t rows;
	} lists[] = {
		{ &account->sources[SOURCE_USERS], "/users?page=1", 0 },
		{ &account->sources[SOURCE_CUSTOMERS], "/customers?include_disabled=true&page=1",
		  account->customer_count },
		{ &account->sources[SOURCE_SCHEDULES], "/schedules?page=1",
		  account->schedule_count },
	};

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const struct source *source = lists[i].source;
		HOLDS(source->complete == (source->reason == REASON_NONE));
		HOLDS(source->complete == !*source->problem);
		HOLDS(property_is_clean(source->problem));
		HOLDS(!source->complete || is_listed(account, lists[i].first));
		/* Without a user, rows that are there all the same are not vouched for. */
		HOLDS(i == 0 || !account->me.known || source->records == (int64_t)lists[i].rows);
		HOLDS(source->pages <= (int64_t)account->request_count);
	}
}

void evidence_folder_check(const struct evidence_folder *folder, const struct account *account)
{
	const struct request *first = &account->requests[0];

	HOLDS(account->request_count > 0 && strcmp(first->path, "/me") == 0);
	if (account->me.known) {
		HOLDS(first->outcome == OUTCOME_OK && first->status / 100 == 2);
		HOLDS(is_told(folder, account, "/me", account->me.user_id));
		HOLDS(property_is_clean(account->me.user_name));
	}
	HOLDS(!account->me.known || !account->me.rejected);
	HOLDS(account->me.known || account->probe_count == 0);
	check_hashes(folder, account);
	check_ends(folder, account);
	check_rows(folder, account);
	check_users(folder, account);
	check_probes(account);
	check_refused_pages(account);
	check_sources(account);
}
