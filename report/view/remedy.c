#include "report/view/view.h"

const char *view_remedy(const struct finding *finding, size_t i)
{
	const struct requirement *requirement = finding->requirement;

	if (finding->verdict == VERDICT_UNKNOWN)
		return i == 0 ? view_reason_step(finding->reason) : NULL;
	return i < requirement->remediation_count ? requirement->remediation[i] : NULL;
}
