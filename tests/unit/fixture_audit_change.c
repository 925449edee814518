#include "tests/unit/fixture_audit.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/model/verdict.h"
#include "tests/unit/fixture_audit_rows.h"

const char *fixture_repeated(struct fixture_audit *f, const char *text, size_t count)
{
	size_t length = strlen(text);
	char *whole = arena_alloc(f->arena, length * count + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(whole + i * length, text, length);
	return whole;
}

const struct requirement *fixture_asked_by(const struct fixture_audit *f, const char *id)
{
	for (size_t i = 0; i < f->profile.requirement_count; i++)
		if (strcmp(f->profile.requirements[i].id, id) == 0)
			return &f->profile.requirements[i];
	abort();
}

struct finding *fixture_audit_finding(struct fixture_audit *f, const char *id)
{
	for (size_t i = 0; i < f->audit.finding_count; i++)
		if (strcmp(f->audit.findings[i].requirement->id, id) == 0)
			return &f->audit.findings[i];
	abort();
}

void fixture_audit_count(struct fixture_audit *f)
{
	struct audit *audit = &f->audit;
	const struct whole whole = whole_of_audit(audit);

	audit->counts = whole.counts;
	audit->verdict = whole.verdict;
	audit->active_customers = audit->disabled_customers = 0;
	for (size_t i = 0; i < f->account.customer_count; i++) {
		audit->active_customers += f->account.customers[i].disabled == TRI_NO;
		audit->disabled_customers += f->account.customers[i].disabled == TRI_YES;
	}
}

void fixture_audit_customers(struct fixture_audit *f, size_t count)
{
	struct customer *customers = arena_array(f->arena, count, sizeof *customers);
	struct customer_issue *issues = arena_array(f->arena, count / 10 + 1, sizeof *issues);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		customers[i] = (struct customer){
			.id = (int64_t)i + 1,
			.business_name = arena_printf(f->arena, "Customer %zu & Söhne GmbH", i + 1),
			.full_name = arena_printf(f->arena, "Person %zu", i + 1),
			.email = arena_printf(f->arena, "office@customer-%zu.example", i + 1),
			.disabled = i % 7 ? TRI_NO : TRI_YES,
		};
		if (i % 10 == 9)
			issues[found++] = (struct customer_issue){
				.customer = &customers[i],
				.kind = ISSUE_NO_RECURRING_INVOICE,
				.detail = "no recurring invoice",
				.requirement = fixture_asked_by(f, "JC-5.4"),
			};
	}
	f->account.customers = customers;
	f->account.customer_count = count;
	f->account.sources[SOURCE_CUSTOMERS].records = (int64_t)count;
	f->account.sources[SOURCE_CUSTOMERS].expected = (int64_t)count;
	f->audit.issues = issues;
	f->audit.issue_count = found;
	fixture_audit_count(f);
}

void fixture_audit_lengthen(struct fixture_audit *f)
{
	struct finding *worst = fixture_audit_finding(f, "JC-3.4");
	struct requirement *asked = &f->profile.requirements[worst - f->audit.findings];
	const char **steps = arena_array(f->arena, 2, sizeof *steps);

	steps[0] = steps[1] = fixture_repeated(f, "Click here. ", 83);
	asked->title = fixture_repeated(f, "A title that does not end. ", 200 / 27 + 1);
	asked->remediation = steps;
	asked->remediation_count = 2;
	worst->summary = fixture_repeated(f, "0123456789", 4000);
	f->account.requests[1].path = fixture_repeated(f, "/verylong", 2000 / 9);
}

static uint32_t next_of(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % below;
}

static bool may_be_waived(enum verdict verdict)
{
	return verdict == VERDICT_FAIL || verdict == VERDICT_MANUAL;
}

/* Some mixes hold few of the verdicts, and some only what was accepted. */
void fixture_audit_mix(struct fixture_audit *f, uint32_t seed)
{
	static const enum verdict verdicts[] = { VERDICT_PASS,	  VERDICT_FAIL,
						 VERDICT_MANUAL,  VERDICT_NOTAPPLICABLE,
						 VERDICT_UNKNOWN, VERDICT_INFORMATIONAL };
	const uint32_t from = next_of(&seed, 6), kinds = 1 + next_of(&seed, 6);
	const uint32_t waived = next_of(&seed, 3);

	for (size_t i = 0; i < f->audit.finding_count; i++) {
		struct finding *finding = &f->audit.findings[i];
		struct requirement *asked = &f->profile.requirements[i];
		finding->verdict = verdicts[(from + next_of(&seed, kinds)) % 6];
		finding->reason = finding->verdict == VERDICT_UNKNOWN
					  ? (enum reason)(1 + next_of(&seed, REASON_COUNT - 1))
					  : REASON_NONE;
		finding->waiver = may_be_waived(finding->verdict) && next_of(&seed, 2) < waived
					  ? &f->audit.waivers[0]
					  : NULL;
		asked->severity = (enum severity)next_of(&seed, SEVERITY_COUNT);
		asked->mandatory = asked->severity != SEVERITY_INFO && next_of(&seed, 2);
		/* What is to be met is never only told of. */
		if (finding->verdict == VERDICT_INFORMATIONAL && asked->mandatory)
			finding->verdict = VERDICT_PASS;
		for (size_t k = 0; k < finding->observation_count; k++)
			finding->observations[k].verdict = finding->verdict;
	}
	fixture_audit_count(f);
}
