/* attestations.todo.json: what is still open, ready to be filled in. */
#include "tests/unit/fixture_ready.h"

#include <stdlib.h>

#include "audit/core/json/json.h"
#include "audit/rules/profile/todo.h"

static cJSON *todo_of(struct world *w, const char **text)
{
	char *bytes = NULL;
	size_t length = 0;
	struct error err = { .message = "" };
	FILE *stream = open_memstream(&bytes, &length);

	todo_write(stream, &w->audit);
	(void)fclose(stream);
	*text = arena_strdup(w->arena, bytes);
	free(bytes);
	cJSON *json = json_parse(*text, strlen(*text), &err);
	if (!json)
		fail_msg("%s", err.message);
	return json;
}

static void attest_text(struct world *w, const char *text)
{
	struct error err = { .message = "" };

	if (attestation_read(w->arena, &w->audit, "todo.json", text, strlen(text), &err) != 0)
		fail_msg("%s", err.message);
	world_evaluate(w);
}

static void nothing_open_nothing_to_do(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	world_evaluate(w);
	cJSON *json = todo_of(w, &text);
	assert_int_equal(cJSON_GetArraySize(json_get(json, "attestations")), 0);
	assert_null(json_get(json, "token"));
	cJSON_Delete(json);
	world_free(w);
}

static void holds_just_what_is_manual(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{" WORLD_TOKEN "}");
	world_evaluate(w);
	cJSON *json = todo_of(w, &text);
	const cJSON *entries = json_get(json, "attestations");
	assert_int_equal(cJSON_GetArraySize(entries), 1);
	assert_string_equal(json_get(entries->child, "requirement")->valuestring, "JC-1.1");
	assert_true(cJSON_IsNull(json_get(entries->child, "verdict")));
	assert_non_null(strstr(json_get(entries->child, "where")->valuestring, "Administrators"));
	assert_null(json_get(json, "token"));
	cJSON_Delete(json);
	world_free(w);
}

static void asks_for_the_token_with_the_names_still_open(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{}");
	world_break(world_probe(w, "Customers - Edit"), REASON_TIMEOUT); /* not for a person */
	world_evaluate(w);
	cJSON *json = todo_of(w, &text);
	const cJSON *token = json_get(json, "token");
	const char *where = json_get(token, "where")->valuestring;
	assert_non_null(strstr(where, "Admin > API > API Tokens"));
	assert_non_null(strstr(where, "Line Item - View Cost"));
	assert_null(strstr(where, "Customers - Edit"));
	assert_null(strstr(where, "Customers - Delete")); /* declared */
	assert_int_equal(cJSON_GetArraySize(json_get(token, "permissions")), 0);
	assert_string_equal(json_get(token, "expires_on")->valuestring, "");
	cJSON_Delete(json);
	world_free(w);
}

static void a_right_of_the_user_is_not_the_tokens(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{}");
	w->account.me.declared_count = 0;
	world_check(w, "{'kind':'permission','permission':'Tickets - Edit',"
		       "'global_admin_suffices':true}");
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_MANUAL, REASON_NONE);
	cJSON *json = todo_of(w, &text);
	assert_null(json_get(json, "token"));
	/* Without a place to look, what is documented. */
	assert_string_equal(json_get(json_get(json, "attestations")->child, "where")->valuestring,
			    "T");
	cJSON_Delete(json);
	world_free(w);
}

static void unfilled_it_changes_nothing(void **state)
{
	const char *text = NULL, *again = NULL;

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{}");
	world_evaluate(w);
	cJSON_Delete(todo_of(w, &text));
	attest_text(w, text);
	assert_int_equal(w->audit.attestation_count, 0);
	assert_null(w->audit.token);
	cJSON_Delete(todo_of(w, &again));
	assert_string_equal(text, again);
	world_free(w);
}

static char *replaced(struct world *w, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at)
		fail_msg("no '%s' in %s", from, text);
	return arena_printf(w->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const char *sign(struct world *w, const char *text)
{
	text = replaced(w, text, "\"attested_by\": \"\"", "\"attested_by\": \"Ann\"");
	text = replaced(w, text, "\"attested_on\": \"\"", "\"attested_on\": \"2026-11-24\"");
	return replaced(w, text, "\"valid_until\": \"\"", "\"valid_until\": \"2027-11-24\"");
}

static void filled_in_it_decides_the_audit(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{}");
	world_evaluate(w);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	cJSON_Delete(todo_of(w, &text));
	for (size_t i = 0; i < w->audit.counts.of[VERDICT_MANUAL]; i++) {
		text = sign(w, text);
		text = replaced(w, text, "\"statement\": \"\"", "\"statement\": \"Seen.\"");
		text = replaced(w, text, "\"verdict\": null", "\"verdict\": \"pass\"");
	}
	attest_text(w, text);
	assert_int_equal(w->audit.counts.of[VERDICT_MANUAL], 0);
	assert_int_equal(w->audit.verdict, OVERALL_READY);
	world_free(w);
}

/* The token alone decides what is about the token; its expiry must be looked up. */
static void the_token_filled_in(void **state)
{
	const char *text = NULL;
	struct error err = { .message = "" };

	(void)state;
	struct world *w = world_new();
	world_attest(w, "{}");
	world_evaluate(w);
	cJSON_Delete(todo_of(w, &text));
	const char *head = "{\"token\"";
	text = arena_printf(w->arena, "%s%s", head,
			    strstr(text, "\"token\"") + strlen("\"token\""));
	text = sign(w, text);
	text = replaced(w, text, "\"name\": \"\"", "\"name\": \"JumpCloud\"");
	text = replaced(w, text, "\"permissions\": []",
			world_json(w, "\"permissions\": [" WORLD_PERMISSIONS "]"));
	assert_int_equal(attestation_read(w->arena, &w->audit, "t", text, strlen(text), &err), -1);
	assert_non_null(strstr(err.message, "at '/token/expires_on'"));
	text = replaced(w, text, "\"expires_on\": \"\"", "\"expires_on\": null");
	attest_text(w, text);
	assert_int_equal(w->audit.counts.of[VERDICT_MANUAL], 1); /* JC-1.1 */
	assert_finding(w, "JC-4.2", VERDICT_PASS, REASON_NONE);
	assert_finding(w, "JC-2.3", VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void asks_for_the_number_of_customers_where_that_is_missing(void **state)
{
	const char *text = NULL;

	(void)state;
	struct world *w = world_new();
	struct source *source = &w->account.sources[SOURCE_CUSTOMERS];
	world_source_breaks(source, REASON_TRUNCATED);
	world_evaluate(w);
	cJSON *json = todo_of(w, &text);
	assert_null(json_get(json, "customers"));
	cJSON_Delete(json);
	source->overstated = true;
	source->expected = source->records + 1;
	world_evaluate(w);
	json = todo_of(w, &text);
	assert_true(cJSON_IsNull(json_get(json_get(json, "customers"), "total")));
	cJSON_Delete(json);
	attest_text(w, text); /* as it is, it says nothing */
	assert_finding(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TRUNCATED);
	text = replaced(w, text, "\"total\": null",
			arena_printf(w->arena, "\"total\": %d", (int)source->records));
	attest_text(w, sign(w, text));
	assert_finding(w, "JC-5.1", VERDICT_PASS, REASON_NONE);
	json = todo_of(w, &text);
	assert_null(json_get(json, "customers"));
	cJSON_Delete(json);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_open_nothing_to_do),
		cmocka_unit_test(holds_just_what_is_manual),
		cmocka_unit_test(asks_for_the_token_with_the_names_still_open),
		cmocka_unit_test(a_right_of_the_user_is_not_the_tokens),
		cmocka_unit_test(unfilled_it_changes_nothing),
		cmocka_unit_test(filled_in_it_decides_the_audit),
		cmocka_unit_test(the_token_filled_in),
		cmocka_unit_test(asks_for_the_number_of_customers_where_that_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
