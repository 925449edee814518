#include "audit/rules/profile/attestation.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/rules/profile/attestation_scope.h"

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },   { "attestations", INPUT_ARRAY, false },
	{ "token", INPUT_OBJECT, false },     { "security_groups", INPUT_ARRAY, false },
	{ "customers", INPUT_OBJECT, false },
};

static const struct input_field fields[] = {
	{ "requirement", INPUT_TEXT, true },	  { "verdict", INPUT_ANY, true },
	{ "statement", INPUT_WORDS, true },	  { "attested_by", INPUT_WORDS, true },
	{ "attested_on", INPUT_PAST_DATE, true }, { "valid_until", INPUT_DATE, true },
	{ "evidence", INPUT_STRING, false },	  { "where", INPUT_STRING, false },
	{ "stands_in_for", INPUT_TEXT, false },
};

/* Not filled in yet: the same keys, whatever stands in them so far. */
static const struct input_field blank_fields[] = {
	{ "requirement", INPUT_TEXT, true },	{ "verdict", INPUT_ANY, true },
	{ "statement", INPUT_ANY, true },	{ "attested_by", INPUT_ANY, true },
	{ "attested_on", INPUT_ANY, true },	{ "valid_until", INPUT_ANY, true },
	{ "evidence", INPUT_STRING, false },	{ "where", INPUT_STRING, false },
	{ "stands_in_for", INPUT_TEXT, false },
};

static const char *const verdicts[] = { "pass", "fail" };

static void read_entry(struct arena *arena, struct input *in, const cJSON *item, const char *at,
		       struct audit *audit)
{
	if (cJSON_IsNull(json_get(item, "verdict"))) {
		(void)input_object(in, item, at, blank_fields, COUNT_OF(blank_fields));
		return;
	}
	bool whole = input_object(in, item, at, fields, COUNT_OF(fields));
	const cJSON *verdict = json_get(item, "verdict");
	if (!verdict || input_choice(in, verdict, input_at(in, at, "verdict"), verdicts,
				     COUNT_OF(verdicts)) < 0)
		return;
	if (!whole)
		return;
	struct attestation *entry = &audit->attestations[audit->attestation_count++];
	*entry = (struct attestation){
		.requirement = json_text(arena, json_get(item, "requirement")),
		.verdict = (enum verdict)verdict_from_name(verdict->valuestring),
		.statement = json_text(arena, json_get(item, "statement")),
		.attested_by = json_text(arena, json_get(item, "attested_by")),
		.attested_on = json_text(arena, json_get(item, "attested_on")),
		.valid_until = json_text(arena, json_get(item, "valid_until")),
		.evidence = json_text(arena, json_get(item, "evidence")),
		.stands_in_for = attestation_scope_fault(in, item, at, "stands_in_for"),
	};
	(void)clock_parse_date(entry->valid_until, &entry->ends_at);
	attestation_scope_order(in, at, entry->attested_on, entry->valid_until);
}

static void build(struct arena *arena, struct input *in, struct audit *audit)
{
	const cJSON *root = in->root;
	const cJSON *entries = input_member(root, "attestations", INPUT_ARRAY);
	const cJSON *token = input_member(root, "token", INPUT_OBJECT);
	const cJSON *customers = input_member(root, "customers", INPUT_OBJECT);
	const cJSON *groups = input_member(root, "security_groups", INPUT_ARRAY);
	size_t i = 0;
	const cJSON *item;

	(void)input_object(in, root, "", root_fields, COUNT_OF(root_fields));
	audit->attestations = arena_array(arena, (size_t)cJSON_GetArraySize(entries),
					  sizeof *audit->attestations);
	cJSON_ArrayForEach(item, entries)
		read_entry(arena, in, item, input_at_index(in, "/attestations", i++), audit);
	if (token)
		attestation_scope_token(arena, in, token, "/token", audit);
	attestation_scope_groups(arena, in, groups, "/security_groups", audit);
	if (customers)
		attestation_scope_customers(arena, in, customers, "/customers", audit);
}

int attestation_read(struct arena *arena, struct audit *audit, const char *file, const char *bytes,
		     size_t length, struct error *err)
{
	struct audit read = { .catalogue = audit->catalogue };
	struct input in;

	if (input_open(&in, file, bytes, length, err) != 0)
		return -1;
	build(arena, &in, &read);
	if (input_close(&in, err) != 0)
		return -1;
	audit->attestations = read.attestations;
	audit->attestation_count = read.attestation_count;
	audit->token = read.token;
	audit->groups_attested = read.groups_attested;
	audit->customers_attested = read.customers_attested;
	audit->group_attested_count = read.group_attested_count;
	return 0;
}
