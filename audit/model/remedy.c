#include "audit/model/remedy.h"

#include "audit/core/words.h"

static const char *step_of(enum reason reason)
{
	WORDS(steps, REASON_COUNT, [REASON_NONE] = "Run the audit again.",
	      [REASON_NO_PERMISSION] =
		      "Let the token read it, or have a person confirm it; then run the audit "
		      "again.",
	      [REASON_UNAUTHENTICATED] =
		      "See whether the token still works, then run the audit again.",
	      [REASON_UNREACHABLE] =
		      "Check the connection and the subdomain, then run the audit again.",
	      [REASON_RATE_LIMITED] = "Run the audit again when nothing else uses the account's "
				      "limit of requests.",
	      [REASON_TIMEOUT] = "Run the audit again and give it more time.",
	      [REASON_SERVER_ERROR] =
		      "Run the audit again; if it persists, see Syncro's status page.",
	      [REASON_MALFORMED] =
		      "Run the audit again; if it persists, have the answers looked at.",
	      [REASON_TRUNCATED] = "Run the audit again, so that the list is read to its end.",
	      [REASON_NOT_REQUESTED] = "Run the audit again and ask for it.");

	return steps[(unsigned)reason < REASON_COUNT ? reason : REASON_NONE];
}

bool remedy_is_subdomain(const struct account *account, const struct finding *finding)
{
	return account_is_elsewhere(account) &&
	       finding->reason == account->sources[SOURCE_ME].reason;
}

static const char *step_of_cause(const struct account *account, const struct finding *finding)
{
	if (remedy_is_subdomain(account, finding))
		return "Check the subdomain, and that the account is active; then run the audit "
		       "again.";
	return step_of(finding->reason);
}

const char *remedy_step(const struct account *account, const struct finding *finding, size_t i)
{
	const struct requirement *requirement = finding->requirement;

	if (finding->verdict == VERDICT_UNKNOWN)
		return i == 0 ? step_of_cause(account, finding) : NULL;
	return i < requirement->remediation_count ? requirement->remediation[i] : NULL;
}
