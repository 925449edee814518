#include "audit/core/mailbox.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"

enum mark { SEPARATOR = 1, AROUND = 2 };

/* A strchr for each character would take most of the time of a long list. */
static const unsigned char marks[256] = {
	[','] = SEPARATOR, [';'] = SEPARATOR, ['\r'] = SEPARATOR, ['\n'] = SEPARATOR,
	[' '] = AROUND,	   ['\t'] = AROUND,   ['"'] = AROUND,	  ['('] = AROUND,
	[')'] = AROUND,	   ['['] = AROUND,    [']'] = AROUND,	  ['<'] = AROUND,
	['>'] = AROUND,	   [':'] = AROUND,
};

static bool is_mark(char c, enum mark mark)
{
	return marks[(unsigned char)c] == mark;
}

/* Marks of other scripts and of word processors that stand around an address, or between two. */
static const char *const wide_marks[] = { "\u00a0", "\u00ab", "\u00bb", "\u2018", "\u2019",
					  "\u201a", "\u201c", "\u201d", "\u201e", "\u2039",
					  "\u203a", "\u3000", "\u3001", "\uff0c", "\uff1b" };

/* How long the mark at `at` is that may stand around an address; 0 = there is none. */
static size_t around(const char *at, const char *end)
{
	if (is_mark(*at, AROUND))
		return 1;
	for (size_t i = 0; (unsigned char)*at >= 0x80 && i < COUNT_OF(wide_marks); i++) {
		const size_t length = strlen(wide_marks[i]);
		if (length <= (size_t)(end - at) && memcmp(at, wide_marks[i], length) == 0)
			return length;
	}
	return 0;
}

/* Where the mailbox that begins at `from` ends: a separator outside quotes and brackets. */
static const char *end_of(const char *from)
{
	const char *at = from;

	while (*at && !is_mark(*at, SEPARATOR)) {
		const char *closing = *at == '"'   ? strchr(at + 1, '"')
				      : *at == '<' ? strchr(at, '>')
						   : NULL;
		at = (closing ? closing : at) + 1;
	}
	return at;
}

/* What stands in angle brackets behind a name, if anything does. */
static struct mailbox bracketed(const char *from, const char *end)
{
	const char *open = from;

	while (open < end && *open != '<') {
		const char *closing =
			*open == '"' ? memchr(open + 1, '"', (size_t)(end - open - 1)) : NULL;
		open = (closing ? closing : open) + 1;
	}
	const char *close = open < end ? memchr(open, '>', (size_t)(end - open)) : NULL;
	return close ? (struct mailbox){ open + 1, (size_t)(close - open - 1) }
		     : (struct mailbox){ from, 0 };
}

/* What no host has in its name; behind the @ it is of no address any more. */
static bool is_of_host(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || strchr("-._", c);
}

/* The address in a word: "|a@x.example/b@y.example" and "*a@x.example*" have more around it. */
static struct mailbox trimmed(const char *word, size_t length)
{
	const char *end = word + length, *sign = memchr(word, '@', length);

	while (word < sign && strchr("'*+/=|{`~&?!#$%^", *word))
		word++;
	const char *last = sign + 1;
	while (last < end && is_of_host(*last))
		last++;
	while (last > sign + 1 && last[-1] == '.')
		last--;
	return (struct mailbox){ word, (size_t)(last - word) };
}

/* The first word with an @ in it. */
static struct mailbox bare(const char *from, const char *end)
{
	while (from < end) {
		size_t length = around(from, end);
		if (length) {
			from += length;
			continue;
		}
		while (from + length < end && !around(from + length, end))
			length++;
		if (memchr(from, '@', length))
			return trimmed(from, length);
		from += length;
	}
	return (struct mailbox){ from, 0 };
}

bool mailbox_is_address(struct mailbox mailbox)
{
	const char *sign = memchr(mailbox.address, '@', mailbox.length);

	return sign && sign > mailbox.address && sign + 1 < mailbox.address + mailbox.length;
}

/* The address in brackets, if there is one; else the first that stands in the piece. */
static struct mailbox first_of(const char *from, const char *end)
{
	const struct mailbox inside = bracketed(from, end);
	const struct mailbox found = bare(inside.address, inside.address + inside.length);

	return found.length ? found : bare(from, end);
}

struct mailbox mailbox_next(const char *text, size_t *at)
{
	while (text[*at]) {
		const char *from = text + *at, *end = end_of(from);
		const struct mailbox found = first_of(from, end);
		/* More may follow in the same piece. */
		*at = found.length ? (size_t)(found.address + found.length - text)
				   : (size_t)(end - text) + (*end != '\0');
		if (found.length)
			return found;
	}
	return (struct mailbox){ text + *at, 0 };
}
