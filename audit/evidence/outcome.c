#include "audit/evidence/outcome.h"

enum outcome outcome_of_status(int status, bool spoken)
{
	switch (status) {
	case 401:
	case 403:
		return spoken ? OUTCOME_REFUSED : OUTCOME_UNEXPECTED;
	case 404:
		return spoken ? OUTCOME_NOT_FOUND : OUTCOME_UNEXPECTED;
	case 422:
		return spoken ? OUTCOME_INVALID : OUTCOME_UNEXPECTED;
	case 429:
		return OUTCOME_RATE_LIMITED;
	default:
		return status >= 500 ? OUTCOME_SERVER_ERROR : OUTCOME_UNEXPECTED;
	}
}

/* A part of a list is no list. */
#define PARTIAL_CONTENT 206

bool outcome_is_success(int status)
{
	return status >= 200 && status <= 299 && status != PARTIAL_CONTENT;
}

bool outcome_fits(enum outcome outcome, int status)
{
	switch (outcome) {
	case OUTCOME_OK:
	case OUTCOME_MALFORMED:
		return outcome_is_success(status);
	case OUTCOME_UNEXPECTED:
		return status > 0 && !outcome_is_success(status) &&
		       outcome_of_status(status, false) == OUTCOME_UNEXPECTED;
	case OUTCOME_INVALID: /* of a 400 too, in the logs of version 0.1.0 */
		return status == 400 || status == 422;
	case OUTCOME_REFUSED:
	case OUTCOME_NOT_FOUND:
	case OUTCOME_RATE_LIMITED:
	case OUTCOME_SERVER_ERROR:
		return status > 0 && outcome_of_status(status, true) == outcome;
	case OUTCOME_NOT_SENT:
	case OUTCOME_UNREACHABLE:
	case OUTCOME_TIMEOUT:
		return status == 0;
	case OUTCOME_COUNT:
		break;
	}
	return false;
}
