#include "audit/command/mtp_side.h"

#include "audit/core/error.h"
#include "audit/jumpcloud/path.h"
#include "audit/net/url.h"

int mtp_side_choose(struct arena *arena, const struct options *options, struct evidence_run *record,
		    struct error *err)
{
	const char *base_url = options->mtp_base_url ? options->mtp_base_url : MTP_BASE_URL;

	if (!options->mtp_provider)
		return options->mtp_base_url
			       ? error_set(err, "--mtp-base-url: give --mtp-provider ID with it")
			       : 0;
	if (!mtp_path_is_id(options->mtp_provider))
		return error_set(err,
				 "--mtp-provider: expected an id of letters, digits, hyphens and "
				 "underscores, found '%.100s'",
				 options->mtp_provider);
	if (url_base(arena, base_url, "", &record->mtp_base_url, err) != 0)
		return error_prepend(err, "--mtp-base-url");
	record->mtp_provider = options->mtp_provider;
	return 0;
}
