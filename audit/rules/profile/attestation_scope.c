#include "audit/rules/profile/attestation_scope.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/model/audit.h"
#include "audit/rules/catalogue.h"

#define UNSIGNED                                                                                   \
	{ "attested_by", INPUT_ANY, true }, { "attested_on", INPUT_ANY, true },                    \
	{                                                                                          \
		"valid_until", INPUT_ANY, true                                                     \
	}
#define SIGNED                                                                                     \
	{ "attested_by", INPUT_WORDS, true }, { "attested_on", INPUT_PAST_DATE, true },            \
	{                                                                                          \
		"valid_until", INPUT_DATE, true                                                    \
	}
#define COMMON                                                                                     \
	{ "permissions", INPUT_ARRAY, true }, { "complete", INPUT_BOOLEAN, false },                \
		{ "evidence", INPUT_STRING, false },                                               \
	{                                                                                          \
		"where", INPUT_STRING, false                                                       \
	}

static const struct input_field token_fields[] = {
	{ "name", INPUT_TEXT, true },
	{ "expires_on", INPUT_DATE_OR_NULL, true },
	{ "stands_in_for", INPUT_ARRAY, false },
	COMMON,
	SIGNED,
};
static const struct input_field blank_token_fields[] = {
	{ "name", INPUT_ANY, true },
	{ "expires_on", INPUT_ANY, true },
	{ "stands_in_for", INPUT_ARRAY, false },
	COMMON,
	UNSIGNED,
};
static const struct input_field group_fields[] = {
	{ "name", INPUT_TEXT, true },
	{ "access_type", INPUT_TEXT, true },
	COMMON,
	SIGNED,
};
static const struct input_field blank_group_fields[] = {
	{ "name", INPUT_ANY, true },
	{ "access_type", INPUT_ANY, true },
	COMMON,
	UNSIGNED,
};

static const struct input_field customer_fields[] = {
	{ "total", INPUT_INTEGER, true },
	{ "evidence", INPUT_STRING, false },
	{ "where", INPUT_STRING, false },
	SIGNED,
};
static const struct input_field blank_customer_fields[] = {
	{ "total", INPUT_ANY, true },
	{ "evidence", INPUT_STRING, false },
	{ "where", INPUT_STRING, false },
	UNSIGNED,
};

static bool is_empty(const cJSON *object, const char *key)
{
	const cJSON *member = json_get(object, key);

	return !member || cJSON_IsNull(member) || (cJSON_IsString(member) && !*member->valuestring);
}

static bool is_blank(const cJSON *item)
{
	return is_empty(item, "attested_by") && is_empty(item, "attested_on") &&
	       is_empty(item, "valid_until");
}

static bool holds(const size_t *indices, size_t count, size_t wanted)
{
	for (size_t i = 0; i < count; i++)
		if (indices[i] == wanted)
			return true;
	return false;
}

static void add_permission(struct arena *arena, const struct catalogue *catalogue,
			   const cJSON *name, struct attested_permissions *out)
{
	long index = catalogue_find(catalogue, name->valuestring);

	if (index < 0)
		out->unknown_permissions[out->unknown_count++] = json_text(arena, name);
	else if (!holds(out->permissions, out->permission_count, (size_t)index))
		out->permissions[out->permission_count++] = (size_t)index;
}

static void read_permissions(struct arena *arena, struct input *in,
			     const struct catalogue *catalogue, const cJSON *array, const char *at,
			     struct attested_permissions *out)
{
	size_t count = (size_t)cJSON_GetArraySize(array), i = 0;
	const cJSON *name;

	out->permissions = arena_array(arena, count, sizeof *out->permissions);
	out->unknown_permissions = arena_array(arena, count, sizeof *out->unknown_permissions);
	cJSON_ArrayForEach(name, array)
	{
		const char *place = input_at_index(in, at, i++);
		if (cJSON_IsString(name) && *name->valuestring)
			add_permission(arena, catalogue, name, out);
		else
			input_problem(in, place, "the name of a permission");
	}
}

static void read_common(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			const struct catalogue *catalogue, struct attested_permissions *out)
{
	out->name = json_text(arena, json_get(item, "name"));
	out->access_type = json_text(arena, json_get(item, "access_type"));
	out->complete = cJSON_IsTrue(json_get(item, "complete"));
	out->attested_by = json_text(arena, json_get(item, "attested_by"));
	out->attested_on = json_text(arena, json_get(item, "attested_on"));
	out->valid_until = json_text(arena, json_get(item, "valid_until"));
	(void)clock_parse_date(out->valid_until, &out->ends_at);
	read_permissions(arena, in, catalogue, input_member(item, "permissions", INPUT_ARRAY),
			 input_at(in, at, "permissions"), out);
}

enum reason attestation_scope_fault(struct input *in, const cJSON *item, const char *at,
				    const char *key)
{
	static const enum reason faults[] = { REASON_SERVER_ERROR, REASON_MALFORMED };
	const char *names[COUNT_OF(faults)];
	const cJSON *fault = json_get(item, key);

	for (size_t i = 0; i < COUNT_OF(faults); i++)
		names[i] = reason_name(faults[i]);
	int found =
		fault ? input_choice(in, fault, input_at(in, at, key), names, COUNT_OF(names)) : -1;
	return found < 0 ? REASON_NONE : faults[found];
}

static void read_stand_ins(struct arena *arena, struct input *in, const cJSON *array,
			   const char *at, const struct catalogue *catalogue,
			   struct attested_permissions *token)
{
	static const struct input_field fields[] = { { "permission", INPUT_TEXT, true },
						     { "reason", INPUT_TEXT, true } };
	size_t i = 0;
	const cJSON *item;

	token->stand_ins =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *token->stand_ins);
	cJSON_ArrayForEach(item, array)
	{
		const char *place = input_at_index(in, at, i++);
		if (!input_object(in, item, place, fields, COUNT_OF(fields)))
			continue;
		long index = catalogue_find(catalogue, json_get(item, "permission")->valuestring);
		if (index < 0)
			input_problem(in, input_at(in, place, "permission"),
				      "the name of a permission that the audit asks for");
		else
			token->stand_ins[token->stand_in_count++] = (struct stand_in){
				.permission = (size_t)index,
				.reason = attestation_scope_fault(in, item, place, "reason"),
			};
	}
}

void attestation_scope_token(struct arena *arena, struct input *in, const cJSON *item,
			     const char *at, struct audit *audit)
{
	if (is_blank(item)) {
		(void)input_object(in, item, at, blank_token_fields, COUNT_OF(blank_token_fields));
		return;
	}
	(void)input_object(in, item, at, token_fields, COUNT_OF(token_fields));
	struct attested_permissions *token = arena_alloc(arena, sizeof *token);
	read_common(arena, in, item, at, audit->catalogue, token);
	token->expires_on = json_text(arena, json_get(item, "expires_on"));
	read_stand_ins(arena, in, input_member(item, "stands_in_for", INPUT_ARRAY),
		       input_at(in, at, "stands_in_for"), audit->catalogue, token);
	token->expires = clock_parse_date(token->expires_on, &token->expires_at) == 0;
	audit->token = token;
}

static bool is_known(const struct audit *audit, const char *name)
{
	for (size_t i = 0; i < audit->group_attested_count; i++)
		if (strcmp(audit->groups_attested[i].name, name) == 0)
			return true;
	return false;
}

static void read_group(struct arena *arena, struct input *in, const cJSON *item, const char *at,
		       struct audit *audit)
{
	struct attested_permissions group = { .expires_on = "" };

	if (is_blank(item)) {
		(void)input_object(in, item, at, blank_group_fields, COUNT_OF(blank_group_fields));
		return;
	}
	(void)input_object(in, item, at, group_fields, COUNT_OF(group_fields));
	read_common(arena, in, item, at, audit->catalogue, &group);
	if (is_known(audit, group.name))
		input_problem(in, input_at(in, at, "name"), "each group once, found '%s' again",
			      group.name);
	audit->groups_attested[audit->group_attested_count++] = group;
}

void attestation_scope_groups(struct arena *arena, struct input *in, const cJSON *array,
			      const char *at, struct audit *audit)
{
	size_t i = 0;
	const cJSON *item;

	audit->groups_attested = arena_array(arena, (size_t)cJSON_GetArraySize(array),
					     sizeof *audit->groups_attested);
	cJSON_ArrayForEach(item, array)
		read_group(arena, in, item, input_at_index(in, at, i++), audit);
}

void attestation_scope_order(struct input *in, const char *at, const char *attested_on,
			     const char *valid_until)
{
	if (strcmp(attested_on, valid_until) > 0)
		input_problem(in, input_at(in, at, "valid_until"),
			      "a date not before attested_on (%s), found \"%s\"", attested_on,
			      valid_until);
}

void attestation_scope_customers(struct arena *arena, struct input *in, const cJSON *item,
				 const char *at, struct audit *audit)
{
	if (is_blank(item)) {
		(void)input_object(in, item, at, blank_customer_fields,
				   COUNT_OF(blank_customer_fields));
		return;
	}
	if (!input_object(in, item, at, customer_fields, COUNT_OF(customer_fields)))
		return;
	struct attested_total *total = arena_alloc(arena, sizeof *total);
	*total = (struct attested_total){
		.attested_by = json_text(arena, json_get(item, "attested_by")),
		.attested_on = json_text(arena, json_get(item, "attested_on")),
		.valid_until = json_text(arena, json_get(item, "valid_until")),
		.evidence = json_text(arena, json_get(item, "evidence")),
	};
	(void)json_count(json_get(item, "total"), &total->total);
	(void)clock_parse_date(total->valid_until, &total->ends_at);
	attestation_scope_order(in, at, total->attested_on, total->valid_until);
	audit->customers_attested = total;
}
