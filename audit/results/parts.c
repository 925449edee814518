#include "audit/results/parts.h"

#include <string.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/results/list.h"

#define LENGTH(fields) (sizeof(fields) / sizeof *(fields))
#define LIST(word, name, each)                                                                     \
	{                                                                                          \
		(word), name##_fields, LENGTH(name##_fields), sizeof(struct results_##name), each  \
	}

static int read_profile(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		JSON_FIELD(results_profile, "id", JSON_TEXT, id),
		JSON_FIELD(results_profile, "version", JSON_TEXT, version),
		JSON_FIELD(results_profile, "sha256", JSON_TEXT, sha256),
	};
	const struct json_place at = { .key = "profile" };

	return json_record(reader, json_get(root, "profile"), &at, fields, LENGTH(fields),
			   &out->profile);
}

static int read_account(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		JSON_FIELD(results_account, "subdomain", JSON_TEXT, subdomain),
		JSON_FIELD(results_account, "base_url", JSON_TEXT, base_url),
		JSON_FIELD(results_account, "user_id", JSON_ID, user_id),
		JSON_FIELD(results_account, "user_name", JSON_TEXT, user_name),
		JSON_FIELD(results_account, "user_email", JSON_TEXT, user_email),
		JSON_FIELD(results_account, "global_admin", JSON_MAYBE, global_admin),
	};
	const struct json_place at = { .key = "account" };

	return json_record(reader, json_get(root, "account"), &at, fields, LENGTH(fields),
			   &out->account);
}

static int read_observations(const struct json_reader *reader, const cJSON *item,
			     const struct json_place *at, void *out)
{
	static const struct json_field fields[] = {
		JSON_FIELD_OPTIONAL(results_observation, "object", JSON_TEXT, object),
		JSON_FIELD(results_observation, "subject", JSON_TEXT, subject),
		JSON_FIELD(results_observation, "observed", JSON_TEXT, observed),
		JSON_FIELD_WORD(results_observation, "verdict", verdict, verdict),
	};
	static const struct results_items list = { "observations", fields, LENGTH(fields),
						   sizeof(struct results_observation), NULL };
	struct results_finding *finding = out;

	finding->observations = results_list(reader, item, at, &list, &finding->observation_count);
	if (!finding->observations)
		return -1;
	for (size_t i = 0; i < finding->observation_count; i++) {
		struct results_observation *observation = &finding->observations[i];
		finding->part_unknown =
			finding->part_unknown || observation->verdict == VERDICT_UNKNOWN;
		if (!observation->object)
			observation->object = observation->subject;
	}
	return 0;
}

static const struct json_field finding_fields[] = {
	JSON_FIELD(results_finding, "id", JSON_TEXT, id),
	JSON_FIELD(results_finding, "title", JSON_TEXT, title),
	JSON_FIELD(results_finding, "summary", JSON_TEXT, summary),
	JSON_FIELD_WORD(results_finding, "severity", severity, severity),
	JSON_FIELD(results_finding, "mandatory", JSON_BOOLEAN, mandatory),
	JSON_FIELD_WORD(results_finding, "verdict", verdict, verdict),
	JSON_FIELD_WORD(results_finding, "reason", reason, reason),
	JSON_FIELD(results_finding, "waiver", JSON_PRESENT, waived),
	JSON_FIELD_WORD(results_finding, "change", change, change),
};

static const struct json_field permission_fields[] = {
	JSON_FIELD(results_permission, "name", JSON_TEXT, name),
	JSON_FIELD(results_permission, "needed", JSON_BOOLEAN, needed),
	JSON_FIELD_WORD(results_permission, "granted", granted, tri),
	JSON_FIELD_WORD(results_permission, "proof", proof, proof),
	JSON_FIELD_WORD(results_permission, "class", class, class),
	JSON_FIELD(results_permission, "source", JSON_TEXT, source),
};

static int read_user_groups(const struct json_reader *reader, const cJSON *item,
			    const struct json_place *at, void *out)
{
	struct results_user *user = out;

	return results_texts(reader, item, at, "groups", &user->groups, &user->group_count);
}

static const struct json_field user_fields[] = {
	JSON_FIELD(results_user, "id", JSON_ID, id),
	JSON_FIELD(results_user, "name", JSON_TEXT, name),
	JSON_FIELD(results_user, "email", JSON_TEXT, email),
	JSON_FIELD(results_user, "global_admin", JSON_MAYBE, global_admin),
	JSON_FIELD(results_user, "token_owner", JSON_BOOLEAN, token_owner),
};

static int read_group_lists(const struct json_reader *reader, const cJSON *item,
			    const struct json_place *at, void *out)
{
	const struct json_place members = { .outer = at, .key = "members" };
	struct json_place place = { .outer = &members };
	struct results_group *group = out;
	const cJSON *array = json_list_member(reader, item, at, "members"), *member;

	if (!array)
		return -1;
	group->members = arena_array(reader->arena, (size_t)cJSON_GetArraySize(array),
				     sizeof *group->members);
	cJSON_ArrayForEach(member, array)
	{
		if (!cJSON_IsNumber(member) || !json_id(member, &group->members[place.index]))
			return json_mistake(reader, &place, "a user's id", member);
		place.index++;
	}
	group->member_count = place.index;
	return results_texts(reader, item, at, "permissions", &group->permissions,
			     &group->permission_count);
}

static const struct json_field group_fields[] = {
	JSON_FIELD(results_group, "name", JSON_TEXT, name),
	JSON_FIELD(results_group, "access_type", JSON_TEXT, access_type),
	JSON_FIELD_WORD(results_group, "proof", proof, proof),
};

static const struct json_field issue_fields[] = {
	JSON_FIELD(results_issue, "customer_id", JSON_ID, customer_id),
	JSON_FIELD(results_issue, "name", JSON_TEXT, name),
	JSON_FIELD(results_issue, "detail", JSON_TEXT, detail),
	JSON_FIELD_WORD(results_issue, "kind", kind, issue),
	JSON_FIELD_OPTIONAL(results_issue, "waived", JSON_BOOLEAN, waived),
};
const struct results_items results_issues = LIST("issues", issue, NULL);

static const struct json_field customer_fields[] = {
	JSON_FIELD(results_customer, "id", JSON_ID, id),
	JSON_FIELD(results_customer, "name", JSON_TEXT, name),
	JSON_FIELD(results_customer, "active", JSON_MAYBE, active),
};
const struct results_items results_customers = LIST("list", customer, NULL);

/* Their lists were handed over before: what is left of them are empty arrays. */
static int read_customers(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field totals[] = {
		JSON_FIELD(results, "total", JSON_COUNT, customers),
		JSON_FIELD(results, "active", JSON_COUNT, active_customers),
		JSON_FIELD(results, "disabled", JSON_COUNT, disabled_customers),
		JSON_FIELD(results, "complete", JSON_BOOLEAN, customers_complete),
	};
	const struct json_place at = { .key = "customers" };
	const cJSON *customers = json_get(root, "customers");

	if (json_record(reader, customers, &at, totals, LENGTH(totals), out) != 0 ||
	    !json_list_member(reader, customers, &at, results_issues.key))
		return -1;
	if (json_get(customers, results_customers.key) &&
	    !json_list_member(reader, customers, &at, results_customers.key))
		return -1;
	return 0;
}

static const struct json_field change_fields[] = {
	JSON_FIELD(results_change, "id", JSON_TEXT, id),
	JSON_FIELD_WORD(results_change, "change", change, change),
};

static const struct json_field move_fields[] = {
	JSON_FIELD_WORD(results_move, "kind", kind, compared),
	JSON_FIELD_WORD(results_move, "change", movement, movement),
};
const struct results_items results_moves = LIST("rows", move, NULL);

static const struct json_field gap_fields[] = {
	JSON_FIELD_WORD(results_gap, "kind", kind, compared),
};

/* Its rows were handed over before. */
static int read_changes(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct results_items changes = LIST("findings", change, NULL);
	static const struct results_items gaps = LIST("not_compared", gap, NULL);
	const struct json_place at = { .key = RESULTS_CHANGES };
	const cJSON *object = json_get(root, RESULTS_CHANGES);

	if (!object || cJSON_IsNull(object))
		return 0;
	out->compared = true;
	out->changes = results_list(reader, object, &at, &changes, &out->change_count);
	if (!out->changes || results_distinct(reader, RESULTS_CHANGES, out->changes,
					      out->change_count, changes.size) != 0)
		return -1;
	out->gaps = results_list(reader, object, &at, &gaps, &out->gap_count);
	return out->gaps && json_list_member(reader, object, &at, results_moves.key) ? 0 : -1;
}

static const struct json_field waiver_fields[] = {
	JSON_FIELD(results_waiver, "requirement", JSON_TEXT, requirement),
	JSON_FIELD(results_waiver, "object", JSON_TEXT, object),
	JSON_FIELD(results_waiver, "expires_on", JSON_TEXT, expires_on),
	JSON_FIELD(results_waiver, "reason", JSON_TEXT, reason),
	JSON_FIELD(results_waiver, "owner", JSON_TEXT, owner),
	JSON_FIELD(results_waiver, "approved_by", JSON_TEXT, approved_by),
	JSON_FIELD_WORD(results_waiver, "state", standing, standing),
};

static const struct json_field attestation_fields[] = {
	JSON_FIELD(results_attestation, "requirement", JSON_TEXT, requirement),
	JSON_FIELD(results_attestation, "valid_until", JSON_TEXT, valid_until),
	JSON_FIELD(results_attestation, "attested_by", JSON_TEXT, attested_by),
	JSON_FIELD_WORD(results_attestation, "state", standing, standing),
};

/* How far the lists were read that others are told apart by; probes are sources too. */
static const struct json_field source_fields[] = {
	JSON_FIELD(results_source, "path", JSON_TEXT, path),
	JSON_FIELD(results_source, "complete", JSON_BOOLEAN, complete),
	JSON_FIELD_OPTIONAL(results_source, "reason", JSON_TEXT, reason),
	JSON_FIELD_OPTIONAL(results_source, "method", JSON_TEXT, method),
	JSON_FIELD_OPTIONAL(results_source, "api", JSON_TEXT, api),
};

#define INTO(rows, count) offsetof(struct results, rows), offsetof(struct results, count)

static const struct {
	struct results_items items;
	size_t rows, count; /* where they go */
	bool distinct;	    /* the first member is a name that stands once */
} lists[] = {
	{ LIST("findings", finding, read_observations), INTO(findings, finding_count), true },
	{ LIST("permissions", permission, NULL), INTO(permissions, permission_count), true },
	{ LIST("users", user, read_user_groups), INTO(users, user_count), false },
	{ LIST("security_groups", group, read_group_lists), INTO(groups, group_count), false },
	{ LIST("waivers", waiver, NULL), INTO(waivers, waiver_count), false },
	{ LIST("attestations", attestation, NULL), INTO(attestations, attestation_count), false },
	{ LIST("sources", source, NULL), INTO(sources, source_count), false },
};

static int read_lists(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	for (size_t i = 0; i < LENGTH(lists); i++) {
		const struct results_items *items = &lists[i].items;
		size_t count = 0;
		void *rows = results_list(reader, root, NULL, items, &count);
		if (!rows || (lists[i].distinct &&
			      results_distinct(reader, items->key, rows, count, items->size) != 0))
			return -1;
		memcpy((char *)out + lists[i].rows, &rows, sizeof rows);
		memcpy((char *)out + lists[i].count, &count, sizeof count);
	}
	return 0;
}

const struct results_part results_parts[] = {
	{ read_profile },   { read_account }, { read_lists },
	{ read_customers }, { read_changes }, { NULL },
};
