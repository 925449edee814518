#include "report/xlsx/grid_parts.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/xlsx/archive.h"

#define PARTS_MOST 2000

struct finding_places {
	struct arena *arena;
	const char *type; /* of the relation that is looked for, its end */
	const char *id;	  /* or its id */
	const char *base; /* the folder that targets are relative to */
	const char *target;
	bool outside; /* it leads out of the workbook */
	const char *sheet, *sheet_id;
	bool since_1904;
};

const char *grid_local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

static bool holds(const char *name, const char *word)
{
	for (; *name; name++) {
		size_t i = 0;
		while (word[i] && tolower((unsigned char)name[i]) == word[i])
			i++;
		if (!word[i])
			return true;
	}
	return false;
}

static int refuse_parts(const struct xlsx_parts *parts, struct error *err)
{
	static const struct {
		const char *word, *what;
	} refused[] = {
		{ "vbaproject", "macros" },
		{ "macrosheets/", "macros" },
		{ "externallinks/", "links to other workbooks" },
		{ "encryptedpackage", "a password" },
	};
	const size_t count = xlsx_parts_count(parts);

	if (count > PARTS_MOST)
		return error_set(err, "has %zu parts: no sheet to fill in has so many", count);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < COUNT_OF(refused); k++)
			if (holds(xlsx_parts_name(parts, i), refused[k].word))
				return error_set(
					err,
					"has %s: expected a workbook without; save it as a "
					"plain .xlsx",
					refused[k].what);
	return 0;
}

/* Names of parts are compared without case. */
static size_t find_part(const struct xlsx_parts *parts, const char *name)
{
	for (size_t i = 0; i < xlsx_parts_count(parts); i++)
		if (text_equal_ignoring_case(xlsx_parts_name(parts, i), name))
			return i;
	return SIZE_MAX;
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_printf(arena, "%.*s/", (int)(slash - path), path) : "";
}

/* Absolute, or relative to the folder of what has the relation. */
static const char *resolve(struct arena *arena, const char *base, const char *target)
{
	if (*target == '/')
		return arena_strdup(arena, target + 1);
	for (;;) {
		if (strncmp(target, "./", 2) == 0)
			target += 2;
		else if (strncmp(target, "../", 3) == 0 && *base) {
			const char *above =
				arena_printf(arena, "%.*s", (int)strlen(base) - 1, base);
			base = folder_of(arena, above);
			target += 3;
		} else
			return arena_printf(arena, "%s%s", base, target);
	}
}

static bool ends_with(const char *text, const char *end)
{
	const size_t length = strlen(text), tail = strlen(end);

	return length >= tail && strcmp(text + length - tail, end) == 0;
}

static void note_relation(void *context, const char *name, const char **attributes)
{
	struct finding_places *f = context;
	const bool wanted = f->id ? strcmp(xml_attribute(attributes, "Id"), f->id) == 0
				  : ends_with(xml_attribute(attributes, "Type"), f->type);

	if (strcmp(grid_local(name), "Relationship") != 0 || !wanted || f->target)
		return;
	f->outside = strcmp(xml_attribute(attributes, "TargetMode"), "External") == 0;
	f->target = resolve(f->arena, f->base, xml_attribute(attributes, "Target"));
}

/* The part that `path` ("" = the package) has a relation to, or SIZE_MAX. */
static size_t related(struct finding_places *f, struct xlsx_parts *parts, const char *path,
		      const char *type, const char *id)
{
	static const struct xml_events events = { .start = note_relation };
	const char *slash = strrchr(path, '/');

	f->base = folder_of(f->arena, path);
	f->type = type;
	f->id = id;
	f->target = NULL;
	f->outside = false;
	const size_t index = find_part(parts, arena_printf(f->arena, "%s_rels/%s.rels", f->base,
							   slash ? slash + 1 : path));
	if (index == SIZE_MAX || xlsx_parts_read_at(parts, index, &events, f) != 0 || !f->target ||
	    f->outside)
		return SIZE_MAX;
	return find_part(parts, f->target);
}

static void note_workbook(void *context, const char *name, const char **attributes)
{
	struct finding_places *f = context;
	const char *local = grid_local(name);

	if (strcmp(local, "workbookPr") == 0) {
		const char *since = xml_attribute(attributes, "date1904");
		f->since_1904 = strcmp(since, "1") == 0 || strcmp(since, "true") == 0;
	}
	if (strcmp(local, "sheet") != 0 ||
	    strcmp(xml_attribute(attributes, "name"), f->sheet) != 0 || f->sheet_id)
		return;
	for (size_t i = 0; attributes[i]; i += 2)
		if (strchr(attributes[i], ':') && strcmp(grid_local(attributes[i]), "id") == 0)
			f->sheet_id = arena_strdup(f->arena, attributes[i + 1]);
}

int grid_find(struct arena *arena, struct xlsx_parts *parts, const char *sheet,
	      struct grid_places *out, struct error *err)
{
	static const struct xml_events events = { .start = note_workbook };
	struct finding_places f = { .arena = arena, .sheet = sheet };

	if (refuse_parts(parts, err) != 0)
		return -1;
	const size_t workbook = related(&f, parts, "", "/officeDocument", NULL);
	if (workbook == SIZE_MAX || xlsx_parts_read_at(parts, workbook, &events, &f) != 0)
		return error_set(err, "is no workbook that can be read");
	if (!f.sheet_id)
		return error_set(err, "has no sheet '%s'", sheet);
	const char *path = xlsx_parts_name(parts, workbook);
	out->sheet = related(&f, parts, path, "", f.sheet_id);
	out->strings = related(&f, parts, path, "/sharedStrings", NULL);
	out->since_1904 = f.since_1904;
	return out->sheet == SIZE_MAX ? error_set(err, "its sheet '%s' is not there", sheet) : 0;
}
