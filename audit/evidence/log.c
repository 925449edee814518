#include "audit/evidence/evidence.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/place.h"
#include "audit/core/hash.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/evidence/file.h"

#define SLUG_MOST 40

struct evidence_log {
	struct outfile file;
	const struct place *folder;
	size_t position;
};

int evidence_log_open(struct evidence_log **out, const struct place *folder, struct error *err)
{
	struct evidence_log *log = xcalloc(1, sizeof *log);

	log->folder = folder;
	if (outfile_open(&log->file, folder, EVIDENCE_LOG, err) != 0) {
		evidence_log_free(log);
		return -1;
	}
	*out = log;
	return 0;
}

void evidence_log_free(struct evidence_log *log)
{
	if (!log)
		return;
	outfile_discard(&log->file);
	free(log);
}

int evidence_log_commit(struct evidence_log *log, struct error *err)
{
	int result = outfile_commit(&log->file, err);

	evidence_log_free(log);
	return result;
}

/* "/users/17?page=2" to "users-17": letters and digits, the rest hyphens. */
static void make_slug(char out[SLUG_MOST + 1], const char *path)
{
	size_t length = 0;

	for (; *path && *path != '?' && length < SLUG_MOST; path++) {
		char c = *path;
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (plain)
			out[length++] = c;
		else if (length > 0 && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length > 0 && out[length - 1] == '-')
		length--;
	out[length] = '\0';
}

static void string_or_null(struct json_writer *w, const char *key, const char *value)
{
	if (value && *value)
		json_string(w, key, value);
	else
		json_null(w, key);
}

static void write_line(FILE *stream, const struct request *request, const char *number)
{
	struct json_writer w;
	char started_at[CLOCK_TEXT];

	clock_iso_ms(started_at, request->started_at);
	json_writer_init(&w, stream, false);
	json_object(&w, NULL);
	json_string(&w, "evidence", number);
	json_string(&w, "method", request->method);
	json_string(&w, "path", request->path);
	json_integer(&w, "status", request->status);
	json_integer(&w, "bytes", request->bytes);
	string_or_null(&w, "sha256", request->sha256);
	string_or_null(&w, "sha256_received", request->sha256_received);
	json_string(&w, "started_at", started_at);
	json_integer(&w, "took_ms", request->took_ms);
	json_integer(&w, "attempts", request->attempts);
	json_string(&w, "outcome", outcome_name(request->outcome));
	string_or_null(&w, "body", request->body);
	if (*request->said)
		json_string(&w, "said", request->said);
	if (request->api != API_SYNCRO)
		json_string(&w, "api", api_name(request->api));
	json_end(&w);
}

int evidence_log_add(struct evidence_log *log, struct arena *arena, struct request *request,
		     const char *body, size_t length, struct error *err)
{
	char slug[SLUG_MOST + 1], hash[HASH_HEX];

	log->position++;
	request->sha256 = "";
	request->body = "";
	if (body) {
		make_slug(slug, request->path);
		hash_bytes(body, length, hash);
		request->body = arena_printf(arena, "%04zu-%s.json", log->position, slug);
		request->sha256 = arena_strdup(arena, hash);
		request->bytes = (int64_t)length;
		if (evidence_write_file(log->folder, request->body, body, length, err) != 0)
			return -1;
	}
	write_line(log->file.stream, request, request_number(arena, log->position));
	if (ferror(log->file.stream))
		return error_set(err, "'%s/" EVIDENCE_LOG "': cannot be written: %s",
				 log->folder->path, strerror(errno));
	return 0;
}
