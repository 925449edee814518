#include "audit/rules/address.h"

#include <string.h>

bool address_names(const struct profile *profile, const char *requirement)
{
	for (size_t i = 0; i < profile->requirement_count; i++)
		if (strcmp(profile->requirements[i].id, requirement) == 0)
			return true;
	return false;
}

static bool is_for_another(struct audit *const *audits, size_t count, size_t index,
			   const char *requirement)
{
	bool another = false;

	if (address_names(audits[index]->profile, requirement))
		return false;
	for (size_t i = 0; i < count; i++)
		another = another || address_names(audits[i]->profile, requirement);
	return another;
}

void address_keep(struct audit *const *audits, size_t count, size_t index)
{
	struct audit *audit = audits[index];
	size_t waivers = 0, attestations = 0;

	for (size_t i = 0; i < audit->waiver_count; i++)
		if (!is_for_another(audits, count, index, audit->waivers[i].requirement))
			audit->waivers[waivers++] = audit->waivers[i];
	audit->waiver_count = waivers;
	for (size_t i = 0; i < audit->attestation_count; i++)
		if (!is_for_another(audits, count, index, audit->attestations[i].requirement))
			audit->attestations[attestations++] = audit->attestations[i];
	audit->attestation_count = attestations;
}
