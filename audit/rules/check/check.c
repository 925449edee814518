#include "audit/rules/check/check.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

static const struct check_kind kinds[] = {
	{ "token-valid", 0, 0, check_token_valid, false, 0 },
	{ "token-expiry", CHECK_DAYS | CHECK_OPEN_ENDED, CHECK_DAYS, check_token_expiry, false, 0 },
	{ "user-exists", 0, 0, check_user_exists, false, READS_USERS | READS_OWNER },
	{ "permission", CHECK_PERMISSION | CHECK_GLOBAL_ADMIN_SUFFICES, CHECK_PERMISSION,
	  check_permission, false, READS_OWNER },
	{ "permission-family", CHECK_PERMISSIONS | CHECK_COMPLETE | CHECK_INCOMPLETE_BECAUSE,
	  CHECK_PERMISSIONS, check_permission_family, false, 0 },
	{ "no-excess-permissions", 0, 0, check_no_excess, false, 0 },
	{ "least-privilege", 0, 0, check_least_privilege, false, READS_OWNER },
	{ "global-admins", CHECK_AT_LEAST | CHECK_AT_MOST, CHECK_AT_LEAST, check_global_admins,
	  false, READS_USERS | READS_RECORDS },
	{ "customers-readable", 0, 0, check_customers_readable, false, READS_CUSTOMERS },
	{ "customers-unique-names", 0, 0, check_unique_names, false, READS_CUSTOMERS },
	{ "customers-have-names", 0, 0, check_have_names, false, READS_CUSTOMERS },
	{ "customers-billable", 0, 0, check_billable, false, READS_CUSTOMERS | READS_SCHEDULES },
	{ "emails-distinct", 0, 0, check_emails_distinct, false,
	  READS_USERS | READS_RECORDS | READS_CUSTOMERS },
	{ "mtp-billing-admin", CHECK_ROLE, CHECK_ROLE, check_billing_admin, false, 0 },
	{ "attestation", CHECK_NOT_SHOWN_BY, 0, check_attestation, false, 0 },
	{ "warn-no-invoice-right", 0, 0, check_no_invoice_right, true, READS_OWNER },
	{ "warn-invoice-soon", 0, 0, check_invoice_soon, true, READS_CUSTOMERS | READS_SCHEDULES },
	{ "warn-computed-line", 0, 0, check_computed_line, true,
	  READS_CUSTOMERS | READS_SCHEDULES },
	{ "warn-few-customers", CHECK_AT_MOST, CHECK_AT_MOST, check_few_customers, true,
	  READS_CUSTOMERS },
	{ "warn-single-admin", 0, 0, check_single_admin, true, READS_USERS | READS_RECORDS },
	{ "warn-mapped-company", 0, 0, check_mapped_company, true,
	  READS_CUSTOMERS | READS_SCHEDULES },
};

static const struct {
	const char *key;
	unsigned bit;
	enum input_type type;
} parameters[] = {
	{ "permission", CHECK_PERMISSION, INPUT_TEXT },
	{ "permissions", CHECK_PERMISSIONS, INPUT_ARRAY },
	{ "global_admin_suffices", CHECK_GLOBAL_ADMIN_SUFFICES, INPUT_BOOLEAN },
	{ "complete", CHECK_COMPLETE, INPUT_BOOLEAN },
	{ "at_least", CHECK_AT_LEAST, INPUT_INTEGER },
	{ "at_most", CHECK_AT_MOST, INPUT_INTEGER },
	{ "days", CHECK_DAYS, INPUT_INTEGER },
	{ "open_ended", CHECK_OPEN_ENDED, INPUT_BOOLEAN },
	{ "role", CHECK_ROLE, INPUT_TEXT },
	{ "incomplete_because", CHECK_INCOMPLETE_BECAUSE, INPUT_TEXT },
	{ "not_shown_by", CHECK_NOT_SHOWN_BY, INPUT_TEXT },
};

#define MOST_DAYS 36500 /* a century: beyond it the arithmetic means nothing */

const struct check_kind *check_kind_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

bool check_warns(const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	return kind && kind->warns;
}

unsigned check_reads(const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	if (!kind)
		return ~0U;
	/* Asked of the token, whose user does not matter then. */
	if (kind->takes & CHECK_GLOBAL_ADMIN_SUFFICES && !check->global_admin_suffices)
		return kind->reads & ~(unsigned)READS_OWNER;
	return kind->reads;
}

static const struct check_kind *read_kind(struct input *in, const cJSON *item, const char *at)
{
	const char *names[COUNT_OF(kinds)];
	const cJSON *kind = json_get(item, "kind");

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		names[i] = kinds[i].name;
	int which = input_choice(in, kind, input_at(in, at, "kind"), names, COUNT_OF(kinds));
	return which < 0 ? NULL : &kinds[which];
}

/* An expiry is asked for in days, or not at all. */
static unsigned required(const struct check_kind *kind, const cJSON *item)
{
	bool other = (kind->takes & CHECK_OPEN_ENDED) && json_get(item, "open_ended");

	return other ? kind->requires & ~(unsigned)CHECK_DAYS : kind->requires;
}

static void check_fields(struct input *in, const cJSON *item, const char *at,
			 const struct check_kind *kind)
{
	struct input_field fields[COUNT_OF(parameters) + 1];
	unsigned needed = required(kind, item);
	size_t count = 0;

	fields[count++] = (struct input_field){ "kind", INPUT_TEXT, true };
	for (size_t i = 0; i < COUNT_OF(parameters); i++)
		if (kind->takes & parameters[i].bit)
			fields[count++] = (struct input_field){
				parameters[i].key,
				parameters[i].type,
				(needed & parameters[i].bit) != 0,
			};
	(void)input_object(in, item, at, fields, count);
}

static void add_permission(struct input *in, const struct catalogue *catalogue, const cJSON *name,
			   const char *at, struct check *check)
{
	long index = cJSON_IsString(name) ? catalogue_find(catalogue, name->valuestring) : -1;

	if (index < 0) {
		const char *found = cJSON_IsString(name) ? name->valuestring : "something else";
		input_problem(in, at, "the name of a permission of the catalogue, found \"%.*s\"",
			      text_cut(found, 80), found);
		return;
	}
	for (size_t i = 0; i < check->permission_count; i++)
		if (check->permissions[i] == (size_t)index) {
			input_problem(in, at, "each permission once, found '%s' again",
				      catalogue->permissions[index].name);
			return;
		}
	check->permissions[check->permission_count++] = (size_t)index;
}

static void read_permissions(struct arena *arena, struct input *in,
			     const struct catalogue *catalogue, const cJSON *item, const char *at,
			     struct check *check)
{
	const cJSON *one = input_member(item, "permission", INPUT_TEXT);
	const cJSON *array = input_member(item, "permissions", INPUT_ARRAY);
	const char *place = input_at(in, at, "permissions");
	size_t i = 0;
	const cJSON *name;

	check->permissions = arena_array(arena, 1 + (size_t)cJSON_GetArraySize(array),
					 sizeof *check->permissions);
	if (one)
		add_permission(in, catalogue, one, input_at(in, at, "permission"), check);
	cJSON_ArrayForEach(name, array)
		add_permission(in, catalogue, name, input_at_index(in, place, i++), check);
	if (array && i == 0)
		input_problem(in, place, "at least one permission, found none");
}

static int64_t read_number(const cJSON *item, const char *key, int64_t otherwise)
{
	int64_t number = otherwise;

	(void)json_count(input_member(item, key, INPUT_INTEGER), &number);
	return number;
}

static void check_expiry(struct input *in, const cJSON *item, const char *at,
			 const struct check *check)
{
	if (check->days > MOST_DAYS)
		input_problem(in, input_at(in, at, "days"), "at most %d days", MOST_DAYS);
	if (check->open_ended && json_get(item, "days"))
		input_problem(in, input_at(in, at, "days"), "days or open_ended, found both");
	if (cJSON_IsFalse(json_get(item, "open_ended")))
		input_problem(in, input_at(in, at, "open_ended"), "true, or days instead of it");
}

static enum not_shown_by read_not_shown_by(struct input *in, const cJSON *item, const char *at)
{
	WORDS(names,
	      NOT_SHOWN_BY_COUNT, [NOT_SHOWN_BY_UNTOLD] = "", [NOT_SHOWN_BY_SYNCRO] = "syncro",
	      [NOT_SHOWN_BY_VENDOR] = "vendor", [NOT_SHOWN_BY_TOOL] = "tool");
	const cJSON *name = input_member(item, "not_shown_by", INPUT_TEXT);
	int which = name ? input_choice(in, name, input_at(in, at, "not_shown_by"), names + 1,
					COUNT_OF(names) - 1)
			 : -1;

	return which < 0 ? NOT_SHOWN_BY_UNTOLD : (enum not_shown_by)(which + 1);
}

/* A list that is whole needs no excuse. */
static void check_completeness(struct input *in, const char *at, const struct check *check)
{
	if (check->complete && *check->incomplete_because)
		input_problem(in, input_at(in, at, "incomplete_because"),
			      "complete or incomplete_because, found both");
}

void check_read(struct arena *arena, struct input *in, const struct catalogue *catalogue,
		const cJSON *item, const char *at, struct check *check)
{
	*check = (struct check){ .kind = "", .role = "", .incomplete_because = "" };
	if (!cJSON_IsObject(item))
		return;
	const struct check_kind *kind = read_kind(in, item, at);
	if (!kind)
		return;
	check->kind = kind->name;
	check_fields(in, item, at, kind);
	read_permissions(arena, in, catalogue, item, at, check);
	check->global_admin_suffices = cJSON_IsTrue(json_get(item, "global_admin_suffices"));
	check->complete = cJSON_IsTrue(json_get(item, "complete"));
	check->at_least = read_number(item, "at_least", 0);
	check->at_most = read_number(item, "at_most", INT64_MAX);
	check->days = read_number(item, "days", 0);
	check->open_ended = cJSON_IsTrue(input_member(item, "open_ended", INPUT_BOOLEAN));
	check->role = json_text(arena, json_get(item, "role"));
	check->incomplete_because = json_text(arena, json_get(item, "incomplete_because"));
	check->not_shown_by = read_not_shown_by(in, item, at);
	if (check->at_most < check->at_least)
		input_problem(in, input_at(in, at, "at_most"), "a number not below at_least");
	check_expiry(in, item, at, check);
	check_completeness(in, at, check);
}

void check_run(struct evaluation *e, struct finding *finding)
{
	const struct check_kind *kind = check_kind_find(finding->requirement->check.kind);

	if (e->blocked && kind && kind->run != check_token_valid)
		finding_unknown(finding, e->blocked,
				arena_printf(e->arena,
					     "Not checked: Syncro gave no usable answer about the "
					     "token, so nothing more was requested (%s).",
					     reason_text(e->blocked)));
	else if (kind)
		kind->run(e, finding);
	else
		finding_unknown(finding, REASON_NOT_REQUESTED,
				"This version does not know how to check this.");
}
