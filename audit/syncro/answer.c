#include "audit/syncro/answer.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/evidence/outcome.h"
#include "audit/jumpcloud/path.h"
#include "audit/syncro/endpoint.h"

static bool is_record(const cJSON *item, int64_t id)
{
	int64_t found = 0;

	return json_id(json_get(item, "id"), &found) && found == id;
}

static bool is_empty(const cJSON *item)
{
	return !item || cJSON_IsNull(item) || cJSON_IsFalse(item) ||
	       (cJSON_IsString(item) && !*item->valuestring) ||
	       ((cJSON_IsArray(item) || cJSON_IsObject(item)) && !item->child);
}

static const char *const complaints[] = { "error", "errors", "message" };

static void add_text(struct str *out, const cJSON *item)
{
	if (cJSON_IsString(item))
		str_printf(out, "%s%s", out->length ? "; " : "", item->valuestring);
}

/* The texts of a complaint: one, a list of them, or lists of them by field. */
static void add_texts(struct str *out, const cJSON *item)
{
	const cJSON *inner, *text;

	add_text(out, item);
	cJSON_ArrayForEach(inner, item)
	{
		add_text(out, inner);
		cJSON_ArrayForEach(text, inner)
		{
			add_text(out, text);
		}
	}
}

const char *answer_said(struct arena *arena, const cJSON *body)
{
	struct str said = STR_INIT(STR_BODY);

	for (size_t i = 0; cJSON_IsObject(body) && i < COUNT_OF(complaints); i++)
		add_texts(&said, json_get(body, complaints[i]));
	const char *clean = text_clean(arena, str_text(&said));
	str_release(&said);
	if (text_is_blank(clean))
		return "";
	return arena_printf(arena, "%.*s", text_cut(clean, ANSWER_SAID_MOST), clean);
}

static bool says_something(const cJSON *body)
{
	struct arena *scratch = arena_new();
	bool says = *answer_said(scratch, body);

	arena_free(scratch);
	return says;
}

bool answer_is_message(const cJSON *body)
{
	return json_get(body, "message") && cJSON_GetArraySize(body) == 1;
}

static bool says_no(const cJSON *body)
{
	static const char *const flags[] = { "success", "authorized", "allowed", "permitted" };

	for (size_t i = 0; i < COUNT_OF(flags); i++)
		if (cJSON_IsFalse(json_get(body, flags[i])))
			return true;
	return false;
}

/* Some servers say 200 and mean an error. */
static bool tells_error(const cJSON *body)
{
	return says_no(body) || !is_empty(json_get(body, "error")) ||
	       !is_empty(json_get(body, "errors")) || answer_is_message(body);
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
			return !tells_error(member);
	}
	return false;
}

/* A list of complaints is none of records. */
static bool holds_rows(const cJSON *list)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, list)
	{
		if (cJSON_IsObject(row) && tells_error(row))
			return false;
	}
	return cJSON_IsArray(list);
}

/* A written record is told as one; a list is none, and may be of complaints. */
static bool may_be_list(const char *method, int64_t id)
{
	return id == 0 && strcmp(method, "GET") == 0;
}

static bool fits(const struct shape *shape, const char *method, const char *path, const cJSON *body)
{
	const cJSON *item = json_get(body, shape->key);
	int64_t id = endpoint_record(path);

	if (shape->kind == SHAPE_LIST)
		return holds_rows(item);
	if (shape->kind == SHAPE_OBJECT)
		return cJSON_IsObject(item) && item->child && !tells_error(item);
	if (shape->kind == SHAPE_UNTOLD && cJSON_IsArray(body))
		return may_be_list(method, id);
	return cJSON_IsObject(body) && body->child && (id == 0 || holds_record(body, id));
}

/* What the catalogue tells of one request; it may stand there for several permissions. */
struct told {
	const struct catalogue *catalogue;
	const char *method;
	const char *path;
	size_t permission, probe; /* where to look on; from 0, 0 */
};

/* NULL = nothing more. Lists have a shape of their own. */
static const struct probe_spec *told_next(struct told *told)
{
	for (; told->permission < told->catalogue->count; told->permission++, told->probe = 0) {
		const struct permission *permission =
			&told->catalogue->permissions[told->permission];
		while (told->probe < permission->probe_count) {
			const struct probe_spec *spec = &permission->probes[told->probe++];
			if (spec->list == LIST_NONE && strcmp(spec->method, told->method) == 0 &&
			    endpoint_matches(spec->path, told->path))
				return spec;
		}
	}
	return NULL;
}

/* Whatever the catalogue tells of the request holds, if it stands there more than once. */
static bool has_other_shape(const struct catalogue *catalogue, const char *method, const char *path,
			    const cJSON *body)
{
	static const struct shape untold = { .kind = SHAPE_UNTOLD, .key = "" };
	struct told told = { .catalogue = catalogue, .method = method, .path = path };
	const struct probe_spec *spec = told_next(&told);

	if (!spec)
		return fits(&untold, method, path, body);
	for (; spec; spec = told_next(&told))
		if (!fits(&spec->answer, method, path, body))
			return false;
	return true;
}

/* Of the tickets only the first page is read, to show a permission and an id: it
 * must not promise tickets that it does not show, nor show what has no id. */
static bool shows_tickets(const cJSON *body)
{
	const cJSON *rows = json_get(body, list_rows[LIST_TICKETS].key);
	const cJSON *row;
	int64_t number = 0;

	cJSON_ArrayForEach(row, rows)
	{
		if (!json_id(json_get(row, "id"), &number))
			return false;
	}
	return cJSON_GetArraySize(rows) > 0 ||
	       !json_count(json_get(json_get(body, "meta"), "total_entries"), &number) ||
	       number == 0;
}

static bool has_list(enum list list, const cJSON *body)
{
	return cJSON_IsArray(json_get(body, list_rows[list].key)) &&
	       (list != LIST_TICKETS || shows_tickets(body));
}

bool answer_has_shape(const struct catalogue *catalogue, enum api api, const char *method,
		      const char *path, const cJSON *body)
{
	struct endpoint endpoint = endpoint_parse(method, path);
	int64_t id = 0;

	if (tells_error(body))
		return false;
	if (api == API_MTP)
		return mtp_path_has_shape(path, body);
	switch (endpoint.kind) {
	case ENDPOINT_ME:
		return json_id(json_get(body, "user_id"), &id);
	case ENDPOINT_LIST:
		return has_list(endpoint.list, body);
	case ENDPOINT_USER:
		return is_record(json_get(body, "user"), endpoint.id);
	case ENDPOINT_OTHER:
		break;
	}
	return has_other_shape(catalogue, method, path, body);
}

static bool is_api_speaking(enum api api, const char *path, const struct arrival *arrival)
{
	if (api == API_MTP)
		return !arrival->html;
	if (arrival->status == 401 && arrival->challenge && strcmp(path, SOURCE_ME_PATH) == 0)
		return true;
	if (arrival->status == 401 || arrival->status == 403)
		return says_something(arrival->body);
	return cJSON_IsObject(arrival->body);
}

enum outcome answer_outcome(const struct catalogue *catalogue, enum api api, const char *method,
			    const char *path, const struct arrival *arrival)
{
	if (!outcome_is_success(arrival->status))
		return outcome_of_status(arrival->status, is_api_speaking(api, path, arrival));
	return answer_has_shape(catalogue, api, method, path, arrival->body) ? OUTCOME_OK
									     : OUTCOME_MALFORMED;
}

bool answer_is_documented_refusal(const char *said)
{
	static const char documented[] = "Not authorized. Please ask account admin";

	return strncmp(said, documented, sizeof documented - 1) == 0;
}

/* The next word at or behind `at` that is the same whatever was asked for and whenever: one
 * without a digit (an id, a time) or a slash (a path). Its length; 0 = there is none. */
static size_t constant_word(const char **at)
{
	for (;;) {
		*at += strspn(*at, " ");
		size_t length = strcspn(*at, " ");
		if (strcspn(*at, "0123456789/") >= length)
			return length;
		*at += length;
	}
}

bool answer_says_the_same(const char *a, const char *b)
{
	for (;;) {
		size_t length = constant_word(&a), other = constant_word(&b);
		if (length != other || strncmp(a, b, length) != 0)
			return false;
		if (length == 0)
			return true;
		a += length;
		b += other;
	}
}

enum tri answer_grants(const struct catalogue *catalogue, const char *method, const char *path,
		       const cJSON *body)
{
	struct told told = { .catalogue = catalogue, .method = method, .path = path };
	const struct probe_spec *spec;

	while ((spec = told_next(&told)))
		if (*spec->answer.flag)
			return json_tri(json_get(body, spec->answer.flag));
	return TRI_YES;
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
