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
		admins += results->users[i].global_admin == TRI_YES;
	fact_number(facts, FACT_PEOPLE, "users", results->user_count);
	fact_number(facts, FACT_PEOPLE, "users who are Global Admin", admins);
	fact_number(facts, FACT_CUSTOMERS, "customers", (size_t)results->customers);
	fact_number(facts, FACT_CUSTOMERS, "active customers", (size_t)results->active_customers);
	fact_number(facts, FACT_CUSTOMERS, "disabled customers",
		    (size_t)results->disabled_customers);
	fact_number(facts, FACT_CUSTOMERS, "issues of customers", results->issue_count);
}

static void add_changes(struct facts *facts, const struct results *results)
{
	size_t moved[COMPARED_COUNT][MOVEMENT_COUNT] = { { 0 } };

	for (size_t i = 0; i < results->change_count; i++)
		if (results->changes[i].change != CHANGE_NONE)
			fact_change(facts, results->changes[i].id,
				    change_name(results->changes[i].change));
	for (size_t i = 0; i < results->gap_count; i++)
		fact_gap(facts, compared_name(results->gaps[i].kind));
	for (size_t i = 0; i < results->move_count; i++)
		moved[results->moves[i].kind][results->moves[i].movement]++;
	fact_moved(facts, moved);
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
	if (results->compared)
		add_changes(facts, results);
}

/* The same rule as that of an audit, on what the file says of each finding. */
static enum overall overall_of(const struct results *results)
{
	enum overall overall = OVERALL_READY;
	size_t mandatory = 0;

	for (size_t i = 0; i < results->finding_count; i++) {
		const struct results_finding *finding = &results->findings[i];
		if (!finding->mandatory)
			continue;
		mandatory++;
		overall = overall_combine(overall,
					  verdict_overall(finding->verdict, finding->waived));
		if (finding->waived && finding->part_unknown)
			overall = overall_combine(overall, OVERALL_INCONCLUSIVE);
	}
	return mandatory ? overall : OVERALL_INCONCLUSIVE;
}

void results_derived(const struct results *results, struct facts *facts)
{
	struct counts counts = { .waived = 0 };

	for (size_t i = 0; i < results->finding_count; i++) {
		counts.of[results->findings[i].verdict]++;
		counts.waived += results->findings[i].waived;
	}
	fact_overall(facts, overall_name(overall_of(results)));
	add_counts(facts, &counts);
	for (size_t i = 0; i < results->permission_count; i++) {
		const struct results_permission *permission = &results->permissions[i];
		enum permission_class class =
			permission_classify(permission->needed, permission->granted);
		fact_permission(facts, permission->name, class_name(class));
	}
}
