#include "report/edition/asked.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static const struct method {
	const char *name; /* with the space and the slash behind it */
	const char *words;
} methods[] = {
	{ "GET /", "a request for" },
	{ "POST /", "a trial write of" },
	{ "PUT /", "a trial change of" },
	{ "DELETE /", "a trial removal of" },
};

static const struct {
	const char *path;
	const char *words;
} known[] = {
	{ "me", "Syncro's sign-in answer" },
	{ "users", "the user list" },
	{ "users/{id}", "the users' own records" },
	{ "customers", "the customer list" },
	{ "customers/{id}", "a customer's record" },
	{ "schedules", "the recurring invoices" },
	{ "tickets", "the ticket list" },
	{ "tickets/{id}", "a ticket's record" },
	{ "settings", "the account's settings" },
	{ "tickets/settings", "the settings of tickets" },
	{ "products", "the products" },
	{ "providers/{id}/administrators", "the portal's administrators" },
	{ "integrations/syncro/{id}/mappings", "the portal's mappings" },
};

/* Of a path; its query belongs to it. */
static size_t path_length(const char *path)
{
	const size_t length = strcspn(path, " \t\n,;:()\"'<>");

	return length && path[length - 1] == '.' ? length - 1 : length; /* the sentence's */
}

static const struct method *method_at(const char *text, const char *at)
{
	if (at > text && isalnum((unsigned char)at[-1]))
		return NULL;
	for (size_t i = 0; i < COUNT_OF(methods); i++)
		if (strncmp(at, methods[i].name, strlen(methods[i].name)) == 0)
			return &methods[i];
	return NULL;
}

/* "ticket timers" of "ticket_timers/{id}?page=1". */
static void add_things(struct str *out, const char *path, size_t length)
{
	for (size_t i = 0; i < length && !strchr("/?{", path[i]); i++)
		str_putc(out, path[i] == '_' ? ' ' : path[i]);
}

static void add_words(struct str *out, const struct method *method, const char *path, size_t length)
{
	const bool read = method == &methods[0];
	const size_t bare = strcspn(path, "?") < length ? strcspn(path, "?") : length;

	for (size_t i = 0; i < COUNT_OF(known) && read; i++)
		if (strlen(known[i].path) == bare && strncmp(known[i].path, path, bare) == 0) {
			str_puts(out, known[i].words);
			return;
		}
	str_printf(out, "%s ", method->words);
	add_things(out, path, length);
}

static bool begins_sentence(const struct str *out)
{
	const char *text = str_text(out);
	const size_t length = out->length;

	return length == 0 || (length > 1 && text[length - 1] == ' ' && text[length - 2] == '.');
}

/* Where the next request of a text is named; NULL if none is. */
static const char *next_request(const char *text, const char *from, const struct method **method)
{
	for (const char *at = from; (at = strstr(at, " /")); at++) {
		const char *word = at;
		while (word > from && isupper((unsigned char)word[-1]))
			word--;
		if ((*method = method_at(text, word)))
			return word;
	}
	return NULL;
}

const char *asked_in_words(struct arena *arena, const char *text)
{
	struct str out = STR_INIT(4 * strlen(text) + 64);
	const struct method *method;
	const char *from = text;

	for (const char *at; (at = next_request(text, from, &method));) {
		const char *path = at + strlen(method->name);
		str_add(&out, from, (size_t)(at - from));
		const size_t start = out.length;
		const bool first = begins_sentence(&out);
		add_words(&out, method, path, path_length(path));
		if (first)
			out.data[start] = (char)toupper((unsigned char)out.data[start]);
		from = path + path_length(path);
	}
	if (from != text) {
		str_puts(&out, from);
		text = arena_strdup(arena, str_text(&out));
	}
	str_release(&out);
	return text;
}
