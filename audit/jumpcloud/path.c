#include "audit/jumpcloud/path.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"

#define QUERY "?limit=100&skip="

static const struct form {
	const char *before; /* the id */
	const char *behind;
	const char *template;
	const char *rows; /* NULL = no list */
} forms[MTP_KIND_COUNT] = {
	[MTP_OTHER] = { "", "", "", NULL },
	[MTP_ADMINS] = { "/providers/", "/administrators", "/providers/{id}/administrators",
			 "results" },
	[MTP_INTEGRATIONS] = { "/providers/", "/integrations", "/providers/{id}/integrations",
			       "records" },
	[MTP_DETAIL] = { "/integrations/syncro/", "", "/integrations/syncro/{id}", NULL },
	[MTP_MAPPINGS] = { "/integrations/syncro/", "/mappings",
			   "/integrations/syncro/{id}/mappings", "records" },
};

static bool is_id(const char *text, size_t length)
{
	return length > 0 && length <= MTP_ID_MOST &&
	       strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") >=
		       length;
}

bool mtp_path_is_id(const char *text)
{
	return is_id(text, strlen(text));
}

const char *mtp_path_make(struct arena *arena, enum mtp_kind kind, const char *id, int64_t skip)
{
	const struct form *form = &forms[kind];

	if (!form->rows)
		return arena_printf(arena, "%s%s%s", form->before, id, form->behind);
	return arena_printf(arena, "%s%s%s" QUERY "%" PRId64, form->before, id, form->behind, skip);
}

const char *mtp_path_further(struct arena *arena, enum mtp_kind kind, const char *id)
{
	const struct form *form = &forms[kind];

	return form->rows
		       ? arena_printf(arena, "%s%s%s" QUERY "{n}", form->before, id, form->behind)
		       : NULL;
}

const char *mtp_path_template(enum mtp_kind kind)
{
	return forms[kind].template;
}

const char *mtp_path_rows(enum mtp_kind kind)
{
	return forms[kind].rows;
}

/* "?limit=100&skip=N" to its end, N written as mtp_path_make does. */
static bool read_skip(const char *text, int64_t *skip)
{
	const char *digits = text + sizeof QUERY - 1;

	if (strncmp(text, QUERY, sizeof QUERY - 1) != 0)
		return false;
	size_t length = strspn(digits, "0123456789");
	if (length == 0 || length > 9 || digits[length] || (*digits == '0' && length > 1))
		return false;
	*skip = strtoll(digits, NULL, 10);
	return true;
}

static bool fits(const char *path, enum mtp_kind kind, struct mtp_path *out)
{
	const struct form *form = &forms[kind];
	size_t before = strlen(form->before), behind = strlen(form->behind);

	if (strncmp(path, form->before, before) != 0)
		return false;
	const char *id = path + before;
	size_t length = strcspn(id, "/?");
	if (!is_id(id, length) || strncmp(id + length, form->behind, behind) != 0)
		return false;
	const char *rest = id + length + behind;
	if (form->rows ? !read_skip(rest, &out->skip) : *rest != '\0')
		return false;
	out->kind = kind;
	memcpy(out->id, id, length);
	return true;
}

struct mtp_path mtp_path_parse(const char *path)
{
	for (unsigned kind = MTP_ADMINS; kind < MTP_KIND_COUNT; kind++) {
		struct mtp_path out = { .kind = MTP_OTHER };
		if (fits(path, kind, &out))
			return out;
	}
	return (struct mtp_path){ .kind = MTP_OTHER };
}

bool mtp_path_has_shape(const char *path, const cJSON *body)
{
	struct mtp_path parsed = mtp_path_parse(path);
	const char *rows = forms[parsed.kind].rows;

	if (rows)
		return cJSON_IsArray(json_get(body, rows));
	return parsed.kind == MTP_DETAIL && cJSON_IsString(json_get(body, "subdomain"));
}
