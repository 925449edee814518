#include "audit/command/dry_run.h"

#include <stdio.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/pull/collect.h"

int dry_run_print(const struct plan *plan, const char *mtp_provider, struct error *err)
{
	struct str requests = STR_INIT(STR_BODY);

	collect_describe(plan, &requests);
	if (mtp_provider)
		collect_describe_mtp(mtp_provider, &requests);
	(void)fputs(str_text(&requests), stdout);
	str_release(&requests);
	return fflush(stdout) == 0 && !ferror(stdout)
		       ? 0
		       : error_set(err, "standard output: cannot be written");
}
