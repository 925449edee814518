#include "report/xml/check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

#define CHUNK 65536
#define DEEPEST 64
#define NAME_MOST 64
#define ATTRIBUTES_MOST 64

struct word {
	const char *at;
	size_t length;
};

struct check {
	xml_pull *pull;
	void *source;
	char *bytes; /* what is looked at, from `at` on; more is pulled in behind it */
	size_t at, length, capacity;
	bool failed, ended;
	bool plain[256]; /* bytes that need no second look */
	char open[DEEPEST][NAME_MOST];
	size_t depth, roots;
};

static void pull_more(struct check *c)
{
	c->length -= c->at;
	memmove(c->bytes, c->bytes + c->at, c->length);
	c->at = 0;
	if (c->capacity - c->length < CHUNK) {
		c->capacity = 2 * c->capacity + CHUNK;
		c->bytes = xrealloc(c->bytes, c->capacity);
	}
	const long got = c->pull(c->source, c->bytes + c->length, c->capacity - c->length);
	c->failed = got < 0;
	c->ended = got <= 0;
	c->length += got > 0 ? (size_t)got : 0;
}

/* Up to that byte, or to the end where there is none. */
static struct word up_to(struct check *c, char byte, bool *found)
{
	const char *end = NULL;

	for (size_t seen = 0;;) {
		const size_t have = c->length - c->at;
		if (have > seen)
			end = memchr(c->bytes + c->at + seen, byte, have - seen);
		*found = end != NULL;
		if (end || c->ended)
			break;
		seen = have;
		pull_more(c);
	}
	const char *from = c->bytes + c->at;
	return (struct word){ from, end ? (size_t)(end - from) : c->length - c->at };
}

static size_t escape_at(const char *text, size_t length)
{
	static const char *const escapes[] = {
		"&amp;", "&lt;", "&gt;", "&quot;", "&#xA;", "&#10;"
	};

	for (size_t i = 0; i < COUNT_OF(escapes); i++) {
		const size_t size = strlen(escapes[i]);
		if (size <= length && memcmp(text, escapes[i], size) == 0)
			return size;
	}
	return 0;
}

/* A character beyond ASCII, or 0; U+FFFE and U+FFFF are none. */
static size_t character_at(const char *text, size_t length)
{
	size_t size = 0;
	const uint32_t code = text_next(text, length, &size);
	const bool told = size == 3 && memcmp(text, "\xEF\xBF\xBD", 3) == 0;

	return code == 0xFFFE || code == 0xFFFF || (code == 0xFFFD && !told) ? 0 : size;
}

static bool holds_text(const struct check *c, struct word text)
{
	for (size_t i = 0; i < text.length;) {
		const unsigned char byte = (unsigned char)text.at[i];
		size_t size = 1;
		if (!c->plain[byte])
			size = byte >= 0x80 ? character_at(text.at + i, text.length - i)
					    : escape_at(text.at + i, text.length - i);
		if (!size)
			return false;
		i += size;
	}
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n';
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

static bool is_name_part(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* Takes a name off the front; its length is 0 where there is none. */
static struct word take_name(struct word *rest)
{
	struct word name = { rest->at, 0 };

	if (rest->length && is_name_start(*rest->at))
		while (name.length < rest->length && is_name_part(rest->at[name.length]))
			name.length++;
	rest->at += name.length;
	rest->length -= name.length;
	return name;
}

static bool is_named(const struct word *names, size_t count, struct word name)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].length == name.length &&
		    memcmp(names[i].at, name.at, name.length) == 0)
			return true;
	return false;
}

/* Takes ="value" off the front. */
static bool take_value(const struct check *c, struct word *rest)
{
	if (rest->length < 3 || rest->at[0] != '=' || rest->at[1] != '"')
		return false;
	const struct word value = { rest->at + 2, 0 };
	const char *end = memchr(value.at, '"', rest->length - 2);
	if (!end || !holds_text(c, (struct word){ value.at, (size_t)(end - value.at) }))
		return false;
	rest->length -= (size_t)(end + 1 - rest->at);
	rest->at = end + 1;
	return true;
}

static bool holds_attributes(const struct check *c, struct word rest)
{
	struct word names[ATTRIBUTES_MOST];
	size_t count = 0;

	while (rest.length) {
		if (!is_space(*rest.at))
			return false;
		while (rest.length && is_space(*rest.at))
			rest.at++, rest.length--;
		if (!rest.length)
			break;
		const struct word name = take_name(&rest);
		if (!name.length || count == ATTRIBUTES_MOST || is_named(names, count, name) ||
		    !take_value(c, &rest))
			return false;
		names[count++] = name;
	}
	return true;
}

static bool begin(struct check *c, struct word tag)
{
	const bool empty = tag.length && tag.at[tag.length - 1] == '/';

	tag.length -= empty;
	const struct word name = take_name(&tag);
	if (!name.length || name.length >= NAME_MOST || c->depth == DEEPEST ||
	    (!c->depth && c->roots++) || !holds_attributes(c, tag))
		return false;
	memcpy(c->open[c->depth], name.at, name.length);
	c->open[c->depth][name.length] = '\0';
	c->depth += !empty;
	return true;
}

static bool end(struct check *c, struct word tag)
{
	const char *name = c->depth ? c->open[--c->depth] : "";

	return *name && strlen(name) == tag.length && memcmp(name, tag.at, tag.length) == 0;
}

/* Between elements; outside the root nothing but space. */
static bool is_sound_text(const struct check *c, struct word text)
{
	if (c->depth)
		return holds_text(c, text);
	for (size_t i = 0; i < text.length; i++)
		if (!is_space(text.at[i]))
			return false;
	return true;
}

/* The one that the libraries write. */
static void skip_declaration(struct check *c)
{
	static const char declaration[] =
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
	bool found;
	const struct word first = up_to(c, '>', &found);

	if (found && first.length == sizeof declaration - 2 &&
	    memcmp(first.at, declaration, first.length) == 0)
		c->at += first.length + 1;
}

/* Whether another one follows: text and the tag behind it. */
static bool is_sound_piece(struct check *c, bool *more)
{
	const struct word text = up_to(c, '<', more);

	if (!is_sound_text(c, text))
		return false;
	c->at += text.length + *more;
	if (!*more)
		return true;
	bool closed;
	const struct word tag = up_to(c, '>', &closed);
	if (!closed)
		return false;
	c->at += tag.length + 1;
	return tag.length && *tag.at == '/' ? end(c, (struct word){ tag.at + 1, tag.length - 1 })
					    : begin(c, tag);
}

int xml_check(xml_pull *pull, void *source)
{
	struct check *c = xcalloc(1, sizeof *c);
	bool sound = true, more = true;

	c->bytes = xmalloc(c->capacity = CHUNK);
	c->pull = pull;
	c->source = source;
	for (int i = 0; i < 0x80; i++)
		c->plain[i] = (i >= 0x20 && !strchr("&<>", i)) || is_space((char)i) || i == '\t';
	skip_declaration(c);
	while (sound && more)
		sound = is_sound_piece(c, &more);
	sound = sound && !c->failed && !c->depth && c->roots == 1;
	free(c->bytes);
	free(c);
	return sound ? 0 : -1;
}
