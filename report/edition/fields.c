#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/history.h"
#include "report/edition/address.h"
#include "report/edition/asked.h"
#include "report/edition/internal.h"

#define TEXT(type, field)                                                                          \
	{                                                                                          \
		offsetof(struct type, field), EDITION_TEXT                                         \
	}
#define ADDRESS(type, field)                                                                       \
	{                                                                                          \
		offsetof(struct type, field), EDITION_ADDRESS                                      \
	}

static const struct edition_field user[] = { TEXT(user, name), ADDRESS(user, email) };
static const struct edition_field customer[] = {
	TEXT(customer, business_name),
	TEXT(customer, full_name),
	ADDRESS(customer, email),
};
static const struct edition_field observation[] = {
	TEXT(observation, object),   TEXT(observation, subject), TEXT(observation, expected),
	TEXT(observation, observed), TEXT(observation, source),
};
static const struct edition_field finding[] = { TEXT(finding, summary) };
static const struct edition_field waiver[] = {
	TEXT(waiver, requirement), TEXT(waiver, object),      TEXT(waiver, reason),
	TEXT(waiver, owner),	   TEXT(waiver, approved_by), TEXT(waiver, created_on),
	TEXT(waiver, expires_on),  TEXT(waiver, reference),
};
static const struct edition_field permission[] = {
	TEXT(permission_state, source),
	TEXT(permission_state, note),
};
static const struct edition_field group[] = {
	TEXT(security_group, name),
	TEXT(security_group, access_type),
};
static const struct edition_field issue[] = { TEXT(customer_issue, detail) };
static const struct edition_field attestation[] = {
	TEXT(attestation, requirement), TEXT(attestation, statement),
	TEXT(attestation, attested_by), TEXT(attestation, attested_on),
	TEXT(attestation, valid_until), TEXT(attestation, evidence),
};
static const struct edition_field attested[] = {
	TEXT(attested_permissions, name),	 TEXT(attested_permissions, access_type),
	TEXT(attested_permissions, expires_on),	 TEXT(attested_permissions, attested_by),
	TEXT(attested_permissions, attested_on), TEXT(attested_permissions, valid_until),
};
static const struct edition_field total[] = {
	TEXT(attested_total, attested_by),
	TEXT(attested_total, attested_on),
	TEXT(attested_total, valid_until),
	TEXT(attested_total, evidence),
};
static const struct edition_field requirement[] = {
	TEXT(requirement, id),	       TEXT(requirement, title),     TEXT(requirement, group),
	TEXT(requirement, documented), TEXT(requirement, rationale), TEXT(requirement, reference),
	TEXT(requirement, where),      TEXT(requirement, action),
};
static const struct edition_field job[] = { TEXT(job, id), TEXT(job, title), TEXT(job, who) };
static const struct edition_field profile_source[] = {
	TEXT(profile_source, title),
	TEXT(profile_source, url),
	TEXT(profile_source, retrieved),
};
static const struct edition_field profile[] = {
	TEXT(profile, id),     TEXT(profile, version),	   TEXT(profile, title),
	TEXT(profile, vendor), TEXT(profile, integration), TEXT(profile, description),
};
static const struct edition_field me[] = {
	TEXT(me, user_name),
	ADDRESS(me, user_email),
	TEXT(me, subdomain),
};
static const struct edition_field source[] = { TEXT(source, problem) };
static const struct edition_field mtp[] = { TEXT(mtp, provider), TEXT(mtp, base_url) };
static const struct edition_field account[] = {
	TEXT(account, subdomain),
	TEXT(account, base_url),
};

static const struct edition_field comparison[] = {
	TEXT(comparison, before.profile_id),   TEXT(comparison, before.profile_version),
	TEXT(comparison, before.tool_version), TEXT(comparison, before.subdomain),
	TEXT(comparison, after.profile_id),    TEXT(comparison, after.profile_version),
	TEXT(comparison, after.tool_version),  TEXT(comparison, after.subdomain),
	TEXT(comparison, incomparable),	       TEXT(comparison, before.report_id),
	TEXT(comparison, after.report_id),
};
static const struct edition_field compared[] = {
	TEXT(compared_finding, id),
	TEXT(compared_finding, title),
	TEXT(compared_finding, details),
};
static const struct edition_field compared_row[] = {
	TEXT(comparison_row, key),    TEXT(comparison_row, name),  TEXT(comparison_row, what),
	TEXT(comparison_row, before), TEXT(comparison_row, after),
};

static const struct edition_field history_audit[] = {
	TEXT(history_audit, name),
	TEXT(history_audit, report_id),
	TEXT(history_audit, subdomain),
	TEXT(history_audit, profile_id),
	TEXT(history_audit, profile_version),
};
static const struct edition_field history_row[] = {
	TEXT(history_row, id),
	TEXT(history_row, title),
};

#define SHAPE(type, fields)                                                                        \
	{                                                                                          \
		sizeof(struct type), fields, COUNT_OF(fields)                                      \
	}

struct row_shape {
	size_t size; /* of the struct */
	const struct edition_field *fields;
	size_t count;
};

/* Every text of every struct that a report shows a part of. */
static const struct row_shape row_shapes[EDITION_ROW_COUNT] = {
	[EDITION_USER] = SHAPE(user, user),
	[EDITION_CUSTOMER] = SHAPE(customer, customer),
	[EDITION_OBSERVATION] = SHAPE(observation, observation),
	[EDITION_FINDING] = SHAPE(finding, finding),
	[EDITION_WAIVER] = SHAPE(waiver, waiver),
	[EDITION_PERMISSION] = SHAPE(permission_state, permission),
	[EDITION_GROUP] = SHAPE(security_group, group),
	[EDITION_ISSUE] = SHAPE(customer_issue, issue),
	[EDITION_ATTESTATION] = SHAPE(attestation, attestation),
	[EDITION_ATTESTED] = SHAPE(attested_permissions, attested),
	[EDITION_JOB] = SHAPE(job, job),
	[EDITION_TOTAL] = SHAPE(attested_total, total),
	[EDITION_REQUIREMENT] = SHAPE(requirement, requirement),
	[EDITION_PROFILE_SOURCE] = SHAPE(profile_source, profile_source),
	[EDITION_PROFILE] = SHAPE(profile, profile),
	[EDITION_ME] = SHAPE(me, me),
	[EDITION_SOURCE] = SHAPE(source, source),
	[EDITION_ACCOUNT] = SHAPE(account, account),
	[EDITION_MTP] = SHAPE(mtp, mtp),
	[EDITION_COMPARISON] = SHAPE(comparison, comparison),
	[EDITION_COMPARED] = SHAPE(compared_finding, compared),
	[EDITION_COMPARED_ROW] = SHAPE(comparison_row, compared_row),
	[EDITION_HISTORY_AUDIT] = SHAPE(history_audit, history_audit),
	[EDITION_HISTORY_ROW] = SHAPE(history_row, history_row),
};

static const char *shown_text(struct arena *arena, enum edition_text kind, const char *text)
{
	if (!text || !*text)
		return text;
	return kind == EDITION_ADDRESS ? address_mask_field(arena, text)
				       : asked_in_words(arena, address_mask(arena, text));
}

static const char **text_at(char *rows, const struct row_shape *shape, size_t index, size_t field)
{
	return (const char **)(rows + index * shape->size + shape->fields[field].offset);
}

void *edition_rows(struct arena *arena, enum edition_row row, const void *rows, size_t count)
{
	const struct row_shape *shape = &row_shapes[row];
	char *shown = arena_copy(arena, rows, count * shape->size);

	for (size_t i = 0; i < count * shape->count; i++) {
		const size_t field = i % shape->count;
		const char **text = text_at(shown, shape, i / shape->count, field);
		*text = shown_text(arena, shape->fields[field].text, *text);
	}
	return shown;
}

const char **edition_texts(struct arena *arena, const char **texts, size_t count)
{
	const char **shown = arena_copy(arena, texts, count * sizeof *texts);

	for (size_t i = 0; i < count; i++)
		shown[i] = shown_text(arena, EDITION_TEXT, texts[i]);
	return shown;
}
