/*
 * fixture_ready - a small invented account that passes every requirement of the
 * built-in profile, for tests to break one thing at a time.
 *
 *	struct world *w = world_new();
 *	world_refuse(w, "Tickets - Edit");
 *	world_evaluate(w);
 *	assert_finding(w, "JC-3.4", VERDICT_FAIL, REASON_NONE);
 *	world_free(w);
 *
 * Tests run in the project's root folder.
 */
#ifndef TESTS_FIXTURE_READY_H
#define TESTS_FIXTURE_READY_H

#include "tests/unit/fixture_world.h"

/* What a person attests when all is well. */
#define WORLD_SIGNED "'attested_by':'Ann','attested_on':'2026-11-01','valid_until':'2027-10-31'"
#define WORLD_PERMISSIONS                                                                          \
	"'Customers - Create','Customers - List/Search','Customers - View Detail',"                \
	"'Customers - View Total Invoiced','Customers - Edit','Customers - Delete',"               \
	"'Customers - De Duplicate','Line Item - Apply Discount','Line Item - Edit Prices',"       \
	"'Line Item - View Cost','Line Item - Add Manual Item for Invoices/Estimates',"            \
	"'Tickets - List/Search','Tickets - View Details','Tickets - Create','Tickets - Edit',"    \
	"'Tickets - Delete','Tickets - Merge','Tickets - Use Ticket Charges',"                     \
	"'Ticket Comments - New','Ticket Comments - Delete','Ticket Canned Responses - Manage',"   \
	"'Ticket Custom Fields - Manage','Ticket SLA - Edit','Ticket Workflows - Manage',"         \
	"'Ticket Worksheets - Add','Ticket Worksheets - Manage','Ticket Worksheets - Delete',"     \
	"'Ticket Worksheets - Edit Ad-hoc','Recurring Invoices - List','Recurring Invoices - "     \
	"New',"                                                                                    \
	"'Recurring Invoices - Edit','Recurring Invoices - Delete'"
#define WORLD_TOKEN                                                                                \
	"'token':{'name':'JumpCloud','expires_on':null,'permissions':[" WORLD_PERMISSIONS "],"     \
	"'complete':true," WORLD_SIGNED "}"
#define WORLD_ATTESTED                                                                             \
	"{'attestations':[{'requirement':'JC-1.1','verdict':'pass','statement':'Ann has the "      \
	"role'," WORLD_SIGNED "}]," WORLD_TOKEN "}"

struct world *world_new(void);
void world_free(struct world *w);
void world_evaluate(struct world *w);
const struct finding *world_finding(struct world *w, const char *id);
const struct observation *world_observation(struct world *w, const char *id, const char *object);
const struct permission_state *world_state(struct world *w, const char *name);

#define assert_finding(w, id, wanted_verdict, wanted_reason)                                       \
	do {                                                                                       \
		const struct finding *found_ = world_finding((w), (id));                           \
		assert_string_equal(verdict_name(found_->verdict), verdict_name(wanted_verdict));  \
		assert_string_equal(reason_name(found_->reason), reason_name(wanted_reason));      \
		assert_true(*found_->summary != '\0');                                             \
	} while (0)

#define assert_summary(w, id, part)                                                                \
	do {                                                                                       \
		const char *summary_ = world_finding((w), (id))->summary;                          \
		if (!strstr(summary_, (part)))                                                     \
			fail_msg("'%s' does not hold '%s'", summary_, (part));                     \
	} while (0)

#endif
