#include "audit/rules/profile/todo.h"

#include <string.h>

#include "audit/core/json/writer.h"
#include "audit/core/str.h"

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

	for (size_t i = 0; i < sizeof token_kinds / sizeof *token_kinds; i++)
		if (strcmp(check->kind, token_kinds[i]) == 0)
			return !check->global_admin_suffices;
	return false;
}

static void write_entry(struct json_writer *w, const struct requirement *requirement)
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
	json_end(w);
}

/* The names still open, to be looked for on the token's page. */
static void add_open_names(struct str *where, const struct audit *audit)
{
	size_t count = 0;

	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		if (!state->needed || state->granted || state->reason)
			continue;
		(void)str_printf(where, "%s%s",
				 count++ ? ", " : " Still open: ", state->permission->name);
	}
	if (count)
		(void)str_puts(where, ".");
}

static void write_token(struct json_writer *w, const struct audit *audit)
{
	struct str where = STR_INIT(STR_BODY);

	(void)str_puts(&where, "Admin > API > API Tokens in Syncro: open the token, copy the names "
			       "of the permissions it carries into permissions, and its expiry "
			       "into expires_on (null if it is open ended). Add \"complete\": true "
			       "if nothing else is ticked.");
	add_open_names(&where, audit);
	json_object(w, "token");
	json_string(w, "where", str_text(&where));
	json_string(w, "name", "");
	json_string(w, "expires_on", "");
	json_array(w, "permissions");
	json_end(w);
	json_string(w, "attested_by", "");
	json_string(w, "attested_on", "");
	json_string(w, "valid_until", "");
	json_end(w);
	str_release(&where);
}

void todo_write(FILE *stream, const struct audit *audit)
{
	struct json_writer w;
	bool token = false;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_array(&w, "attestations");
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		if (finding->verdict != VERDICT_MANUAL)
			continue;
		write_entry(&w, finding->requirement);
		token = token || is_about_token(finding->requirement);
	}
	json_end(&w);
	if (token)
		write_token(&w, audit);
	json_end(&w);
}
