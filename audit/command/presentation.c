#include "audit/command/presentation.h"

#include <inttypes.h>

#include "audit/core/error.h"
#include "audit/core/log.h"

int presentation_choose(const char *word, int64_t customer, bool pulled, struct presentation *out,
			struct error *err)
{
	const int edition = edition_from_name(word);

	if (edition < 0)
		return error_set(err, "--edition: expected internal or client, found '%s'", word);
	if (edition == EDITION_CLIENT && pulled)
		return error_set(
			err, "--edition client: is made of an internal report's evidence; audit "
			     "first, then 'syncro-audit replay FOLDER --edition client'");
	out->edition = (enum edition)edition;
	out->only_customer = customer;
	return 0;
}

int presentation_check(const struct presentation *showing, const struct account *account,
		       bool must_be, struct error *err)
{
	const int64_t id = showing->only_customer;

	if (!id || account_customer(account, id))
		return 0;
	if (must_be)
		return error_set(err,
				 "--customer: expected one of the %zu customers in the evidence, "
				 "found %" PRId64,
				 account->customer_count, id);
	log_message(LOG_WARNING,
		    "customer %" PRId64 " is not among the %zu that were read: the report shows "
		    "none; 'replay' with another --customer, or with 0 for all, makes it anew",
		    id, account->customer_count);
	return 0;
}

void presentation_warn(const struct presentation *showing, const char *folder)
{
	if (!showing->only_customer || showing->edition == EDITION_CLIENT)
		return;
	log_message(LOG_WARNING,
		    "'%s/evidence' still holds every customer, do not hand the folder over; make "
		    "the client's with 'syncro-audit replay %s --edition client --customer %" PRId64
		    "'",
		    folder, folder, showing->only_customer);
}
