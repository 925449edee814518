#include "audit/evidence/logline.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/hash.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/evidence/file.h"
#include "audit/evidence/outcome.h"
#include "audit/net/retry.h"

#define TEXT_MOST 512
#define STATUS_MOST 999

struct reading {
	struct arena *arena;
	const cJSON *line;
	size_t place;
	struct error *err;
	bool failed;
};

static void fail(struct reading *reading, const char *key, const char *expected)
{
	if (!reading->failed)
		error_set(reading->err, "'%s' must be %s", key, expected);
	reading->failed = true;
}

static bool is_printable(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	return length > 0 && length <= TEXT_MOST;
}

static const char *read_text(struct reading *reading, const char *key)
{
	const cJSON *item = json_get(reading->line, key);

	if (cJSON_IsString(item) && is_printable(item->valuestring))
		return arena_strdup(reading->arena, item->valuestring);
	fail(reading, key, "a short text");
	return "";
}

static const char *read_text_or_null(struct reading *reading, const char *key)
{
	return cJSON_IsNull(json_get(reading->line, key)) ? "" : read_text(reading, key);
}

/* Logs of version 0.1.0 have no such key. */
static const char *read_text_or_absent(struct reading *reading, const char *key)
{
	return json_get(reading->line, key) ? read_text_or_null(reading, key) : "";
}

static const char *read_said(struct reading *reading)
{
	const cJSON *item = json_get(reading->line, "said");

	if (item && (!cJSON_IsString(item) || strlen(item->valuestring) > TEXT_MOST))
		fail(reading, "said", "a short text");
	return json_text(reading->arena, item);
}

static int64_t read_count(struct reading *reading, const char *key, int64_t most)
{
	const cJSON *item = json_get(reading->line, key);
	int64_t value = 0;

	if (!cJSON_IsNumber(item) || !json_count(item, &value) || value > most)
		fail(reading, key, "a whole number in its range");
	return value;
}

static const char *read_method(struct reading *reading)
{
	static const char *const methods[] = { "GET", "POST", "PUT" };
	const char *method = read_text(reading, "method");

	for (size_t i = 0; i < COUNT_OF(methods); i++)
		if (strcmp(method, methods[i]) == 0)
			return methods[i];
	fail(reading, "method", "GET, POST or PUT");
	return "";
}

static enum outcome read_outcome(struct reading *reading)
{
	int outcome = outcome_from_name(read_text(reading, "outcome"));

	if (outcome >= 0)
		return (enum outcome)outcome;
	fail(reading, "outcome", "one of the known outcomes");
	return OUTCOME_NOT_SENT;
}

static enum api read_api(struct reading *reading)
{
	const cJSON *item = json_get(reading->line, "api");
	int api = API_SYNCRO;

	if (item)
		api = api_from_name(read_text(reading, "api"));
	if (api >= 0)
		return (enum api)api;
	fail(reading, "api", "\"syncro\" or \"mtp\"");
	return API_SYNCRO;
}

static int64_t read_time(struct reading *reading, const char *key)
{
	int64_t ms = 0;

	if (clock_parse_iso(read_text(reading, key), &ms) != 0)
		fail(reading, key, "a time such as 2026-11-24T08:15:00.123Z");
	return ms;
}

static bool is_plain_name(const char *name)
{
	return *name != '.' && !strchr(name, '/') && !strchr(name, '\\') && strlen(name) <= 100 &&
	       strcmp(name, EVIDENCE_LOG) != 0 && strcmp(name, EVIDENCE_RUN) != 0 &&
	       strcmp(name, EVIDENCE_LOGO) != 0;
}

/* The log and the reports speak of a request by its place; none may go by another's. */
static void check_number(struct reading *reading, const struct request *request)
{
	const cJSON *item = json_get(reading->line, "evidence");
	const char *number = request_number(reading->arena, reading->place);
	const char *before = arena_printf(reading->arena, "%04zu-", reading->place);

	/* Logs of version 0.1.0 have no such key. */
	if (item && (!cJSON_IsString(item) || strcmp(item->valuestring, number) != 0))
		fail(reading, "evidence", number);
	if (*request->body && strncmp(request->body, before, strlen(before)) != 0)
		fail(reading, "body", "a file whose name begins with the number of the line");
}

static void check(struct reading *reading, const struct request *request)
{
	if (*request->path != '/')
		fail(reading, "path", "a path that starts with a slash");
	if (*request->sha256 && !hash_is_hex(request->sha256))
		fail(reading, "sha256", "64 hexadecimal digits or null");
	if (*request->sha256_received && !hash_is_hex(request->sha256_received))
		fail(reading, "sha256_received", "64 hexadecimal digits or null");
	if (*request->body && !is_plain_name(request->body))
		fail(reading, "body", "a plain file name or null");
	if (!*request->body != !*request->sha256)
		fail(reading, "body", "there exactly when 'sha256' is");
	if (!outcome_fits(request->outcome, request->status))
		fail(reading, "outcome", "one that fits the status");
	if ((request->attempts == 0) != (request->outcome == OUTCOME_NOT_SENT))
		fail(reading, "attempts", "0 exactly when the request was not sent");
	if (request->api == API_MTP && strcmp(request->method, "GET") != 0)
		fail(reading, "method", "GET where 'api' is \"mtp\"");
	if (*request->body && request->status == 0)
		fail(reading, "body", "null when no answer came");
}

int logline_read(struct arena *arena, const char *line, size_t length, size_t place,
		 struct request *out, struct error *err)
{
	cJSON *tree = json_parse(line, length, err);
	struct reading reading = { .arena = arena, .line = tree, .place = place, .err = err };
	struct request request;

	if (!tree)
		return -1;
	request = (struct request){
		.method = read_method(&reading),
		.path = read_text(&reading, "path"),
		.status = (int)read_count(&reading, "status", STATUS_MOST),
		.bytes = read_count(&reading, "bytes", INT64_MAX),
		.sha256 = read_text_or_null(&reading, "sha256"),
		.started_at = read_time(&reading, "started_at"),
		.took_ms = read_count(&reading, "took_ms", INT64_MAX),
		.attempts = (int)read_count(&reading, "attempts", RETRY_TRIES),
		.outcome = read_outcome(&reading),
		.body = read_text_or_null(&reading, "body"),
		.api = read_api(&reading),
		.sha256_received = read_text_or_absent(&reading, "sha256_received"),
		.said = read_said(&reading),
	};
	if (!reading.failed)
		check(&reading, &request);
	if (!reading.failed)
		check_number(&reading, &request);
	cJSON_Delete(tree);
	if (reading.failed)
		return -1;
	*out = request;
	return 0;
}
