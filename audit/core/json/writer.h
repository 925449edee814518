/*
 * json_writer - JSON written as it comes, to a stream, indented by two spaces
 * or on one line. Same calls, same bytes.
 *
 *	struct json_writer w;
 *	json_writer_init(&w, stream, true);
 *	json_object(&w, NULL);
 *	json_string(&w, "id", "JC-2.1");
 *	json_array(&w, "observations");
 *	json_end(&w);
 *	json_end(&w);
 *
 * `key` is NULL inside an array and at the top. Strings must be valid UTF-8. The stream
 * has all of it when the outermost value is at its end, and nothing else may be written to
 * it until then. Write errors are those of the stream (ferror): check when closing it.
 */
#ifndef CORE_JSON_WRITER_H
#define CORE_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define JSON_WRITER_DEPTH 16
#define JSON_WRITER_HELD 16384

struct json_writer {
	FILE *stream;
	bool pretty;
	int depth;
	bool first[JSON_WRITER_DEPTH];
	bool array[JSON_WRITER_DEPTH];
	size_t held; /* bytes that the stream does not have yet */
	char bytes[JSON_WRITER_HELD];
};

void json_writer_init(struct json_writer *w, FILE *stream, bool pretty);
void json_object(struct json_writer *w, const char *key);
void json_array(struct json_writer *w, const char *key);
void json_end(struct json_writer *w); /* the innermost object or array */
void json_string(struct json_writer *w, const char *key, const char *value);
void json_integer(struct json_writer *w, const char *key, int64_t value);
/* A moment in ms, as in "2026-11-24T08:15:00Z". */
void json_time(struct json_writer *w, const char *key, int64_t ms);
void json_boolean(struct json_writer *w, const char *key, bool value);
void json_null(struct json_writer *w, const char *key);
/* `json` is a complete JSON value, copied as it stands. */
void json_raw(struct json_writer *w, const char *key, const char *json);

#endif
