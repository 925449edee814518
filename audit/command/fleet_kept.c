#include "audit/command/fleet_kept.h"

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/input/inputs.h"
#include "audit/net/url.h"

static int check_account(struct arena *arena, const char *asked,
			 const struct previous_list *reports, struct error *err)
{
	const char *found = reports->items[0].results->account.subdomain;
	const char *subdomain = NULL;

	if (url_subdomain(arena, asked, &subdomain, err) != 0)
		return -1;
	return text_equal_ignoring_case(found, subdomain)
		       ? 0
		       : error_set(err,
				   "its report of today is of the account '%s', not '%s': move it "
				   "away, and --resume pulls anew",
				   found, subdomain);
}

static int check_profiles(struct arena *arena, const struct option_list *asked,
			  const struct previous_list *reports, struct error *err)
{
	struct inputs_options named = { .profiles = *asked };
	struct inputs inputs = { .profile_count = 0 };
	struct audit **audits = NULL;

	inputs_usual_profile(&named);
	if (inputs_load(arena, &named, NULL, &inputs, err) != 0 ||
	    inputs_audits(arena, &inputs, NULL, &audits, err) != 0)
		return -1;
	return siblings_are_like(reports->items[0].results->account.subdomain, audits,
				 inputs.profile_count, reports)
		       ? 0
		       : error_set(err, "its report of today is of other profiles than the file "
					"names: move it away, and --resume pulls anew");
}

int fleet_kept_check(struct arena *arena, const struct options *asked,
		     const struct previous_list *reports, struct error *err)
{
	if (check_account(arena, options_text(asked, "subdomain"), reports, err) != 0)
		return -1;
	return check_profiles(arena, options_list(asked, "profile"), reports, err);
}
