#include "audit/rules/profile/todo.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/rules/check/check.h"
#include "audit/rules/stand_in.h"

/* Kinds that the token's attested list or its attested expiry can decide. */
static const char *const token_kinds[] = {
	"permission-family",
	"token-expiry",
	"no-excess-permissions",
	"permission",
};

static bool is_about_token(const struct requirement *requirement)
{
	const struct check *check = &requirement->check;

	for (size_t i = 0; i < COUNT_OF(token_kinds); i++)
		if (strcmp(check->kind, token_kinds[i]) == 0)
			return !check->of_user;
	return false;
}

/* `fault`: what of Syncro's the entry would stand in for; REASON_NONE. */
static void write_entry(struct json_writer *w, const struct requirement *requirement,
			enum reason fault)
{
	json_object(w, NULL);
	json_string(w, "requirement", requirement->id);
	json_string(w, "where", *requirement->where ? requirement->where : requirement->documented);
	json_null(w, "verdict");
	json_string(w, "statement", "");
	json_string(w, "attested_by", "");
	json_string(w, "attested_on", "");
	json_string(w, "valid_until", "");
	json_string(w, "evidence", "");
	if (fault)
		json_string(w, "stands_in_for", reason_name(fault));
	json_end(w);
}

static bool can_stand_in(const struct permission_state *state)
{
	return state->needed && !state->granted && stand_in_is_possible(state->reason);
}

/* Names whose requests met a fault that a person's word may stand in for. */
static bool is_any_broken(const struct audit *audit)
{
	for (size_t i = 0; i < audit->permission_count; i++)
		if (can_stand_in(&audit->permissions[i]))
			return true;
	return false;
}

static void write_stand_ins(struct json_writer *w, const struct audit *audit)
{
	json_array(w, "stands_in_for");
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		if (!can_stand_in(state))
			continue;
		json_object(w, NULL);
		json_string(w, "permission", state->permission->name);
		json_string(w, "reason", reason_name(state->reason));
		json_end(w);
	}
	json_end(w);
}

/* The names still open, to be looked for on the token's page. */
static void add_open_names(struct str *where, const struct audit *audit)
{
	size_t count = 0;

	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		if (!state->needed || state->granted || (state->reason && !can_stand_in(state)))
			continue;
		str_printf(where, "%s%s",
			   count++ ? ", " : " Still open: ", state->permission->name);
	}
	if (count)
		str_puts(where, ".");
}

static void write_token(struct json_writer *w, const struct audit *audit)
{
	struct str where = STR_INIT(STR_BODY);

	str_puts(&where, "Admin > API > API Tokens in Syncro: open the token, copy the names "
			 "of the permissions it has into permissions, and its expiry "
			 "into expires_on (null if it is open ended). Add \"complete\": true "
			 "if nothing else is ticked.");
	add_open_names(&where, audit);
	json_object(w, "token");
	json_string(w, "where", str_text(&where));
	json_string(w, "name", "");
	json_string(w, "expires_on", "");
	json_array(w, "permissions");
	json_end(w);
	if (is_any_broken(audit))
		write_stand_ins(w, audit);
	json_string(w, "attested_by", "");
	json_string(w, "attested_on", "");
	json_string(w, "valid_until", "");
	json_end(w);
	str_release(&where);
}

/* Where all that is wrong with the list is the number that Syncro's API announces. */
static void write_customers(struct json_writer *w, struct arena *scratch,
			    const struct source *source)
{
	json_object(w, "customers");
	json_string(w, "where",
		    arena_printf(scratch,
				 "Customers in Syncro, those that are disabled too: write down how "
				 "many its own list shows. The API announced %" PRId64
				 " and gave %" PRId64 ", twice; that counts as all of them only if "
				 "Syncro shows %" PRId64 ".",
				 source->expected, source->records, source->records));
	json_null(w, "total");
	json_string(w, "attested_by", "");
	json_string(w, "attested_on", "");
	json_string(w, "valid_until", "");
	json_end(w);
}

void todo_write(FILE *stream, const struct audit *audit)
{
	const struct source *customers = &audit->account->sources[SOURCE_CUSTOMERS];
	struct json_writer w;
	bool token = false;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_array(&w, "attestations");
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		bool broken = finding->verdict == VERDICT_UNKNOWN &&
			      stand_in_is_possible(finding->reason);
		if (check_warns(&finding->requirement->check) ||
		    (finding->verdict != VERDICT_MANUAL && !broken))
			continue;
		write_entry(&w, finding->requirement, broken ? finding->reason : REASON_NONE);
		token = token || is_about_token(finding->requirement);
	}
	json_end(&w);
	if (token)
		write_token(&w, audit);
	if (customers->overstated && !customers->complete) {
		struct arena *scratch = arena_new();
		write_customers(&w, scratch, customers);
		arena_free(scratch);
	}
	json_end(&w);
}
