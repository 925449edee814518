#include "audit/syncro/endpoint.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/mem.h"

#define ID_DIGITS_MOST 16

/* A number without sign or leading zero; -1 if the text starts with none.
 * `end` is moved behind it. */
static int64_t number(const char *text, const char **end)
{
	int64_t value = 0;
	size_t digits = strspn(text, "0123456789");

	*end = text + digits;
	if (digits == 0 || digits > ID_DIGITS_MOST || (*text == '0' && digits > 1))
		return -1;
	for (size_t i = 0; i < digits; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

/* The number that is all of `text` behind `prefix`; 0 if it is anything else. */
static int64_t number_behind(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	const char *end = NULL;

	if (strncmp(text, prefix, length) != 0)
		return 0;
	int64_t value = number(text + length, &end);
	return value > 0 && !*end ? value : 0;
}

static bool parse_page(const char *path, struct endpoint *endpoint)
{
	for (unsigned i = LIST_NONE + 1; i < LIST_COUNT; i++) {
		size_t length = strlen(list_rows[i].path);
		if (strncmp(path, list_rows[i].path, length) != 0)
			continue;
		int64_t page = number_behind(path + length, list_rows[i].query);
		if (page == 0)
			continue;
		*endpoint = (struct endpoint){ .kind = ENDPOINT_LIST,
					       .list = (enum list)i,
					       .page = page };
		return true;
	}
	return false;
}

struct endpoint endpoint_parse(const char *method, const char *path)
{
	struct endpoint endpoint = { .kind = ENDPOINT_OTHER };

	if (strcmp(method, "GET") != 0 || parse_page(path, &endpoint))
		return endpoint;
	if (strcmp(path, SOURCE_ME_PATH) == 0)
		endpoint.kind = ENDPOINT_ME;
	endpoint.id = number_behind(path, "/users/");
	if (endpoint.id > 0)
		endpoint.kind = ENDPOINT_USER;
	return endpoint;
}

const char *endpoint_page(struct arena *arena, enum list list, int64_t page)
{
	return arena_printf(arena, "%s%s%" PRId64, list_rows[list].path, list_rows[list].query,
			    page);
}

const char *endpoint_user(struct arena *arena, int64_t id)
{
	return arena_printf(arena, "/users/%" PRId64, id);
}

static const char *find_placeholder(const char *template, enum list *list)
{
	for (unsigned i = LIST_NONE + 1; i < LIST_COUNT; i++) {
		const char *name = list_rows[i].placeholder;
		const char *at = *name ? strstr(template, name) : NULL;
		*list = (enum list)i;
		if (at)
			return at;
	}
	*list = LIST_NONE;
	return NULL;
}

enum list endpoint_placeholder(const char *template)
{
	enum list list = LIST_NONE;

	(void)find_placeholder(template, &list);
	return list;
}

const char *endpoint_fill(struct arena *arena, const char *template, int64_t id)
{
	enum list list = LIST_NONE;
	const char *at = find_placeholder(template, &list);

	if (!at)
		return template;
	return arena_printf(arena, "%.*s%" PRId64 "%s", (int)(at - template), template, id,
			    at + strlen(list_rows[list].placeholder));
}

bool endpoint_matches(const char *template, const char *path)
{
	enum list list = LIST_NONE;
	const char *at = find_placeholder(template, &list);
	const char *end = NULL;

	if (!at)
		return strcmp(template, path) == 0;
	size_t before = (size_t)(at - template);
	if (strncmp(template, path, before) != 0 || number(path + before, &end) <= 0)
		return false;
	return strcmp(at + strlen(list_rows[list].placeholder), end) == 0;
}

const char *endpoint_label(struct arena *arena, const char *template)
{
	enum list list = LIST_NONE;
	const char *at = find_placeholder(template, &list);
	char *label;

	if (at)
		label = arena_printf(arena, "%.*s{id}%s", (int)(at - template), template,
				     at + strlen(list_rows[list].placeholder));
	else
		label = arena_strdup(arena, template);
	label[strcspn(label, "?")] = '\0';
	return label;
}

int64_t endpoint_record(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *end = NULL;
	int64_t id = slash ? number(slash + 1, &end) : -1;

	return id > 0 && !*end ? id : 0;
}
