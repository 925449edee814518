#include "audit/model/mtp.h"

#include "audit/core/words.h"

const char *mtp_label(enum mtp_kind kind)
{
	WORDS(labels, MTP_KIND_COUNT, [MTP_OTHER] = "", [MTP_ADMINS] = "portal's administrators",
	      [MTP_INTEGRATIONS] = "portal's integrations",
	      [MTP_DETAIL] = "portal's integration with Syncro",
	      [MTP_MAPPINGS] = "portal's mappings");

	return labels[kind];
}
