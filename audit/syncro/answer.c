#include "audit/syncro/answer.h"

#include <string.h>

#include "audit/core/json.h"
#include "audit/syncro/endpoint.h"

static bool is_record(const cJSON *item, int64_t id)
{
	int64_t found = 0;

	return json_id(json_get(item, "id"), &found) && found == id;
}

/* {"customer":{"id":17,...}}, or the record itself. */
static bool holds_record(const cJSON *body, int64_t id)
{
	const cJSON *member;

	if (is_record(body, id))
		return true;
	cJSON_ArrayForEach(member, body)
	{
		if (is_record(member, id))
			return true;
	}
	return false;
}

static bool is_empty(const cJSON *item)
{
	return !item || cJSON_IsNull(item) || cJSON_IsFalse(item) ||
	       (cJSON_IsString(item) && !*item->valuestring) ||
	       ((cJSON_IsArray(item) || cJSON_IsObject(item)) && !item->child);
}

/* Some servers say 200 and mean an error. */
static bool tells_error(const cJSON *body)
{
	if (!is_empty(json_get(body, "error")) || !is_empty(json_get(body, "errors")))
		return true;
	return json_get(body, "message") && cJSON_GetArraySize(body) == 1;
}

static bool has_other_shape(const char *path, const cJSON *body)
{
	int64_t id = endpoint_record(path);

	if (cJSON_IsArray(body))
		return id == 0;
	if (!cJSON_IsObject(body) || !body->child || tells_error(body))
		return false;
	return id == 0 || holds_record(body, id);
}

bool answer_has_shape(const char *method, const char *path, const cJSON *body)
{
	struct endpoint endpoint = endpoint_parse(method, path);
	int64_t id = 0;

	switch (endpoint.kind) {
	case ENDPOINT_ME:
		return json_id(json_get(body, "user_id"), &id);
	case ENDPOINT_LIST:
		return cJSON_IsArray(json_get(body, endpoint_list_key(endpoint.list)));
	case ENDPOINT_USER:
		return is_record(json_get(body, "user"), endpoint.id);
	case ENDPOINT_OTHER:
		break;
	}
	return has_other_shape(path, body);
}

static enum outcome of_status(int status, bool html)
{
	switch (status) {
	case 401:
		return OUTCOME_REFUSED;
	case 403:
		return html ? OUTCOME_UNEXPECTED : OUTCOME_REFUSED;
	case 404:
		return OUTCOME_NOT_FOUND;
	case 400:
	case 422:
		return OUTCOME_INVALID;
	case 429:
		return OUTCOME_RATE_LIMITED;
	default:
		return status >= 500 ? OUTCOME_SERVER_ERROR : OUTCOME_UNEXPECTED;
	}
}

static bool is_success(int status)
{
	return status >= 200 && status <= 299;
}

enum outcome answer_outcome(const char *method, const char *path, int status, const cJSON *body,
			    bool html)
{
	if (!is_success(status))
		return of_status(status, html);
	return answer_has_shape(method, path, body) ? OUTCOME_OK : OUTCOME_MALFORMED;
}

bool answer_is_html(const char *bytes, size_t length)
{
	size_t i = 0;

	/* A byte order mark and white space may come first. */
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < length && memchr(" \t\r\n", bytes[i], 4))
		i++;
	return i < length && bytes[i] == '<';
}

bool answer_fits(enum outcome outcome, int status)
{
	switch (outcome) {
	case OUTCOME_OK:
	case OUTCOME_MALFORMED:
		return is_success(status);
	case OUTCOME_UNEXPECTED:
		return status > 0 &&
		       (status == 403 ||
			(!is_success(status) && of_status(status, false) == OUTCOME_UNEXPECTED));
	case OUTCOME_REFUSED:
	case OUTCOME_NOT_FOUND:
	case OUTCOME_INVALID:
	case OUTCOME_RATE_LIMITED:
	case OUTCOME_SERVER_ERROR:
		return status > 0 && of_status(status, false) == outcome;
	case OUTCOME_NOT_SENT:
	case OUTCOME_UNREACHABLE:
	case OUTCOME_TIMEOUT:
		return status == 0;
	case OUTCOME_COUNT:
		break;
	}
	return false;
}
