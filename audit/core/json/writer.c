#include "audit/core/json/writer.h"

#include <assert.h>
#include <string.h>

#include "audit/core/clock.h"

/* A call of stdio for each mark and key would take most of the time of a large document. */
static void hand_over(struct json_writer *w)
{
	(void)fwrite(w->bytes, 1, w->held, w->stream);
	w->held = 0;
}

void json_writer_init(struct json_writer *w, FILE *stream, bool pretty)
{
	w->stream = stream;
	w->pretty = pretty;
	w->depth = 0;
	w->first[0] = true;
	w->array[0] = false;
	w->held = 0;
}

static void put(struct json_writer *w, const char *text, size_t length)
{
	if (length > sizeof w->bytes - w->held)
		hand_over(w);
	if (length > sizeof w->bytes) {
		(void)fwrite(text, 1, length, w->stream);
		return;
	}
	memcpy(w->bytes + w->held, text, length);
	w->held += length;
}

static void put_text(struct json_writer *w, const char *text)
{
	put(w, text, strlen(text));
}

static bool stands_for_itself(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

static void put_escaped(struct json_writer *w, unsigned char c)
{
	static const char digits[] = "0123456789abcdef";
	const char escaped[] = { '\\', (char)c, '0', '0', digits[c >> 4], digits[c & 15] };

	if (c == '"' || c == '\\')
		put(w, escaped, 2);
	else if (c == '\n')
		put(w, "\\n", 2);
	else {
		put(w, "\\u", 2);
		put(w, escaped + 2, 4);
	}
}

static void put_string(struct json_writer *w, const char *text)
{
	put(w, "\"", 1);
	for (;;) {
		const char *from = text;
		while (stands_for_itself((unsigned char)*text))
			text++;
		put(w, from, (size_t)(text - from));
		if (!*text)
			break;
		put_escaped(w, (unsigned char)*text++);
	}
	put(w, "\"", 1);
}

static void new_line(struct json_writer *w)
{
	static const char indented[] = "\n                              ";

	_Static_assert(sizeof indented > 2 * (JSON_WRITER_DEPTH - 1) + 1, "as deep as it goes");
	if (w->pretty)
		put(w, indented, 1 + 2 * (size_t)w->depth);
}

static void begin_value(struct json_writer *w, const char *key)
{
	assert((key != NULL) == (w->depth > 0 && !w->array[w->depth]));
	if (!w->first[w->depth])
		put(w, ", ", w->pretty ? 1 : 2);
	if (w->depth > 0)
		new_line(w);
	w->first[w->depth] = false;
	if (key) {
		put_string(w, key);
		put(w, ": ", 2);
	}
}

static void open(struct json_writer *w, const char *key, bool array)
{
	begin_value(w, key);
	assert(w->depth + 1 < JSON_WRITER_DEPTH);
	w->depth++;
	w->first[w->depth] = true;
	w->array[w->depth] = array;
	put(w, array ? "[" : "{", 1);
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
	put(w, array ? "]" : "}", 1);
	if (w->depth == 0) {
		put(w, "\n", 1);
		hand_over(w);
	}
}

void json_string(struct json_writer *w, const char *key, const char *value)
{
	begin_value(w, key);
	put_string(w, value);
}

void json_integer(struct json_writer *w, const char *key, int64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	begin_value(w, key);
	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (value < 0)
		digits[--at] = '-';
	put(w, digits + at, sizeof digits - at);
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
	put_text(w, value ? "true" : "false");
}

void json_null(struct json_writer *w, const char *key)
{
	begin_value(w, key);
	put(w, "null", 4);
}

void json_raw(struct json_writer *w, const char *key, const char *json)
{
	begin_value(w, key);
	put_text(w, json);
}
