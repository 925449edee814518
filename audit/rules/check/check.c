#include "audit/rules/check/check.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

static const struct check_kind kinds[] = {
	{ "token-valid", 0, 0, check_token_valid, false, 0 },
	{ "token-expiry", CHECK_DAYS | CHECK_OPEN_ENDED, CHECK_DAYS, check_token_expiry, false, 0 },
	{ "user-exists", 0, 0, check_user_exists, false, READS_USERS | READS_OWNER },
	{ "permission", CHECK_PERMISSION | CHECK_OF | CHECK_GLOBAL_ADMIN_SUFFICES, CHECK_PERMISSION,
	  check_permission, false, READS_OWNER },
	{ "permission-family",
	  CHECK_PERMISSIONS | CHECK_FAMILY | CHECK_OF | CHECK_COMPLETE | CHECK_INCOMPLETE_BECAUSE,
	  CHECK_PERMISSIONS, check_permission_family, false, READS_OWNER },
	{ "no-excess-permissions", 0, 0, check_no_excess, false, 0 },
	{ "least-privilege", 0, 0, check_least_privilege, false, READS_OWNER },
	{ "global-admins", CHECK_AT_LEAST | CHECK_AT_MOST, CHECK_AT_LEAST, check_global_admins,
	  false, READS_USERS | READS_RECORDS },
	{ "customers-readable", 0, 0, check_customers_readable, false, READS_CUSTOMERS },
	{ "customers-unique-names", 0, 0, check_unique_names, false, READS_CUSTOMERS },
	{ "customers-have-names", 0, 0, check_have_names, false, READS_CUSTOMERS },
	{ "customers-billable", 0, 0, check_billable, false, READS_CUSTOMERS | READS_SCHEDULES },
	{ "emails-distinct", 0, 0, check_emails_distinct, false,
	  READS_USERS | READS_RECORDS | READS_CUSTOMERS },
	{ "customers-have-email", 0, 0, check_have_email, false, READS_CUSTOMERS },
	{ "email-exists", CHECK_ADDRESS, CHECK_ADDRESS, check_email_exists, false,
	  READS_CUSTOMERS },
	{ "custom-field", CHECK_ON | CHECK_NAME | CHECK_FILLED, CHECK_ON | CHECK_NAME,
	  check_custom_field, false, READS_CUSTOMERS },
	{ "account-setting", CHECK_SETTING | CHECK_VALUES, CHECK_SETTING | CHECK_VALUES,
	  check_account_setting, false, 0 },
	{ "product-exists", CHECK_NAME | CHECK_SKU, 0, check_product_exists, false, 0 },
	{ "group-access-type", CHECK_EXPECT, CHECK_EXPECT, check_group_access, false, READS_OWNER },
	{ "token-owner", CHECK_GLOBAL_ADMIN | CHECK_DEDICATED, 0, check_token_owner, false,
	  READS_OWNER },
	{ "mtp-billing-admin", CHECK_ROLE, CHECK_ROLE, check_billing_admin, false, 0 },
	{ "attestation", CHECK_NOT_SHOWN_BY, 0, check_attestation, false, 0 },
	{ "warn-no-invoice-right", 0, 0, check_no_invoice_right, true, READS_OWNER },
	{ "warn-invoice-soon", 0, 0, check_invoice_soon, true, READS_CUSTOMERS | READS_SCHEDULES },
	{ "warn-computed-line", 0, 0, check_computed_line, true,
	  READS_CUSTOMERS | READS_SCHEDULES },
	{ "warn-few-customers", CHECK_AT_MOST, CHECK_AT_MOST, check_few_customers, true,
	  READS_CUSTOMERS },
	{ "warn-single-admin", 0, 0, check_single_admin, true, READS_USERS | READS_RECORDS },
	{ "warn-mapped-company", 0, 0, check_mapped_company, true,
	  READS_CUSTOMERS | READS_SCHEDULES },
};

const struct check_kind *check_kind_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const struct check_kind *check_kind_at(size_t index)
{
	return index < COUNT_OF(kinds) ? &kinds[index] : NULL;
}

bool check_warns(const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	return kind && kind->warns;
}

unsigned check_reads(const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	if (!kind)
		return ~0U;
	/* Asked of the token, whose user does not matter then. */
	if (kind->takes & CHECK_OF && !check->of_user)
		return kind->reads & ~(unsigned)READS_OWNER;
	return kind->reads;
}

void check_run(struct evaluation *e, struct finding *finding)
{
	const struct check_kind *kind = check_kind_find(finding->requirement->check.kind);

	if (e->blocked && kind && kind->run != check_token_valid)
		finding_unknown(finding, e->blocked,
				arena_printf(e->arena,
					     "Not checked: Syncro gave no usable answer about the "
					     "token, so nothing more was requested (%s).",
					     reason_text(e->blocked)));
	else if (kind)
		kind->run(e, finding);
	else
		finding_unknown(finding, REASON_NOT_REQUESTED,
				"This version does not know how to check this.");
}
