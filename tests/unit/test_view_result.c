/* What is counted depends on the profile alone; a note is told of, and never counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

#define COUNTED 17 /* of the fixture's requirements; one more is a note */

static void the_tally_names_what_is_open(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);

	(void)state;
	assert_string_equal(view->tally,
			    "Of 17 requirements: 6 met, 6 not met (2 accepted), 2 could "
			    "not be checked, 2 need confirmation (1 accepted), 1 does "
			    "not apply.");
	assert_string_equal(view->notes, "1 note is not counted: 1 with something to tell.");
	assert_string_equal(view->centre, "6 of 17 met");
	view_free(view);
	fixture_audit_free(f);
	f = fixture_audit_empty();
	view = view_new(&f->audit);
	assert_string_equal(view->tally, "Of 17 requirements: 0 met, 17 could not be checked.");
	assert_string_equal(view->notes, "1 note is not counted: 1 could not be checked.");
	view_free(view);
	fixture_audit_free(f);
}

/* Whatever became of them, notes too: the whole is the same, and its parts add up to it. */
static void no_fault_moves_the_whole(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		for (size_t i = 0; i < f->audit.finding_count; i++) {
			seed = seed * 1664525u + 1013904223u;
			f->audit.findings[i].verdict = (enum verdict)((seed >> 16) % VERDICT_COUNT);
		}
		fixture_audit_count(f);
		struct view *view = view_new(&f->audit);
		const struct view_counts *counts = &view->counts;
		assert_int_equal(counts->counted, COUNTED);
		assert_int_equal(counts->notes, f->audit.finding_count - COUNTED);
		assert_int_equal(counts->met + counts->not_met + counts->unchecked +
					 counts->to_confirm + counts->not_applicable,
				 COUNTED);
		assert_true(counts->accepted <= counts->not_met);
		view_free(view);
	}
	fixture_audit_free(f);
}

static enum view_result result(const char *kind, enum severity severity, enum verdict verdict,
			       enum proof proof)
{
	const struct requirement requirement = { .severity = severity, .check = { .kind = kind } };
	const struct finding finding = { .requirement = &requirement,
					 .verdict = verdict,
					 .proof = proof };

	return view_result(&finding);
}

/* "Does not apply" is for real conditions; who looked and saw nothing says so, and who did
 * not look says that. */
static void a_note_says_whether_anybody_looked(void **state)
{
	static const struct {
		const char *kind;
		enum verdict verdict;
		enum proof proof;
		const char *label;
	} cases[] = {
		{ "warn-few-customers", VERDICT_INFORMATIONAL, PROOF_PROBED, "Note" },
		{ "warn-few-customers", VERDICT_NOTAPPLICABLE, PROOF_PROBED, "Nothing to report" },
		{ "warn-no-invoice-right", VERDICT_NOTAPPLICABLE, PROOF_ATTESTED,
		  "Nothing to report" },
		{ "warn-mapped-company", VERDICT_NOTAPPLICABLE, PROOF_NONE, "Not in scope" },
		{ "warn-mapped-company", VERDICT_UNKNOWN, PROOF_NONE, "Could not check" },
		{ "customers-billable", VERDICT_NOTAPPLICABLE, PROOF_PROBED, "Does not apply" },
		{ "customers-billable", VERDICT_NOTAPPLICABLE, PROOF_NONE, "Does not apply" },
		{ "customers-billable", VERDICT_PASS, PROOF_PROBED, "Met" },
		{ "customers-billable", VERDICT_FAIL, PROOF_PROBED, "Not met" },
		{ "attestation", VERDICT_MANUAL, PROOF_NONE, "Needs confirmation" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(view_result_label(result(cases[i].kind, SEVERITY_INFO,
							     cases[i].verdict, cases[i].proof)),
				    cases[i].label);
}

/* Nothing that stands in the way is ever left out of the counts. */
static void what_is_mandatory_is_no_note(void **state)
{
	const struct requirement info = { .severity = SEVERITY_INFO, .check = { .kind = "x" } };
	const struct requirement low = { .severity = SEVERITY_LOW, .check = { .kind = "x" } };
	const struct requirement warns = { .severity = SEVERITY_LOW,
					   .check = { .kind = "warn-single-admin" } };
	struct requirement mandatory = info;

	(void)state;
	mandatory.mandatory = true;
	assert_true(view_is_note(&info));
	assert_true(view_is_note(&warns));
	assert_false(view_is_note(&low));
	assert_false(view_is_note(&mandatory));
}

/* A workbook is read back: a label leads to the verdict that it was made of. */
static void a_label_leads_back_to_its_verdict(void **state)
{
	(void)state;
	for (int v = 0; v < VERDICT_COUNT; v++)
		for (int p = 0; p < PROOF_COUNT; p++) {
			const enum verdict verdict = (enum verdict)v;
			const enum proof proof = (enum proof)p;
			assert_int_equal(view_result_verdict(result("warn-few-customers",
								    SEVERITY_INFO, verdict, proof)),
					 verdict);
			assert_int_equal(view_result_verdict(result("permission", SEVERITY_HIGH,
								    verdict, proof)),
					 verdict);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tally_names_what_is_open),
		cmocka_unit_test(no_fault_moves_the_whole),
		cmocka_unit_test(a_note_says_whether_anybody_looked),
		cmocka_unit_test(what_is_mandatory_is_no_note),
		cmocka_unit_test(a_label_leads_back_to_its_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
