#include "audit/evidence/outcome.h"

enum outcome outcome_of_status(int status, bool html)
{
	switch (status) {
	case 401:
		return OUTCOME_REFUSED;
	case 403:
		return html ? OUTCOME_UNEXPECTED : OUTCOME_REFUSED;
	case 404: /* a page for people is a proxy's, and proves nothing */
		return html ? OUTCOME_UNEXPECTED : OUTCOME_NOT_FOUND;
	case 400:
	case 422:
		return html ? OUTCOME_UNEXPECTED : OUTCOME_INVALID;
	case 429:
		return OUTCOME_RATE_LIMITED;
	default:
		return status >= 500 ? OUTCOME_SERVER_ERROR : OUTCOME_UNEXPECTED;
	}
}

bool outcome_is_success(int status)
{
	return status >= 200 && status <= 299;
}

bool outcome_fits(enum outcome outcome, int status)
{
	switch (outcome) {
	case OUTCOME_OK:
	case OUTCOME_MALFORMED:
		return outcome_is_success(status);
	case OUTCOME_UNEXPECTED:
		return status > 0 && !outcome_is_success(status) &&
		       outcome_of_status(status, true) == OUTCOME_UNEXPECTED;
	case OUTCOME_REFUSED:
	case OUTCOME_NOT_FOUND:
	case OUTCOME_INVALID:
	case OUTCOME_RATE_LIMITED:
	case OUTCOME_SERVER_ERROR:
		return status > 0 && outcome_of_status(status, false) == outcome;
	case OUTCOME_NOT_SENT:
	case OUTCOME_UNREACHABLE:
	case OUTCOME_TIMEOUT:
		return status == 0;
	case OUTCOME_COUNT:
		break;
	}
	return false;
}
