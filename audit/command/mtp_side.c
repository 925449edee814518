#include "audit/command/mtp_side.h"

#include "audit/core/error.h"
#include "audit/jumpcloud/path.h"
#include "audit/net/url.h"

int mtp_side_choose(struct arena *arena, const char *provider, const char *base_url,
		    struct evidence_run *record, struct error *err)
{
	if (!provider)
		return base_url ? error_set(err, "--mtp-base-url: give --mtp-provider ID with it")
				: 0;
	if (!mtp_path_is_id(provider))
		return error_set(err,
				 "--mtp-provider: expected an id of letters, digits, hyphens and "
				 "underscores, found '%.100s'",
				 provider);
	if (url_base(arena, base_url ? base_url : MTP_BASE_URL, "", &record->mtp_base_url, err) !=
	    0)
		return error_prepend(err, "--mtp-base-url");
	record->mtp_provider = provider;
	return 0;
}
