#include "audit/model/vocabulary.h"

#include "audit/core/words.h"

NAMES(tri, enum tri, TRI_COUNT, [TRI_UNKNOWN] = "unknown", [TRI_YES] = "yes", [TRI_NO] = "no");
NAMES(api, enum api, API_COUNT, [API_SYNCRO] = "syncro", [API_MTP] = "mtp");
NAMES(verdict, enum verdict, VERDICT_COUNT, [VERDICT_UNKNOWN] = "unknown", [VERDICT_PASS] = "pass",
      [VERDICT_FAIL] = "fail", [VERDICT_MANUAL] = "manual",
      [VERDICT_NOTAPPLICABLE] = "notapplicable", [VERDICT_INFORMATIONAL] = "informational");
NAMES(overall, enum overall, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = "inconclusive",
      [OVERALL_READY] = "ready", [OVERALL_NOT_READY] = "not-ready");
NAMES(reason, enum reason,
      REASON_COUNT, [REASON_NONE] = "", [REASON_NO_PERMISSION] = "no-permission",
      [REASON_UNAUTHENTICATED] = "unauthenticated", [REASON_UNREACHABLE] = "unreachable",
      [REASON_RATE_LIMITED] = "rate-limited", [REASON_TIMEOUT] = "timeout",
      [REASON_SERVER_ERROR] = "server-error", [REASON_MALFORMED] = "malformed",
      [REASON_TRUNCATED] = "truncated", [REASON_NOT_REQUESTED] = "not-requested");
NAMES(proof, enum proof, PROOF_COUNT, [PROOF_NONE] = "none", [PROOF_ATTESTED] = "attested",
      [PROOF_DECLARED] = "declared", [PROOF_INFERRED] = "inferred", [PROOF_PROBED] = "probed");
NAMES(severity, enum severity, SEVERITY_COUNT, [SEVERITY_INFO] = "info", [SEVERITY_LOW] = "low",
      [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high");
NAMES(class, enum permission_class, CLASS_COUNT, [CLASS_UNKNOWN] = "unknown", [CLASS_OK] = "ok",
      [CLASS_MISSING] = "missing", [CLASS_EXCESS] = "excess");
NAMES(change, enum change, CHANGE_COUNT, [CHANGE_NONE] = "none", [CHANGE_NEW] = "new",
      [CHANGE_FIXED] = "fixed", [CHANGE_REGRESSED] = "regressed", [CHANGE_CHANGED] = "changed",
      [CHANGE_NOT_COMPARABLE] = "not-comparable");
NAMES(standing, enum standing,
      STANDING_COUNT, [STANDING_UNMATCHED] = "unmatched", [STANDING_EXPIRED] = "expired",
      [STANDING_EXPIRING] = "expiring", [STANDING_IN_FORCE] = "in-force");
NAMES(issue, enum issue_kind, ISSUE_COUNT, [ISSUE_DUPLICATE_NAME] = "duplicate-name",
      [ISSUE_NO_BUSINESS_NAME] = "no-business-name",
      [ISSUE_NO_RECURRING_INVOICE] = "no-recurring-invoice",
      [ISSUE_EMAIL_IS_USER] = "email-is-user");
NAMES(edition, enum edition,
      EDITION_COUNT, [EDITION_INTERNAL] = "internal", [EDITION_AUDITOR] = "auditor");
NAMES(outcome, enum outcome, OUTCOME_COUNT, [OUTCOME_NOT_SENT] = "not-sent", [OUTCOME_OK] = "ok",
      [OUTCOME_REFUSED] = "refused", [OUTCOME_NOT_FOUND] = "not-found",
      [OUTCOME_INVALID] = "invalid", [OUTCOME_RATE_LIMITED] = "rate-limited",
      [OUTCOME_SERVER_ERROR] = "server-error", [OUTCOME_UNEXPECTED] = "unexpected",
      [OUTCOME_MALFORMED] = "malformed", [OUTCOME_UNREACHABLE] = "unreachable",
      [OUTCOME_TIMEOUT] = "timeout");

const enum verdict verdict_order[VERDICT_COUNT] = {
	VERDICT_PASS,	VERDICT_FAIL,	       VERDICT_UNKNOWN,
	VERDICT_MANUAL, VERDICT_NOTAPPLICABLE, VERDICT_INFORMATIONAL,
};

const char *reason_text(enum reason value)
{
	WORDS(texts,
	      REASON_COUNT, [REASON_NONE] = "", [REASON_NO_PERMISSION] = "the request was refused",
	      [REASON_UNAUTHENTICATED] = "it was not shown that the token was accepted",
	      [REASON_UNREACHABLE] = "there was no answer",
	      [REASON_RATE_LIMITED] = "the rate limit was reached and did not lift",
	      [REASON_TIMEOUT] = "time ran out",
	      [REASON_SERVER_ERROR] = "the server kept returning errors",
	      [REASON_MALFORMED] = "the answer was not as documented",
	      [REASON_TRUNCATED] = "the list was cut short",
	      [REASON_NOT_REQUESTED] = "it was not requested");

	return texts[(unsigned)value < REASON_COUNT ? value : REASON_NONE];
}

enum reason outcome_reason(enum outcome value)
{
	TABLE(const enum reason, reasons,
	      OUTCOME_COUNT, [OUTCOME_NOT_SENT] = REASON_TIMEOUT, [OUTCOME_OK] = REASON_NONE,
	      [OUTCOME_REFUSED] = REASON_NONE, [OUTCOME_NOT_FOUND] = REASON_NONE,
	      [OUTCOME_INVALID] = REASON_NONE, [OUTCOME_RATE_LIMITED] = REASON_RATE_LIMITED,
	      [OUTCOME_SERVER_ERROR] = REASON_SERVER_ERROR, [OUTCOME_UNEXPECTED] = REASON_MALFORMED,
	      [OUTCOME_MALFORMED] = REASON_MALFORMED, [OUTCOME_UNREACHABLE] = REASON_UNREACHABLE,
	      [OUTCOME_TIMEOUT] = REASON_TIMEOUT);

	return (unsigned)value < OUTCOME_COUNT ? reasons[value] : REASON_MALFORMED;
}

enum permission_class permission_classify(bool needed, enum tri granted)
{
	static const enum permission_class classes[2][TRI_COUNT] = {
		{ [TRI_UNKNOWN] = CLASS_UNKNOWN,
		  [TRI_YES] = CLASS_EXCESS,
		  [TRI_NO] = CLASS_UNKNOWN },
		{ [TRI_UNKNOWN] = CLASS_UNKNOWN, [TRI_YES] = CLASS_OK, [TRI_NO] = CLASS_MISSING },
	};

	return classes[needed][granted];
}
