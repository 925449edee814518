#include "audit/core/mailbox.h"

#include <stdbool.h>
#include <string.h>

enum mark { SEPARATOR = 1, AROUND = 2 };

/* A strchr for each character would take most of the time of a long list. */
static const unsigned char marks[256] = {
	[','] = SEPARATOR, [';'] = SEPARATOR, ['\r'] = SEPARATOR, ['\n'] = SEPARATOR,
	[' '] = AROUND,	   ['\t'] = AROUND,   ['"'] = AROUND,	  ['\''] = AROUND,
	['('] = AROUND,	   [')'] = AROUND,    ['['] = AROUND,	  [']'] = AROUND,
	['<'] = AROUND,	   ['>'] = AROUND,    [':'] = AROUND,
};

static bool is_mark(char c, enum mark mark)
{
	return marks[(unsigned char)c] == mark;
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

/* The first word with an @ in it. */
static struct mailbox bare(const char *from, const char *end)
{
	while (from < end) {
		size_t length = 0;
		while (from < end && is_mark(*from, AROUND))
			from++;
		while (from + length < end && !is_mark(from[length], AROUND))
			length++;
		if (memchr(from, '@', length))
			return (struct mailbox){ from, length };
		from += length;
	}
	return (struct mailbox){ from, 0 };
}

bool mailbox_is_address(struct mailbox mailbox)
{
	const char *sign = memchr(mailbox.address, '@', mailbox.length);

	return sign && sign > mailbox.address && sign + 1 < mailbox.address + mailbox.length;
}

struct mailbox mailbox_next(const char *text, size_t *at)
{
	while (text[*at]) {
		const char *from = text + *at, *end = end_of(from);
		struct mailbox found = bracketed(from, end);
		if (!found.length)
			found = bare(from, end);
		else
			found = bare(found.address, found.address + found.length);
		/* More words may follow in the same piece, unless it named one in brackets. */
		bool again = found.length && !memchr(from, '<', (size_t)(end - from));
		*at = again ? (size_t)(found.address + found.length - text)
			    : (size_t)(end - text) + (*end != '\0');
		if (found.length)
			return found;
	}
	return (struct mailbox){ text + *at, 0 };
}
