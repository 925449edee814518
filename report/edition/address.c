#include "report/edition/address.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "audit/core/array.h"
#include "audit/core/character.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define MAILTO "mailto:"
#define LONGEST_END 3 /* letters of a host's last part that are shown */

/* A piece of text without a separator, and where its address is. */
struct span {
	const char *start; /* of the local part */
	const char *at;	   /* the first sign; the local part ends here */
	const char *host;
	const char *end;
};

/* Bytes of the commercial at that `text` begins with; 0 if it does not. */
static size_t at_sign(const char *text)
{
	static const char *const signs[] = { "@", "%40", "\xEF\xBC\xA0", "\xEF\xB9\xAB" };

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

static size_t dot(const char *text)
{
	static const char *const dots[] = { ".", "\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1" };

	for (size_t i = 0; i < COUNT_OF(dots); i++)
		if (strncmp(text, dots[i], strlen(dots[i])) == 0)
			return strlen(dots[i]);
	return 0;
}

/* Punctuation that names in other alphabets may hold (RFC 5892, appendix A). */
static bool is_inner_mark(uint32_t code)
{
	return code == 0xB7 || code == 0x5F3 || code == 0x5F4 || code == 0x30FB;
}

static bool is_separator(const struct character *c)
{
	if (c->kind == CHARACTER_SPACE)
		return true;
	if (c->code < 0x80)
		return strchr("\"<>()[]:;,\\", (int)c->code) != NULL;
	return c->kind == CHARACTER_PUNCTUATION && !is_inner_mark(c->code);
}

/* Bytes at `text` that stand within a piece; 0 where it ends. */
static size_t piece_step(const char *text)
{
	const struct character c = character_at(text);
	size_t size = at_sign(text);

	if (!size)
		size = dot(text);
	return size ? size : is_separator(&c) ? 0 : c.size;
}

static size_t host_step(const char *text)
{
	const struct character c = character_at(text);

	if (c.code < 0x80) /* underscores are not allowed, and used */
		return c.kind == CHARACTER_WORD || c.code == '-' || c.code == '_' ? c.size : 0;
	return is_separator(&c) || at_sign(text) || dot(text) ? 0 : c.size;
}

static bool is_number(const char *text, size_t length)
{
	return length > 0 && strspn(text, "0123456789") >= length;
}

/* The parts of a host: how many, whether all are numbers, and the last one. */
struct host {
	size_t parts, numbers;
	const char *last;
	const char *end;
};

static struct host read_host(const char *text)
{
	struct host host = { .last = text, .end = text };

	for (const char *p = text;;) {
		const char *part = p;
		for (size_t step; (step = host_step(p)) > 0;)
			p += step;
		if (p == part)
			return host; /* a dot at the end is the sentence's */
		host.parts++;
		host.numbers += is_number(part, (size_t)(p - part));
		host.last = part;
		host.end = p;
		for (size_t step; (step = dot(p)) > 0;)
			p += step;
		if (p == host.end)
			return host;
	}
}

static bool is_host(const struct host *host)
{
	bool ends_in_number = is_number(host->last, (size_t)(host->end - host->last));

	return host->parts >= 2 && (!ends_in_number || (host->parts == 4 && host->numbers == 4));
}

/* "<jane@server>", "mailto:jane@server" */
static bool is_marked(const char *text, const char *piece, const char *end)
{
	const size_t length = strlen(MAILTO);

	if (piece > text && piece[-1] == '<' && *end == '>')
		return true;
	return (size_t)(piece - text) >= length && strncasecmp(piece - length, MAILTO, length) == 0;
}

/* A quoted local part ends where the piece begins. */
static const char *quoted_from(const char *from, const char *piece)
{
	if (piece == from || piece[-1] != '"')
		return piece;
	for (const char *p = piece - 1; p > from; p--)
		if (p[-1] == '"' && (p - 1 == from || p[-2] != '\\'))
			return p - 1;
	return piece;
}

static bool is_letter(const char *text)
{
	enum character_kind kind = character_at(text).kind;

	return kind == CHARACTER_WORD || kind == CHARACTER_IDEOGRAPH || kind == CHARACTER_SYMBOL;
}

/* Quotes and dashes in front of an address stay in the text. */
static const char *local_from(const char *piece, const char *at)
{
	for (const char *p = piece; p < at; p += character_at(p).size)
		if (is_letter(p))
			return p;
	return piece;
}

/* Whether a host follows an at sign; where it ends. */
static bool ends_in_host(const char *text, const char *piece, const char *host, const char **end)
{
	if (*host == '[') {
		const char *bracket = strchrnul(host, ']');
		*end = bracket + 1;
		return *bracket == ']';
	}
	const struct host read = read_host(host);
	*end = read.end;
	return is_host(&read) || (read.parts == 1 && is_marked(text, piece, read.end));
}

/* The address in a piece: from its first local part to its last host. */
static bool find(const char *text, const char *from, const char *piece, const char *end,
		 struct span *span)
{
	const char *first = NULL, *host_end = NULL;
	bool found = false;

	for (const char *p = piece; p < end; p += piece_step(p)) {
		const size_t sign = at_sign(p);
		first = sign && !first ? p : first;
		if (!sign || !ends_in_host(text, piece, p + sign, &host_end))
			continue;
		span->host = p + sign;
		span->end = host_end;
		found = true;
	}
	if (!found)
		return false;
	span->at = first;
	span->start = first == piece ? quoted_from(from, piece) : local_from(piece, first);
	return span->start < span->at;
}

static void add_first(struct str *out, const char *text, const char *end)
{
	if (text < end && is_letter(text))
		str_add(out, text, character_at(text).size);
	str_puts(out, ELLIPSIS);
}

static void add_mask(struct str *out, const struct span *span)
{
	const struct host host = read_host(span->host);
	const size_t letters = (size_t)(host.end - host.last);
	bool short_end = host.parts > 1 && letters >= 2 && letters <= LONGEST_END;

	for (size_t i = 0; i < letters && short_end; i++)
		short_end = (host.last[i] >= 'a' && host.last[i] <= 'z') ||
			    (host.last[i] >= 'A' && host.last[i] <= 'Z');
	add_first(out, span->start, span->at);
	str_putc(out, '@');
	add_first(out, span->host, host.end);
	if (short_end)
		str_printf(out, ".%.*s", (int)letters, host.last);
}

/* The next address at or behind `from`; `text` is where all of it begins. */
static bool next_address(const char *text, const char *from, struct span *span)
{
	for (const char *p = from; *p;) {
		const char *end = p;
		for (size_t step; (step = piece_step(end)) > 0;)
			end += step;
		if (end > p && find(text, from, p, end, span))
			return true;
		p = end + character_at(end).size;
	}
	return false;
}

static bool may_hold_one(const char *text)
{
	return strchr(text, '@') || strstr(text, "%40") || strstr(text, "\xEF\xBC\xA0") ||
	       strstr(text, "\xEF\xB9\xAB");
}

const char *address_mask(struct arena *arena, const char *text)
{
	struct str out = STR_INIT(4 * strlen(text) + 64);
	const char *from = text;
	struct span span;

	if (!may_hold_one(text))
		return text;
	while (next_address(text, from, &span)) {
		str_add(&out, from, (size_t)(span.start - from));
		add_mask(&out, &span);
		from = span.end;
	}
	if (from != text) {
		str_puts(&out, from);
		text = arena_strdup(arena, str_text(&out));
	}
	str_release(&out);
	return text;
}

const char *address_mask_field(struct arena *arena, const char *text)
{
	struct str out = STR_INIT(4 * strlen(text) + 64);
	struct span span;

	if (!*text)
		return text;
	for (const char *from = text; next_address(text, from, &span); from = span.end) {
		str_puts(&out, out.length ? ", " : "");
		add_mask(&out, &span);
	}
	const char *masked = arena_strdup(arena, out.length ? str_text(&out) : ELLIPSIS);
	str_release(&out);
	return masked;
}
