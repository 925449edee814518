/* The numbers by which a report about one customer would tell others apart. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/edition/internal.h"

#define CUSTOMER "customer"

static bool is_word(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_';
}

/* "customer 17" or "customer:17" at `at`, which is not `only`: its end; else NULL. */
static const char *end_of_other(const char *text, const char *at, int64_t only)
{
	const char *digits = at + strlen(CUSTOMER) + 1;
	char *end;

	if (strncasecmp(at, CUSTOMER, strlen(CUSTOMER)) != 0 || (at > text && is_word(at[-1])))
		return NULL;
	if ((digits[-1] != ' ' && digits[-1] != ':') || !isdigit((unsigned char)*digits))
		return NULL;
	const long long number = strtoll(digits, &end, 10);
	return number == only || is_word(*end) ? NULL : end;
}

const char *edition_hide_numbers(struct arena *arena, const char *text, int64_t only)
{
	struct str out = STR_INIT(2 * strlen(text) + 64);
	const char *from = text;

	for (const char *at = text; *at;) {
		const char *end = end_of_other(text, at, only);
		if (!end) {
			at++;
			continue;
		}
		str_add(&out, from, (size_t)(at - from));
		str_puts(&out, *at == 'C' ? "Another customer" : CLIENT_NAMES_HIDDEN);
		from = at = end;
	}
	if (from > text) {
		str_puts(&out, from);
		text = arena_strdup(arena, str_text(&out));
	}
	str_release(&out);
	return text;
}
