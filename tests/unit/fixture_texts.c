#include "tests/unit/fixture_texts.h"

#include "audit/core/array.h"
#include "audit/model/history.h"

/* A struct that grew may have a new text. List it in report/edition/fields.c and below,
 * if it is one, and then write its new size here. */
#define IS_OF_SIZE(type, bytes)                                                                    \
	_Static_assert(sizeof(void *) != 8 || sizeof(struct type) == (bytes),                      \
		       "struct " #type " grew: see above")
IS_OF_SIZE(request, 96);
IS_OF_SIZE(source, 56);
IS_OF_SIZE(me, 72);
IS_OF_SIZE(user, 64);
IS_OF_SIZE(customer, 64); /* custom fields are for the rules alone */
IS_OF_SIZE(probe, 48);
IS_OF_SIZE(mtp, 344);
IS_OF_SIZE(account, 552);    /* looks are for the rules alone, a flag is no text */
IS_OF_SIZE(observation, 72); /* the numbers of its requests are no text */
IS_OF_SIZE(waiver, 80);
IS_OF_SIZE(finding, 64);
IS_OF_SIZE(permission_state, 48);
IS_OF_SIZE(security_group, 56);
IS_OF_SIZE(customer_issue, 32);
IS_OF_SIZE(attestation, 80);
IS_OF_SIZE(attested_permissions, 136);
IS_OF_SIZE(attested_total, 56);
IS_OF_SIZE(requirement, 256); /* so are the parameters of its check */
IS_OF_SIZE(job, 40);
IS_OF_SIZE(profile, 176);
IS_OF_SIZE(profile_source, 24);
IS_OF_SIZE(audit, 384); /* the other profiles are for the rules alone; a separator is no text */
IS_OF_SIZE(comparison, 520);
IS_OF_SIZE(comparison_row, 56);
IS_OF_SIZE(compared_finding, 48);
IS_OF_SIZE(history, 64);
IS_OF_SIZE(history_audit, 136);
IS_OF_SIZE(history_row, 24);
IS_OF_SIZE(history_cell, 12);

static void texts(const struct texts_visitor *v, const char **list, size_t count,
		  enum texts_place place)
{
	for (size_t i = 0; i < count; i++)
		v->visit(v, &list[i], place);
}

#define VISIT(place, ...)                                                                          \
	do {                                                                                       \
		const char **const list[] = { __VA_ARGS__ };                                       \
		for (size_t n = 0; n < COUNT_OF(list); n++)                                        \
			v->visit(v, list[n], place);                                               \
	} while (0)

void texts_of_profile(const struct texts_visitor *v, struct profile *p)
{
	VISIT(TEXT_IN_TEXT, &p->id, &p->version, &p->title, &p->vendor, &p->integration,
	      &p->description, &p->json);
	for (size_t i = 0; i < p->source_count; i++)
		VISIT(TEXT_IN_TEXT, &p->sources[i].title, &p->sources[i].url,
		      &p->sources[i].retrieved);
	for (size_t i = 0; i < p->requirement_count; i++) {
		struct requirement *r = &p->requirements[i];
		VISIT(TEXT_IN_TEXT, &r->id, &r->title, &r->group, &r->documented, &r->rationale,
		      &r->reference, &r->where, &r->action);
		texts(v, r->remediation, r->remediation_count, TEXT_IN_TEXT);
	}
	for (size_t i = 0; i < p->job_count; i++) {
		struct job *job = &p->jobs[i];
		VISIT(TEXT_IN_TEXT, &job->id, &job->title, &job->who);
		texts(v, job->remediation, job->remediation_count, TEXT_IN_TEXT);
	}
}

static void walk_source(const struct texts_visitor *v, struct source *s)
{
	VISIT(TEXT_IN_TEXT, &s->problem); /* the path is a name that reports are compared by */
}

static void texts_of_mtp(const struct texts_visitor *v, struct mtp *mtp)
{
	VISIT(TEXT_IN_TEXT, &mtp->provider, &mtp->base_url);
	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		walk_source(v, &mtp->sources[i]);
}

void texts_of_account(const struct texts_visitor *v, struct account *a)
{
	VISIT(TEXT_IN_TEXT, &a->subdomain, &a->base_url, &a->me.user_name, &a->me.subdomain);
	VISIT(TEXT_IN_ADDRESS, &a->me.user_email);
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		walk_source(v, &a->sources[i]);
	if (a->mtp)
		texts_of_mtp(v, (struct mtp *)(uintptr_t)a->mtp);
	for (size_t i = 0; i < a->me.declared_count; i++)
		VISIT(TEXT_IN_TEXT, &a->me.declared[i].area, &a->me.declared[i].action);
	for (size_t i = 0; i < a->user_count; i++) {
		VISIT(TEXT_IN_TEXT, &a->users[i].name);
		VISIT(TEXT_IN_ADDRESS, &a->users[i].email);
		texts(v, a->users[i].groups, a->users[i].group_count, TEXT_IN_TEXT);
	}
	for (size_t i = 0; i < a->customer_count; i++) {
		VISIT(TEXT_IN_TEXT, &a->customers[i].business_name, &a->customers[i].full_name);
		VISIT(TEXT_IN_ADDRESS, &a->customers[i].email);
	}
	for (size_t i = 0; i < a->probe_count; i++)
		VISIT(TEXT_IN_TEXT, &a->probes[i].method, &a->probes[i].path);
	for (size_t i = 0; i < a->request_count; i++)
		VISIT(TEXT_IN_TEXT, &a->requests[i].method, &a->requests[i].path,
		      &a->requests[i].sha256, &a->requests[i].body);
}

static void walk_total(const struct texts_visitor *v, struct attested_total *total)
{
	VISIT(TEXT_IN_TEXT, &total->attested_by, &total->attested_on, &total->valid_until,
	      &total->evidence);
}

static void walk_attested(const struct texts_visitor *v, struct attested_permissions *a)
{
	VISIT(TEXT_IN_TEXT, &a->name, &a->access_type, &a->expires_on, &a->attested_by,
	      &a->attested_on, &a->valid_until);
	texts(v, a->unknown_permissions, a->unknown_count, TEXT_IN_TEXT);
}

void texts_of_inputs(const struct texts_visitor *v, struct audit *audit)
{
	for (size_t i = 0; i < audit->attestation_count; i++) {
		struct attestation *a = &audit->attestations[i];
		VISIT(TEXT_IN_TEXT, &a->requirement, &a->statement, &a->attested_by,
		      &a->attested_on, &a->valid_until, &a->evidence);
	}
	if (audit->token)
		walk_attested(v, audit->token);
	if (audit->customers_attested)
		walk_total(v, audit->customers_attested);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		walk_attested(v, &audit->groups_attested[i]);
	for (size_t i = 0; i < audit->waiver_count; i++) {
		struct waiver *w = &audit->waivers[i];
		VISIT(TEXT_IN_TEXT, &w->requirement, &w->object, &w->reason, &w->owner,
		      &w->approved_by, &w->created_on, &w->expires_on, &w->reference);
	}
}

void texts_of_results(const struct texts_visitor *v, struct audit *audit)
{
	for (size_t i = 0; i < audit->finding_count; i++) {
		struct finding *finding = &audit->findings[i];
		VISIT(TEXT_IN_TEXT, &finding->summary);
		for (size_t k = 0; k < finding->observation_count; k++) {
			struct observation *o = &finding->observations[k];
			VISIT(TEXT_IN_TEXT, &o->object, &o->subject, &o->expected, &o->observed,
			      &o->source);
		}
	}
	for (size_t i = 0; i < audit->permission_count; i++)
		VISIT(TEXT_IN_TEXT, &audit->permissions[i].source, &audit->permissions[i].note);
	for (size_t i = 0; i < audit->group_count; i++) {
		VISIT(TEXT_IN_TEXT, &audit->groups[i].name, &audit->groups[i].access_type);
		texts(v, audit->groups[i].permissions, audit->groups[i].permission_count,
		      TEXT_IN_TEXT);
	}
	for (size_t i = 0; i < audit->issue_count; i++)
		VISIT(TEXT_IN_TEXT, &audit->issues[i].detail);
}

static void walk_side(const struct texts_visitor *v, struct comparison_side *side)
{
	VISIT(TEXT_IN_TEXT, &side->report_id);
	VISIT(TEXT_IN_TEXT, &side->subdomain, &side->tool_version, &side->profile_id,
	      &side->profile_version);
}

void texts_of_comparison(const struct texts_visitor *v, struct comparison *comparison)
{
	walk_side(v, &comparison->before);
	walk_side(v, &comparison->after);
	VISIT(TEXT_IN_TEXT, &comparison->incomparable);
	texts(v, comparison->gaps, COMPARED_COUNT, TEXT_IN_TEXT);
	for (size_t i = 0; i < comparison->finding_count; i++) {
		VISIT(TEXT_IN_TEXT, &comparison->findings[i].id, &comparison->findings[i].title);
		VISIT(TEXT_IN_TEXT, &comparison->findings[i].details);
	}
	for (size_t i = 0; i < comparison->row_count; i++) {
		struct comparison_row *row = &comparison->rows[i];
		VISIT(TEXT_IN_TEXT, &row->key, &row->name, &row->what, &row->before, &row->after);
	}
}

void texts_of_history(const struct texts_visitor *v, struct history *history)
{
	VISIT(TEXT_IN_TEXT, &history->subdomain, &history->profile_id);
	for (size_t i = 0; i < history->count; i++) {
		struct history_audit *audit = (struct history_audit *)&history->audits[i];
		VISIT(TEXT_IN_TEXT, &audit->name, &audit->report_id);
		VISIT(TEXT_IN_TEXT, &audit->subdomain, &audit->profile_id, &audit->profile_version);
		for (size_t k = 0; k < audit->finding_count; k++)
			VISIT(TEXT_IN_TEXT, &audit->findings[k].id, &audit->findings[k].title);
	}
	for (size_t i = 0; i < history->row_count; i++)
		VISIT(TEXT_IN_TEXT, &history->rows[i].id, &history->rows[i].title);
}
