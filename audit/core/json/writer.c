#include "audit/core/json/writer.h"

#include <assert.h>
#include <inttypes.h>
#include <stddef.h>

#include "audit/core/clock.h"

void json_writer_init(struct json_writer *w, FILE *stream, bool pretty)
{
	*w = (struct json_writer){ .stream = stream, .pretty = pretty };
	w->first[0] = true;
}

static void put(struct json_writer *w, const char *text)
{
	(void)fputs(text, w->stream);
}

static void put_string(struct json_writer *w, const char *text)
{
	(void)putc('"', w->stream);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '"' || c == '\\')
			(void)fprintf(w->stream, "\\%c", c);
		else if (c == '\n')
			put(w, "\\n");
		else if (c < 0x20 || c == 0x7F)
			(void)fprintf(w->stream, "\\u%04x", c);
		else
			(void)putc(c, w->stream);
	}
	(void)putc('"', w->stream);
}

static void new_line(struct json_writer *w)
{
	if (!w->pretty)
		return;
	(void)putc('\n', w->stream);
	for (int i = 0; i < w->depth; i++)
		put(w, "  ");
}

static void begin_value(struct json_writer *w, const char *key)
{
	assert((key != NULL) == (w->depth > 0 && !w->array[w->depth]));
	if (!w->first[w->depth])
		put(w, w->pretty ? "," : ", ");
	if (w->depth > 0)
		new_line(w);
	w->first[w->depth] = false;
	if (key) {
		put_string(w, key);
		put(w, ": ");
	}
}

static void open(struct json_writer *w, const char *key, bool array)
{
	begin_value(w, key);
	assert(w->depth + 1 < JSON_WRITER_DEPTH);
	w->depth++;
	w->first[w->depth] = true;
	w->array[w->depth] = array;
	put(w, array ? "[" : "{");
}

void json_object(struct json_writer *w, const char *key)
{
	open(w, key, false);
}

void json_array(struct json_writer *w, const char *key)
{
	open(w, key, true);
}

void json_end(struct json_writer *w)
{
	assert(w->depth > 0);
	bool array = w->array[w->depth];
	bool empty = w->first[w->depth];

	w->depth--;
	if (!empty)
		new_line(w);
	put(w, array ? "]" : "}");
	if (w->depth == 0)
		(void)putc('\n', w->stream);
}

void json_string(struct json_writer *w, const char *key, const char *value)
{
	begin_value(w, key);
	put_string(w, value);
}

void json_integer(struct json_writer *w, const char *key, int64_t value)
{
	begin_value(w, key);
	(void)fprintf(w->stream, "%" PRId64, value);
}

void json_time(struct json_writer *w, const char *key, int64_t ms)
{
	char text[CLOCK_TEXT];

	clock_iso(text, ms);
	json_string(w, key, text);
}

void json_boolean(struct json_writer *w, const char *key, bool value)
{
	begin_value(w, key);
	put(w, value ? "true" : "false");
}

void json_null(struct json_writer *w, const char *key)
{
	begin_value(w, key);
	put(w, "null");
}

void json_raw(struct json_writer *w, const char *key, const char *json)
{
	begin_value(w, key);
	put(w, json);
}
