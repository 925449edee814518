#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/history.h"
#include "report/edition/address.h"
#include "report/edition/internal.h"

#define NAME(type, field)                                                                          \
	{                                                                                          \
		offsetof(struct type, field), EDITION_NAME                                         \
	}
#define PROSE(type, field)                                                                         \
	{                                                                                          \
		offsetof(struct type, field), EDITION_PROSE                                        \
	}
#define ADDRESS(type, field)                                                                       \
	{                                                                                          \
		offsetof(struct type, field), EDITION_ADDRESS                                      \
	}

static const struct edition_field user[] = { NAME(user, name), ADDRESS(user, email) };
static const struct edition_field customer[] = {
	NAME(customer, business_name),
	NAME(customer, full_name),
	ADDRESS(customer, email),
};
static const struct edition_field probe[] = { PROSE(probe, method), PROSE(probe, path) };
static const struct edition_field observation[] = {
	PROSE(observation, object),   PROSE(observation, subject), PROSE(observation, expected),
	PROSE(observation, observed), PROSE(observation, source),
};
static const struct edition_field finding[] = { PROSE(finding, summary) };
static const struct edition_field waiver[] = {
	PROSE(waiver, requirement), PROSE(waiver, object),	PROSE(waiver, reason),
	PROSE(waiver, owner),	    PROSE(waiver, approved_by), PROSE(waiver, created_on),
	PROSE(waiver, expires_on),  PROSE(waiver, reference),
};
static const struct edition_field permission[] = {
	PROSE(permission_state, source),
	PROSE(permission_state, note),
};
static const struct edition_field group[] = {
	PROSE(security_group, name),
	PROSE(security_group, access_type),
};
static const struct edition_field issue[] = { PROSE(customer_issue, detail) };
static const struct edition_field attestation[] = {
	PROSE(attestation, requirement), PROSE(attestation, statement),
	PROSE(attestation, attested_by), PROSE(attestation, attested_on),
	PROSE(attestation, valid_until), PROSE(attestation, evidence),
};
static const struct edition_field attested[] = {
	PROSE(attested_permissions, name),	  PROSE(attested_permissions, access_type),
	PROSE(attested_permissions, expires_on),  PROSE(attested_permissions, attested_by),
	PROSE(attested_permissions, attested_on), PROSE(attested_permissions, valid_until),
};
static const struct edition_field requirement[] = {
	NAME(requirement, id),	       NAME(requirement, title),     NAME(requirement, group),
	NAME(requirement, documented), NAME(requirement, rationale), NAME(requirement, reference),
	NAME(requirement, where),      NAME(requirement, action),
};
static const struct edition_field job[] = { NAME(job, id), NAME(job, title), NAME(job, who) };
static const struct edition_field profile_source[] = {
	NAME(profile_source, title),
	NAME(profile_source, url),
	NAME(profile_source, retrieved),
};
static const struct edition_field profile[] = {
	NAME(profile, id),     NAME(profile, version),	   NAME(profile, title),
	NAME(profile, vendor), NAME(profile, integration), NAME(profile, description),
};
static const struct edition_field me[] = {
	NAME(me, user_name),
	ADDRESS(me, user_email),
	NAME(me, subdomain),
};
static const struct edition_field source[] = { PROSE(source, path), PROSE(source, problem) };
static const struct edition_field request[] = {
	PROSE(request, method),
	PROSE(request, path),
	PROSE(request, sha256),
	PROSE(request, body),
};
static const struct edition_field mtp[] = { NAME(mtp, provider), NAME(mtp, base_url) };
static const struct edition_field account[] = {
	NAME(account, subdomain),
	NAME(account, base_url),
};

static const struct edition_field comparison[] = {
	NAME(comparison, before.profile_id),   NAME(comparison, before.profile_version),
	NAME(comparison, before.tool_version), NAME(comparison, before.subdomain),
	NAME(comparison, after.profile_id),    NAME(comparison, after.profile_version),
	NAME(comparison, after.tool_version),  NAME(comparison, after.subdomain),
	PROSE(comparison, incomparable),       PROSE(comparison, before.report_id),
	PROSE(comparison, after.report_id),
};
static const struct edition_field compared[] = {
	NAME(compared_finding, id),
	NAME(compared_finding, title),
};
static const struct edition_field compared_row[] = {
	PROSE(comparison_row, key),    PROSE(comparison_row, name),  PROSE(comparison_row, what),
	PROSE(comparison_row, before), PROSE(comparison_row, after),
};

static const struct edition_field history_audit[] = {
	PROSE(history_audit, name),	      PROSE(history_audit, report_id),
	NAME(history_audit, subdomain),	      NAME(history_audit, profile_id),
	NAME(history_audit, profile_version),
};
static const struct edition_field history_row[] = {
	NAME(history_row, id),
	NAME(history_row, title),
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
	[EDITION_PROBE] = SHAPE(probe, probe),
	[EDITION_OBSERVATION] = SHAPE(observation, observation),
	[EDITION_FINDING] = SHAPE(finding, finding),
	[EDITION_WAIVER] = SHAPE(waiver, waiver),
	[EDITION_PERMISSION] = SHAPE(permission_state, permission),
	[EDITION_GROUP] = SHAPE(security_group, group),
	[EDITION_ISSUE] = SHAPE(customer_issue, issue),
	[EDITION_ATTESTATION] = SHAPE(attestation, attestation),
	[EDITION_ATTESTED] = SHAPE(attested_permissions, attested),
	[EDITION_JOB] = SHAPE(job, job),
	[EDITION_REQUIREMENT] = SHAPE(requirement, requirement),
	[EDITION_PROFILE_SOURCE] = SHAPE(profile_source, profile_source),
	[EDITION_PROFILE] = SHAPE(profile, profile),
	[EDITION_ME] = SHAPE(me, me),
	[EDITION_SOURCE] = SHAPE(source, source),
	[EDITION_REQUEST] = SHAPE(request, request),
	[EDITION_ACCOUNT] = SHAPE(account, account),
	[EDITION_MTP] = SHAPE(mtp, mtp),
	[EDITION_COMPARISON] = SHAPE(comparison, comparison),
	[EDITION_COMPARED] = SHAPE(compared_finding, compared),
	[EDITION_COMPARED_ROW] = SHAPE(comparison_row, compared_row),
	[EDITION_HISTORY_AUDIT] = SHAPE(history_audit, history_audit),
	[EDITION_HISTORY_ROW] = SHAPE(history_row, history_row),
};

static const char *shown_text(const struct editing *edition, enum edition_text kind,
			      const char *text)
{
	if (!text || !*text)
		return text;
	/* Names first: an address that is a customer's is looked for as it stands. */
	if (edition->others && kind == EDITION_PROSE) {
		text = client_names_hide(edition->others, edition->arena, text);
		text = edition_hide_numbers(edition->arena, text, edition->only);
	}
	if (!edition->client)
		return text;
	return kind == EDITION_ADDRESS ? address_mask_field(edition->arena, text)
				       : address_mask(edition->arena, text);
}

static const char **text_at(char *rows, const struct row_shape *shape, size_t index, size_t field)
{
	return (const char **)(rows + index * shape->size + shape->fields[field].offset);
}

void *edition_rows(const struct editing *edition, enum edition_row row, const void *rows,
		   size_t count)
{
	const struct row_shape *shape = &row_shapes[row];
	char *shown = (char *)(uintptr_t)rows;

	for (size_t i = 0; i < count * shape->count; i++) {
		const size_t index = i / shape->count, field = i % shape->count;
		const char *text = *text_at(shown, shape, index, field);
		const char *changed = shown_text(edition, shape->fields[field].text, text);
		if (changed == text)
			continue;
		if (shown == rows)
			shown = arena_copy(edition->arena, rows, count * shape->size);
		*text_at(shown, shape, index, field) = changed;
	}
	return shown;
}

const char **edition_texts(const struct editing *edition, const char **texts, size_t count)
{
	const char **shown = texts;

	for (size_t i = 0; i < count; i++) {
		const char *changed = shown_text(edition, EDITION_PROSE, texts[i]);
		if (changed == texts[i])
			continue;
		if (shown == texts)
			shown = arena_copy(edition->arena, texts, count * sizeof *texts);
		shown[i] = changed;
	}
	return shown;
}
