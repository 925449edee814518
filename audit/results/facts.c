#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "audit/model/verdict.h"
#include "audit/results/results.h"

static const char *number(const struct facts *facts, size_t value)
{
	return arena_printf(facts->arena, "%zu", value);
}

static void add_counts(struct facts *facts, const struct counts *counts)
{
	for (int i = 0; i < VERDICT_COUNT; i++)
		fact_count(facts, (enum verdict)i, number(facts, counts->of[i]));
	fact_waived(facts, number(facts, counts->waived));
}

static void add_people(struct facts *facts, const struct results *results)
{
	size_t admins = 0;

	for (size_t i = 0; i < results->user_count; i++)
		admins += results->users[i].global_admin == TRI_YES && !results->users[i].gone;
	fact_number(facts, FACT_PEOPLE, "users", results->user_count);
	fact_number(facts, FACT_PEOPLE, "users who are Global Admin", admins);
	fact_number(facts, FACT_CUSTOMERS, "customers", results->customers);
	fact_number(facts, FACT_CUSTOMERS, "active customers", results->active_customers);
	fact_number(facts, FACT_CUSTOMERS, "disabled customers", results->disabled_customers);
	fact_number(facts, FACT_CUSTOMERS, "issues of customers", results->issue_count);
}

static void add_changes(struct facts *facts, struct results_changes *changes)
{
	for (size_t i = 0; i < changes->finding_count; i++)
		if (changes->findings[i].change != CHANGE_NONE)
			fact_change(facts, changes->findings[i].id,
				    drift_name(changes->findings[i].drift));
	for (size_t i = 0; i < changes->gap_count; i++)
		fact_gap(facts, compared_name(changes->gaps[i].kind));
	fact_moved(facts, changes->moved);
}

void results_facts(const struct results *results, struct facts *facts)
{
	fact_report(facts, results->report_id);
	fact_overall(facts, overall_name(results->verdict));
	add_counts(facts, &results->counts);
	for (size_t i = 0; i < results->finding_count; i++)
		fact_finding(facts, results->findings[i].id,
			     verdict_name(results->findings[i].verdict),
			     results->findings[i].waived);
	for (size_t i = 0; i < results->permission_count; i++) {
		const struct results_permission *permission = &results->permissions[i];
		fact_permission(facts, permission->name, class_name(permission->class));
		fact_grant(facts, permission->name, permission->needed ? "yes" : "no",
			   tri_name(permission->granted));
	}
	add_people(facts, results);
	if (results->changes)
		add_changes(facts, results->changes);
}

void results_derived(const struct results *results, struct facts *facts)
{
	struct whole whole = { .proven = false };

	for (size_t i = 0; i < results->finding_count; i++) {
		const struct results_finding *finding = &results->findings[i];
		whole_add(&whole,
			  &(struct judged){ finding->verdict, finding->mandatory, finding->waived,
					    finding->observations, finding->observation_count });
	}
	fact_overall(facts, overall_name(whole.verdict));
	add_counts(facts, &whole.counts);
	for (size_t i = 0; i < results->permission_count; i++) {
		const struct results_permission *permission = &results->permissions[i];
		enum permission_class class =
			permission_classify(permission->needed, permission->granted);
		fact_permission(facts, permission->name, class_name(class));
	}
}
