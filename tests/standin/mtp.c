#include "tests/standin/mtp.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/standin/answer.h"
#include "tests/standin/options.h"
#include "tests/standin/query.h"

#define DEFAULT_KEY "standin-mtp-key-0123456789"

struct mtp {
	const char *key;
	cJSON *tree;
};

int mtp_load(const struct options *options, struct mtp **out, struct error *err)
{
	struct str text = STR_INIT(STR_BODY);
	char path[4096];
	int result = -1;

	*out = NULL;
	(void)snprintf(path, sizeof path, "%s/mtp.json", options->folder);
	if (access(path, F_OK) != 0)
		return 0;
	if (file_read(path, &text, err) == 0) {
		cJSON *tree = json_parse(str_text(&text), text.length, err);
		result = tree ? 0 : error_prepend(err, "'%s'", path);
		if (tree) {
			*out = xcalloc(1, sizeof **out);
			(*out)->tree = tree;
			(*out)->key = options->mtp_key ? options->mtp_key : DEFAULT_KEY;
		}
	}
	str_release(&text);
	return result;
}

void mtp_free(struct mtp *mtp)
{
	if (!mtp)
		return;
	cJSON_Delete(mtp->tree);
	free(mtp);
}

static void send_item(const cJSON *item, struct answer *answer)
{
	char *text = item ? cJSON_PrintUnformatted(item) : NULL;

	answer_set(answer, text ? 200 : 404, text ? text : "{\"message\":\"Not Found\"}");
	cJSON_free(text);
}

static void send_list(const cJSON *list, const char *key, const char *target, struct answer *answer)
{
	int64_t limit = query_number(target, "limit", 10), skip = query_number(target, "skip", 0);
	int64_t at = 0;
	const char *between = "";
	const cJSON *row = NULL;

	if (!list) {
		send_item(NULL, answer);
		return;
	}
	answer_set(answer, 200, "");
	str_printf(&answer->body, "{\"%s\":[", key);
	cJSON_ArrayForEach(row, list)
	{
		if (at >= skip && at < skip + (limit < 100 ? limit : 100)) {
			char *text = cJSON_PrintUnformatted(row);
			str_printf(&answer->body, "%s%s", between, text);
			between = ",";
			cJSON_free(text);
		}
		at++;
	}
	str_printf(&answer->body, "],\"totalCount\":%" PRId64 "}", at);
}

/* The segment of `path` that {id} stands for in `pattern`. */
static bool segment(const char *path, const char *pattern, char out[QUERY_VALUE])
{
	size_t start = strcspn(pattern, "{");

	if (!query_fits(path, pattern, NULL))
		return false;
	size_t length = strcspn(path + start, "/");
	if (length >= QUERY_VALUE)
		return false;
	memcpy(out, path + start, length);
	out[length] = '\0';
	return true;
}

static bool is_provider(const struct mtp *mtp, const char *id)
{
	const char *own = cJSON_GetStringValue(json_get(mtp->tree, "provider_id"));

	return own && strcmp(own, id) == 0;
}

void mtp_answer(const struct mtp *mtp, const char *method, const char *target, const char *key,
		struct answer *answer)
{
	char path[1024], id[QUERY_VALUE];

	answer->mutation = strcmp(method, "GET") != 0;
	answer_set(answer, 404, "{\"message\":\"Not Found\"}");
	if (!mtp || !query_path(target, path, sizeof path))
		return;
	if (!key || strcmp(key, mtp->key) != 0)
		answer_set(answer, 401, "{\"message\":\"Unauthorized\"}");
	else if (segment(path, "/providers/{id}/administrators", id))
		send_list(is_provider(mtp, id) ? json_get(mtp->tree, "administrators") : NULL,
			  "results", target, answer);
	else if (segment(path, "/providers/{id}/integrations", id))
		send_list(is_provider(mtp, id) ? json_get(mtp->tree, "integrations") : NULL,
			  "records", target, answer);
	else if (segment(path, "/integrations/syncro/{id}/mappings", id))
		send_list(json_get(json_get(mtp->tree, "mappings"), id), "records", target, answer);
	else if (segment(path, "/integrations/syncro/{id}", id))
		send_item(json_get(json_get(mtp->tree, "syncro"), id), answer);
}
