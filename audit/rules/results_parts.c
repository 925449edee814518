#include "audit/rules/results_parts.h"

#include <string.h>

#include "audit/core/json.h"
#include "audit/core/mem.h"
#include "audit/rules/results_list.h"

#define LENGTH(fields) (sizeof(fields) / sizeof *(fields))
#define FIELD(part, word, kind, member)                                                            \
	{                                                                                          \
		.key = (word), .type = (kind), .offset = offsetof(struct results_##part, member)   \
	}
#define LATER(part, word, kind, member)                                                            \
	{                                                                                          \
		.key = (word), .type = (kind), .offset = offsetof(struct results_##part, member),  \
		.optional = true                                                                   \
	}
#define WORD(part, word, member, names)                                                            \
	{                                                                                          \
		.key = (word), .type = JSON_WORD,                                                  \
		.offset = offsetof(struct results_##part, member), .from_name = names##_from_name  \
	}

static int read_profile(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(profile, "id", JSON_TEXT, id),
		FIELD(profile, "version", JSON_TEXT, version),
		FIELD(profile, "sha256", JSON_TEXT, sha256),
	};
	const struct json_place at = { .key = "profile" };

	return json_record(reader, json_get(root, "profile"), &at, fields, LENGTH(fields),
			   &out->profile);
}

static int read_account(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(account, "subdomain", JSON_TEXT, subdomain),
		FIELD(account, "base_url", JSON_TEXT, base_url),
		FIELD(account, "user_id", JSON_ID, user_id),
		FIELD(account, "user_name", JSON_TEXT, user_name),
		FIELD(account, "user_email", JSON_TEXT, user_email),
		FIELD(account, "global_admin", JSON_MAYBE, global_admin),
	};
	const struct json_place at = { .key = "account" };

	return json_record(reader, json_get(root, "account"), &at, fields, LENGTH(fields),
			   &out->account);
}

static int read_observations(const struct json_reader *reader, const cJSON *item,
			     const struct json_place *at, void *out)
{
	static const struct json_field fields[] = {
		LATER(observation, "object", JSON_TEXT, object),
		FIELD(observation, "subject", JSON_TEXT, subject),
		FIELD(observation, "observed", JSON_TEXT, observed),
		WORD(observation, "verdict", verdict, verdict),
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

static int read_findings(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(finding, "id", JSON_TEXT, id),
		FIELD(finding, "title", JSON_TEXT, title),
		FIELD(finding, "summary", JSON_TEXT, summary),
		WORD(finding, "severity", severity, severity),
		FIELD(finding, "mandatory", JSON_BOOLEAN, mandatory),
		WORD(finding, "verdict", verdict, verdict),
		WORD(finding, "reason", reason, reason),
		FIELD(finding, "waiver", JSON_PRESENT, waived),
		WORD(finding, "change", change, change),
	};
	static const struct results_items list = { "findings", fields, LENGTH(fields),
						   sizeof(struct results_finding),
						   read_observations };

	out->findings = results_list(reader, root, NULL, &list, &out->finding_count);
	if (!out->findings)
		return -1;
	return results_distinct(reader, list.key, out->findings, out->finding_count, list.size);
}

static int read_permissions(const struct json_reader *reader, const cJSON *root,
			    struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(permission, "name", JSON_TEXT, name),
		FIELD(permission, "needed", JSON_BOOLEAN, needed),
		WORD(permission, "granted", granted, tri),
		WORD(permission, "proof", proof, proof),
		WORD(permission, "class", class, class),
		FIELD(permission, "source", JSON_TEXT, source),
	};
	static const struct results_items list = { "permissions", fields, LENGTH(fields),
						   sizeof(struct results_permission), NULL };

	out->permissions = results_list(reader, root, NULL, &list, &out->permission_count);
	if (!out->permissions)
		return -1;
	return results_distinct(reader, list.key, out->permissions, out->permission_count,
				list.size);
}

static int read_user_groups(const struct json_reader *reader, const cJSON *item,
			    const struct json_place *at, void *out)
{
	struct results_user *user = out;

	return results_texts(reader, item, at, "groups", &user->groups, &user->group_count);
}

static int read_users(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(user, "id", JSON_ID, id),
		FIELD(user, "name", JSON_TEXT, name),
		FIELD(user, "email", JSON_TEXT, email),
		FIELD(user, "global_admin", JSON_MAYBE, global_admin),
		FIELD(user, "token_owner", JSON_BOOLEAN, token_owner),
	};
	static const struct results_items list = { "users", fields, LENGTH(fields),
						   sizeof(struct results_user), read_user_groups };

	out->users = results_list(reader, root, NULL, &list, &out->user_count);
	return out->users ? 0 : -1;
}

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

static int read_groups(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(group, "name", JSON_TEXT, name),
		FIELD(group, "access_type", JSON_TEXT, access_type),
		WORD(group, "proof", proof, proof),
	};
	static const struct results_items list = { "security_groups", fields, LENGTH(fields),
						   sizeof(struct results_group), read_group_lists };

	out->groups = results_list(reader, root, NULL, &list, &out->group_count);
	return out->groups ? 0 : -1;
}

static const struct json_field issue_fields[] = {
	FIELD(issue, "customer_id", JSON_ID, customer_id), FIELD(issue, "name", JSON_TEXT, name),
	FIELD(issue, "detail", JSON_TEXT, detail),	   WORD(issue, "kind", kind, issue),
	LATER(issue, "waived", JSON_BOOLEAN, waived),
};
const struct results_items results_issues = { "issues", issue_fields, LENGTH(issue_fields),
					      sizeof(struct results_issue), NULL };

static const struct json_field customer_fields[] = {
	FIELD(customer, "id", JSON_ID, id),
	FIELD(customer, "name", JSON_TEXT, name),
	FIELD(customer, "active", JSON_MAYBE, active),
};
const struct results_items results_customers = { "list", customer_fields, LENGTH(customer_fields),
						 sizeof(struct results_customer), NULL };

/* Their lists were handed over before: what is left of them are empty arrays. */
static int read_customers(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field totals[] = {
		{ .key = "total",
		  .type = JSON_COUNT,
		  .offset = offsetof(struct results, customers) },
		{ .key = "active",
		  .type = JSON_COUNT,
		  .offset = offsetof(struct results, active_customers) },
		{ .key = "disabled",
		  .type = JSON_COUNT,
		  .offset = offsetof(struct results, disabled_customers) },
		{ .key = "complete",
		  .type = JSON_BOOLEAN,
		  .offset = offsetof(struct results, customers_complete) },
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

static int read_waivers(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(waiver, "requirement", JSON_TEXT, requirement),
		FIELD(waiver, "object", JSON_TEXT, object),
		FIELD(waiver, "expires_on", JSON_TEXT, expires_on),
		FIELD(waiver, "reason", JSON_TEXT, reason),
		FIELD(waiver, "owner", JSON_TEXT, owner),
		FIELD(waiver, "approved_by", JSON_TEXT, approved_by),
		WORD(waiver, "state", standing, standing),
	};
	static const struct results_items list = { "waivers", fields, LENGTH(fields),
						   sizeof(struct results_waiver), NULL };

	out->waivers = results_list(reader, root, NULL, &list, &out->waiver_count);
	return out->waivers ? 0 : -1;
}

static int read_attestations(const struct json_reader *reader, const cJSON *root,
			     struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(attestation, "requirement", JSON_TEXT, requirement),
		FIELD(attestation, "valid_until", JSON_TEXT, valid_until),
		FIELD(attestation, "attested_by", JSON_TEXT, attested_by),
		WORD(attestation, "state", standing, standing),
	};
	static const struct results_items list = { "attestations", fields, LENGTH(fields),
						   sizeof(struct results_attestation), NULL };

	out->attestations = results_list(reader, root, NULL, &list, &out->attestation_count);
	return out->attestations ? 0 : -1;
}

/* How far the lists were read that others are told apart by; probes are sources too. */
static int read_sources(const struct json_reader *reader, const cJSON *root, struct results *out)
{
	static const struct json_field fields[] = {
		FIELD(source, "path", JSON_TEXT, path),
		FIELD(source, "complete", JSON_BOOLEAN, complete),
		LATER(source, "reason", JSON_TEXT, reason),
		LATER(source, "method", JSON_TEXT, method),
		LATER(source, "api", JSON_TEXT, api),
	};
	static const struct results_items list = { "sources", fields, LENGTH(fields),
						   sizeof(struct results_source), NULL };

	out->sources = results_list(reader, root, NULL, &list, &out->source_count);
	return out->sources ? 0 : -1;
}

const struct results_part results_parts[] = {
	{ read_profile },      { read_account }, { read_findings },  { read_permissions },
	{ read_users },	       { read_groups },	 { read_customers }, { read_waivers },
	{ read_attestations }, { read_sources }, { NULL },
};
