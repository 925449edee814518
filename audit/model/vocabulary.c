#include "audit/model/vocabulary.h"

#include <stddef.h>
#include <string.h>

#define TABLE(type, count, ...)                                                                    \
	static const char *const type##_names[] = { __VA_ARGS__ };                                 \
	_Static_assert(sizeof type##_names / sizeof *type##_names == (count),                      \
		       #type " names and values must match")

TABLE(tri, TRI_COUNT, [TRI_UNKNOWN] = "unknown", [TRI_YES] = "yes", [TRI_NO] = "no");
TABLE(api, API_COUNT, [API_SYNCRO] = "syncro", [API_MTP] = "mtp");
TABLE(verdict, VERDICT_COUNT, [VERDICT_UNKNOWN] = "unknown", [VERDICT_PASS] = "pass",
      [VERDICT_FAIL] = "fail", [VERDICT_MANUAL] = "manual",
      [VERDICT_NOTAPPLICABLE] = "notapplicable", [VERDICT_INFORMATIONAL] = "informational");
TABLE(overall, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = "inconclusive", [OVERALL_READY] = "ready",
      [OVERALL_NOT_READY] = "not-ready");
TABLE(reason, REASON_COUNT, [REASON_NONE] = "", [REASON_NO_PERMISSION] = "no-permission",
      [REASON_UNAUTHENTICATED] = "unauthenticated", [REASON_UNREACHABLE] = "unreachable",
      [REASON_RATE_LIMITED] = "rate-limited", [REASON_TIMEOUT] = "timeout",
      [REASON_SERVER_ERROR] = "server-error", [REASON_MALFORMED] = "malformed",
      [REASON_TRUNCATED] = "truncated", [REASON_NOT_REQUESTED] = "not-requested");
TABLE(proof, PROOF_COUNT, [PROOF_NONE] = "none", [PROOF_ATTESTED] = "attested",
      [PROOF_DECLARED] = "declared", [PROOF_INFERRED] = "inferred", [PROOF_PROBED] = "probed");
TABLE(severity, SEVERITY_COUNT, [SEVERITY_INFO] = "info", [SEVERITY_LOW] = "low",
      [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high");
TABLE(class, CLASS_COUNT, [CLASS_UNKNOWN] = "unknown", [CLASS_OK] = "ok",
      [CLASS_MISSING] = "missing", [CLASS_EXCESS] = "excess");
TABLE(change, CHANGE_COUNT, [CHANGE_NONE] = "none", [CHANGE_NEW] = "new", [CHANGE_FIXED] = "fixed",
      [CHANGE_REGRESSED] = "regressed", [CHANGE_CHANGED] = "changed",
      [CHANGE_NOT_COMPARABLE] = "not-comparable");
TABLE(standing, STANDING_COUNT, [STANDING_UNMATCHED] = "unmatched", [STANDING_EXPIRED] = "expired",
      [STANDING_EXPIRING] = "expiring", [STANDING_IN_FORCE] = "in-force");
TABLE(issue, ISSUE_COUNT, [ISSUE_DUPLICATE_NAME] = "duplicate-name",
      [ISSUE_NO_BUSINESS_NAME] = "no-business-name",
      [ISSUE_NO_RECURRING_INVOICE] = "no-recurring-invoice",
      [ISSUE_EMAIL_IS_USER] = "email-is-user");
TABLE(edition, EDITION_COUNT, [EDITION_INTERNAL] = "internal", [EDITION_CLIENT] = "client");
TABLE(outcome, OUTCOME_COUNT, [OUTCOME_NOT_SENT] = "not-sent", [OUTCOME_OK] = "ok",
      [OUTCOME_REFUSED] = "refused", [OUTCOME_NOT_FOUND] = "not-found",
      [OUTCOME_INVALID] = "invalid", [OUTCOME_RATE_LIMITED] = "rate-limited",
      [OUTCOME_SERVER_ERROR] = "server-error", [OUTCOME_UNEXPECTED] = "unexpected",
      [OUTCOME_MALFORMED] = "malformed", [OUTCOME_UNREACHABLE] = "unreachable",
      [OUTCOME_TIMEOUT] = "timeout");

const enum verdict verdict_order[VERDICT_COUNT] = {
	VERDICT_PASS,	VERDICT_FAIL,	       VERDICT_UNKNOWN,
	VERDICT_MANUAL, VERDICT_NOTAPPLICABLE, VERDICT_INFORMATIONAL,
};

static const char *name(const char *const *names, size_t count, unsigned value)
{
	return value < count ? names[value] : names[0];
}

static int from_name(const char *const *names, size_t count, const char *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], wanted) == 0)
			return (int)i;
	return -1;
}

const char *tri_name(enum tri value)
{
	return name(tri_names, TRI_COUNT, value);
}

const char *api_name(enum api value)
{
	return name(api_names, API_COUNT, value);
}

const char *verdict_name(enum verdict value)
{
	return name(verdict_names, VERDICT_COUNT, value);
}

const char *overall_name(enum overall value)
{
	return name(overall_names, OVERALL_COUNT, value);
}

const char *reason_name(enum reason value)
{
	return name(reason_names, REASON_COUNT, value);
}

const char *proof_name(enum proof value)
{
	return name(proof_names, PROOF_COUNT, value);
}

const char *severity_name(enum severity value)
{
	return name(severity_names, SEVERITY_COUNT, value);
}

const char *class_name(enum permission_class value)
{
	return name(class_names, CLASS_COUNT, value);
}

const char *change_name(enum change value)
{
	return name(change_names, CHANGE_COUNT, value);
}

const char *standing_name(enum standing value)
{
	return name(standing_names, STANDING_COUNT, value);
}

const char *issue_name(enum issue_kind value)
{
	return name(issue_names, ISSUE_COUNT, value);
}

const char *outcome_name(enum outcome value)
{
	return name(outcome_names, OUTCOME_COUNT, value);
}

const char *edition_name(enum edition value)
{
	return name(edition_names, EDITION_COUNT, value);
}

const char *reason_text(enum reason value)
{
	static const char *const texts[REASON_COUNT] = {
		[REASON_NONE] = "",
		[REASON_NO_PERMISSION] = "the token was refused",
		[REASON_UNAUTHENTICATED] = "the token was not accepted",
		[REASON_UNREACHABLE] = "no answer could be had",
		[REASON_RATE_LIMITED] = "the rate limit was reached and did not lift",
		[REASON_TIMEOUT] = "the time for it ran out",
		[REASON_SERVER_ERROR] = "the server kept failing",
		[REASON_MALFORMED] = "the answer was not what is documented",
		[REASON_TRUNCATED] = "the list could not be read to its end",
		[REASON_NOT_REQUESTED] = "it was not asked for",
	};

	return name(texts, REASON_COUNT, value);
}

int tri_from_name(const char *wanted)
{
	return from_name(tri_names, TRI_COUNT, wanted);
}

int overall_from_name(const char *wanted)
{
	return from_name(overall_names, OVERALL_COUNT, wanted);
}

int reason_from_name(const char *wanted)
{
	return from_name(reason_names, REASON_COUNT, wanted);
}

int proof_from_name(const char *wanted)
{
	return from_name(proof_names, PROOF_COUNT, wanted);
}

int class_from_name(const char *wanted)
{
	return from_name(class_names, CLASS_COUNT, wanted);
}

int change_from_name(const char *wanted)
{
	return from_name(change_names, CHANGE_COUNT, wanted);
}

int standing_from_name(const char *wanted)
{
	return from_name(standing_names, STANDING_COUNT, wanted);
}

int issue_from_name(const char *wanted)
{
	return from_name(issue_names, ISSUE_COUNT, wanted);
}

int api_from_name(const char *wanted)
{
	return from_name(api_names, API_COUNT, wanted);
}

int severity_from_name(const char *wanted)
{
	return from_name(severity_names, SEVERITY_COUNT, wanted);
}

int verdict_from_name(const char *wanted)
{
	return from_name(verdict_names, VERDICT_COUNT, wanted);
}

int edition_from_name(const char *wanted)
{
	return from_name(edition_names, EDITION_COUNT, wanted);
}

int outcome_from_name(const char *wanted)
{
	return from_name(outcome_names, OUTCOME_COUNT, wanted);
}

enum reason outcome_reason(enum outcome value)
{
	static const enum reason reasons[OUTCOME_COUNT] = {
		[OUTCOME_NOT_SENT] = REASON_TIMEOUT,
		[OUTCOME_RATE_LIMITED] = REASON_RATE_LIMITED,
		[OUTCOME_SERVER_ERROR] = REASON_SERVER_ERROR,
		[OUTCOME_UNEXPECTED] = REASON_MALFORMED,
		[OUTCOME_MALFORMED] = REASON_MALFORMED,
		[OUTCOME_UNREACHABLE] = REASON_UNREACHABLE,
		[OUTCOME_TIMEOUT] = REASON_TIMEOUT,
	};

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
