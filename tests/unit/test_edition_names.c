/* Where names of other customers come from, beside the list of customers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/edition/edition.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"

#define ONLY 2
#define GONE 999 /* Syncro does not have it any more */

/* What a report about ONLY makes of the text. */
static const char *shown_as(struct fixture_audit *f, const char *text)
{
	size_t i = 0;

	while (!f->audit.findings[i].observation_count)
		i++;
	f->audit.findings[i].observations->observed = text;
	f->audit.presentation.edition = EDITION_CLIENT;
	f->audit.presentation.only_customer = ONLY;
	const struct audit *shown = edition_shown(f->arena, &f->audit);
	assert_true(!shown->account->mtp || shown->account->mtp->company_count == 0);
	assert_true(!shown->comparison || shown->comparison->earlier_count == 0);
	return shown->findings[i].observations->observed;
}

static void the_portals_names_are_hidden(void **state)
{
	struct mtp_company company = { .customer_id = GONE,
				       .name = "Quondam Goods",
				       .organization = "Quondam Org" };
	const struct source read = { .path = "/providers", .problem = "", .complete = true };
	const struct mtp mtp = { .provider = "p1",
				 .base_url = "https://console.jumpcloud.com/api/v2",
				 .admins_source = read,
				 .integrations_source = read,
				 .details_source = read,
				 .mappings_source = read,
				 .companies = &company,
				 .company_count = 1 };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->account.mtp = &mtp;
	assert_string_equal(shown_as(f, "“Quondam Goods” (mapped to Quondam Org) is gone"),
			    "“another customer” (mapped to another customer) is gone");
	fixture_audit_free(f);
}

static void the_baselines_names_are_hidden(void **state)
{
	struct compared_customer earlier[] = { { ONLY, "Old Own Name" },
					       { GONE, "Bygone Bakery" } };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_compared(f);
	struct comparison comparison = *f->audit.comparison;
	comparison.earlier = earlier;
	comparison.earlier_count = 2;
	f->audit.comparison = &comparison;
	assert_string_equal(shown_as(f, "Bygone Bakery and Old Own Name"),
			    "another customer and Old Own Name");
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_portals_names_are_hidden),
		cmocka_unit_test(the_baselines_names_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
