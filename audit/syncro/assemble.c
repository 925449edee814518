#include "audit/syncro/assemble.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/syncro/decode.h"
#include "audit/syncro/looks.h"
#include "audit/syncro/probes.h"
#include "audit/syncro/sources.h"

static int compare_rows(const void *a, const void *b)
{
	const struct intake_row *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* The reading whose rows count. */
static unsigned reading_of(const struct intake *intake, enum list list)
{
	const struct listing *listing = &intake->lists[list];
	const struct paging *counts = listing_that_counts(listing);

	return counts ? (unsigned)(counts - listing->readings) : 0;
}

static void keep_reading(const struct intake *intake, enum list list, struct intake_rows *rows)
{
	const unsigned reading = reading_of(intake, list);
	size_t kept = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].reading == reading)
			rows->items[kept++] = rows->items[i];
	rows->count = kept;
}

static bool is_as_it_came(const struct intake_row *rows, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (rows[i].at <= rows[i - 1].at)
			return false;
	return true;
}

/* Moved together where they are, for they are the most of an account; Syncro sorts by id. */
static void put_in_order(struct intake_rows *rows, size_t count, size_t size)
{
	char *from = rows->structs;

	if (!is_as_it_came(rows->items, count))
		rows->structs = xcalloc(count, size);
	for (size_t i = 0; i < count; i++)
		memmove(rows->structs + i * size, from + rows->items[i].at * size, size);
	if (from != rows->structs)
		free(from);
}

/*
 * The rows of one list as an array of structs, sorted by id. Of a record that
 * appears twice the later one counts: the list moved while it was read.
 */
static void *unique_rows(struct intake *intake, enum list list, size_t *count)
{
	struct intake_rows *rows = &intake->rows[list];
	size_t distinct = 0, size = decode_row_size(list);

	keep_reading(intake, list, rows);
	if (rows->count > 0)
		qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
	for (size_t i = 0; i < rows->count; i++) {
		if (distinct > 0 && rows->items[distinct - 1].id == rows->items[i].id)
			distinct--;
		rows->items[distinct++] = rows->items[i];
	}
	put_in_order(rows, distinct, size);
	char *structs = rows->structs;
	rows->structs = NULL;
	if (structs)
		arena_keep(intake->arena, structs, distinct * size);
	intake_release_rows(rows);
	*count = distinct;
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
