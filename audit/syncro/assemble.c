#include "audit/syncro/assemble.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/syncro/decode.h"
#include "audit/syncro/looks.h"
#include "audit/syncro/probes.h"
#include "audit/syncro/sources.h"

/* Where a row stands among those that came. */
struct place {
	int64_t id;
	int64_t page;
	size_t at;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* The reading whose rows count. */
static unsigned reading_of(const struct intake *intake, enum list list)
{
	const struct listing *listing = &intake->lists[list];
	const struct paging *counts = listing_that_counts(listing);

	return counts ? (unsigned)(counts - listing->readings) : 0;
}

static bool are_of_reading(const struct intake_rows *rows, unsigned reading)
{
	for (size_t i = 0; i < rows->page_count; i++)
		if (rows->pages[i].reading != reading)
			return false;
	return true;
}

static size_t find_places(const struct intake_rows *rows, size_t size, unsigned reading,
			  struct place *places)
{
	size_t at = 0, count = 0;

	for (size_t i = 0; i < rows->page_count; i++) {
		const struct intake_page *page = &rows->pages[i];
		for (const size_t end = at + page->count; at < end; at++)
			if (page->reading == reading)
				places[count++] =
					(struct place){ decode_row_id(rows->structs + at * size),
							page->page, at };
	}
	return count;
}

/* Of a record that appears twice the later one counts: the list moved while it was read. */
static size_t drop_repeated(struct place *places, size_t count)
{
	size_t distinct = 0;

	for (size_t i = 0; i < count; i++) {
		if (distinct > 0 && places[distinct - 1].id == places[i].id)
			distinct--;
		places[distinct++] = places[i];
	}
	return distinct;
}

static void put_in_order(struct intake_rows *rows, size_t size, unsigned reading)
{
	struct place *places = xcalloc(rows->count, sizeof *places);
	size_t count = find_places(rows, size, reading, places);

	qsort(places, count, sizeof *places, compare_places);
	count = drop_repeated(places, count);
	char *ordered = xcalloc(count, size);
	for (size_t i = 0; i < count; i++)
		memcpy(ordered + i * size, rows->structs + places[i].at * size, size);
	free(rows->structs);
	free(places);
	rows->structs = ordered;
	rows->count = count;
}

/*
 * The rows of one list as an array of structs, sorted by id: mostly as they came, for Syncro
 * sorts them so.
 */
static void *unique_rows(struct intake *intake, enum list list, size_t *count)
{
	struct intake_rows *rows = &intake->rows[list];
	const unsigned reading = reading_of(intake, list);

	if (rows->disordered || !are_of_reading(rows, reading))
		put_in_order(rows, decode_row_size(list), reading);
	*count = rows->count;
	char *structs = rows->structs;
	rows->structs = NULL;
	if (structs)
		arena_keep(intake->arena, structs, *count * decode_row_size(list));
	intake_release_rows(rows);
	return structs;
}

static void assemble_list(struct intake *intake, struct account *account, enum list list)
{
	size_t count = 0;
	void *rows = unique_rows(intake, list, &count);

	decode_keep(account, list, rows, count);
	account->sources[source_of_list(list)] = sources_list(intake, list, count);
}

static int compare_details(const void *a, const void *b)
{
	const struct intake_detail *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static void apply_detail(const struct intake *intake, const struct intake_detail *detail,
			 struct user *user)
{
	if (detail->outcome == OUTCOME_OK) {
		const char *listed_name = user->name;
		bool listed = user->listed;
		*user = detail->user;
		user->listed = listed;
		if (!*user->name)
			user->name = listed_name;
	}
	user->gone = detail->outcome == OUTCOME_NOT_FOUND;
	user->detail_status = detail->status;
	user->detail_reason = sources_detail_reason(intake, detail);
}

/* Two sorted sequences made one: listed users, and those only a detail tells of. */
static void merge_details(struct intake *intake, struct account *account)
{
	const struct user *listed = account->users;
	size_t l = 0, count = account->user_count, d = 0, details = intake->detail_count;

	account->users = arena_array(intake->arena, count + details, sizeof *account->users);
	account->user_count = 0;
	while (l < count || d < details) {
		struct user *user = &account->users[account->user_count++];
		const struct intake_detail *detail = d < details ? &intake->details[d] : NULL;
		if (!detail || (l < count && listed[l].id <= detail->id)) {
			*user = listed[l++];
			user->detail_reason = REASON_NOT_REQUESTED;
		} else {
			*user = (struct user){ .id = detail->id, .name = "", .email = "" };
		}
		if (detail && detail->id == user->id) {
			apply_detail(intake, detail, user);
			d++;
		}
	}
}

static void assemble_details(struct intake *intake, struct account *account)
{
	if (intake->detail_count > 0)
		qsort(intake->details, intake->detail_count, sizeof *intake->details,
		      compare_details);
	merge_details(intake, account);
	account->sources[SOURCE_DETAILS] = sources_details(intake, account);
}

static bool is_usable(enum outcome outcome)
{
	return outcome == OUTCOME_OK || outcome == OUTCOME_REFUSED ||
	       outcome == OUTCOME_NOT_FOUND || outcome == OUTCOME_INVALID;
}

/* A trial write is to be refused: the one that is not may have made a record. */
static void count_write(const struct request *request, struct account *account)
{
	if (request->attempts == 0 || strcmp(request->method, "GET") == 0)
		return;
	account->writes++;
	account->writes_accepted += request->outcome == OUTCOME_OK;
}

static void assemble_log(const struct intake *intake, struct account *account)
{
	account->requests = arena_copy(intake->arena, intake->requests,
				       intake->request_count * sizeof *intake->requests);
	account->request_count = intake->request_count;
	for (size_t i = 0; i < account->request_count; i++) {
		const struct request *request = &account->requests[i];
		account->sent += request->attempts;
		account->retried += request->attempts > 1 ? request->attempts - 1 : 0;
		account->failed += !is_usable(request->outcome);
		count_write(request, account);
	}
}

static int compare_odd(const void *a, const void *b)
{
	const struct odd_field *x = a, *y = b;

	if (x->list != y->list)
		return x->list < y->list ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static void assemble_odd_fields(struct intake *intake, struct account *account)
{
	struct odd_field *odd = arena_array(intake->arena, intake->odd_field_count, sizeof *odd);
	size_t count = 0;

	for (size_t i = 0; i < intake->odd_field_count; i++)
		if (intake->odd_fields[i].reading ==
		    reading_of(intake, intake->odd_fields[i].field.list))
			odd[count++] = intake->odd_fields[i].field;
	if (count > 0)
		qsort(odd, count, sizeof *odd, compare_odd);
	account->odd_fields = odd;
	account->odd_field_count = count;
}

void assemble_account(struct intake *intake, struct account *account)
{
	intake_settle(intake);
	account->me = intake->me;
	account->me.revoked = intake->me.known && intake->closed && intake->closing_status == 401 &&
			      intake->closing_outcome == OUTCOME_REFUSED;
	account->sources[SOURCE_ME] = sources_me(intake);
	for (unsigned i = 0; i < LIST_COUNT; i++)
		if (list_rows[i].turn)
			assemble_list(intake, account, (enum list)i);
	assemble_details(intake, account);
	assemble_odd_fields(intake, account);
	probes_derive(intake, account);
	looks_assemble(intake, account);
	account->mtp = intake->mtp ? mtp_intake_assemble(intake->mtp) : NULL;
	assemble_log(intake, account);
}
