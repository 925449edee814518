#include "audit/rules/catalogue.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/hash.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/nearest.h"
#include "audit/core/words.h"
#include "audit/rules/permission_name.h"

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },
	{ "version", INPUT_TEXT, true },
	{ "permissions", INPUT_ARRAY, true },
};

static const struct input_field permission_fields[] = {
	{ "name", INPUT_TEXT, true },	    { "family", INPUT_TEXT, true },
	{ "inferred", INPUT_TEXT, false },  { "declared", INPUT_TEXT, false },
	{ "excess", INPUT_BOOLEAN, false }, { "probes", INPUT_ARRAY, false },
};

static const struct input_field list_fields[] = {
	{ "list", INPUT_TEXT, true },
};

static const struct input_field request_fields[] = {
	{ "method", INPUT_TEXT, true },
	{ "path", INPUT_TEXT, true },
	{ "body", INPUT_OBJECT, false },
	{ "answer", INPUT_OBJECT, false }, /* asked for by catalogue_read */
	{ "not_found_grants", INPUT_BOOLEAN, false },
	{ "invalid_grants", INPUT_ANY, false }, /* texts; a mere true is of 0.1.0's evidence */
};

static const struct input_field answer_fields[] = {
	{ "key", INPUT_TEXT, false },
	{ "list", INPUT_BOOLEAN, false },
	{ "record", INPUT_BOOLEAN, false },
	{ "flag", INPUT_TEXT, false },
};

/* DELETE and PATCH are not among them, and never will be. */
enum { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_COUNT };
WORDS(methods, METHOD_COUNT, [METHOD_GET] = "GET", [METHOD_POST] = "POST", [METHOD_PUT] = "PUT");

static void read_list(struct input *in, const cJSON *item, const char *at, struct probe_spec *probe)
{
	const char *names[LIST_COUNT - 1]; /* without LIST_NONE */

	for (size_t i = 0; i < COUNT_OF(names); i++)
		names[i] = list_rows[i + 1].key;
	if (!input_object(in, item, at, list_fields, COUNT_OF(list_fields)))
		return;
	int which = input_choice(in, json_get(item, "list"), input_at(in, at, "list"), names,
				 COUNT_OF(names));
	if (which < 0)
		return;
	probe->list = (enum list)(which + 1);
	probe->method = "GET";
	probe->path = list_rows[probe->list].path;
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);

	return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* A write probe must not be able to meet a record that exists. */
static void check_write(struct input *in, const cJSON *item, const char *at, int method)
{
	const char *path = json_get(item, "path")->valuestring;

	if (!json_get(item, "body"))
		input_problem(in, input_at(in, at, "body"), "an object for a %s, found nothing",
			      methods[method]);
	if (strpbrk(path, "{?"))
		input_problem(in, input_at(in, at, "path"),
			      "a path without a placeholder or a query for a %s", methods[method]);
	if (method == METHOD_PUT && !ends_with(path, "/0"))
		input_problem(in, input_at(in, at, "path"),
			      "a path that ends with /0, a record that cannot exist");
}

static const char *body_text(struct arena *arena, const cJSON *body)
{
	if (!body)
		return "";
	char *printed = cJSON_PrintUnformatted(body);
	const char *copy = printed ? arena_strdup(arena, printed) : "";
	cJSON_free(printed);
	return copy;
}

static void read_answer(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			struct shape *shape)
{
	const cJSON *key = json_get(item, "key"), *list = json_get(item, "list");
	const cJSON *record = json_get(item, "record");

	if (!item || !input_object(in, item, at, answer_fields, COUNT_OF(answer_fields)))
		return;
	if ((key != NULL) == (record != NULL) || (record && list) || cJSON_IsFalse(record))
		input_problem(in, at, "a key, and whether a list stands there, or else a record");
	shape->kind = record ? SHAPE_RECORD : cJSON_IsTrue(list) ? SHAPE_LIST : SHAPE_OBJECT;
	shape->key = json_text(arena, key);
	shape->flag = json_text(arena, json_get(item, "flag"));
}

static void read_invalid(struct arena *arena, struct input *in, const cJSON *array, const char *at,
			 struct probe_spec *probe)
{
	const cJSON *item;
	size_t i = 0;

	if (array && !cJSON_IsArray(array) && !cJSON_IsBool(array))
		input_problem(in, at, "the texts of the 422 that is documented");
	probe->invalid_texts =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *probe->invalid_texts);
	cJSON_ArrayForEach(item, array)
	{
		if (cJSON_IsString(item) && *item->valuestring)
			probe->invalid_texts[probe->invalid_count++] = json_text(arena, item);
		else
			input_problem(in, input_at_index(in, at, i), "a text of the 422");
		i++;
	}
}

static void read_request(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			 struct probe_spec *probe)
{
	if (!input_object(in, item, at, request_fields, COUNT_OF(request_fields)))
		return;
	int method = input_choice(in, json_get(item, "method"), input_at(in, at, "method"), methods,
				  METHOD_COUNT);
	if (method < 0)
		return;
	probe->method = methods[method];
	probe->path = json_text(arena, json_get(item, "path"));
	probe->write = method != METHOD_GET;
	probe->not_found_grants = cJSON_IsTrue(json_get(item, "not_found_grants"));
	read_invalid(arena, in, json_get(item, "invalid_grants"),
		     input_at(in, at, "invalid_grants"), probe);
	probe->body = body_text(arena, json_get(item, "body"));
	read_answer(arena, in, json_get(item, "answer"), input_at(in, at, "answer"),
		    &probe->answer);
	if (probe->path[0] != '/')
		input_problem(in, input_at(in, at, "path"), "a path that begins with /");
	if (probe->write)
		check_write(in, item, at, method);
	else if (*probe->body)
		input_problem(in, input_at(in, at, "body"), "no body for a GET");
}

static void read_probes(struct arena *arena, struct input *in, const cJSON *array, const char *at,
			struct permission *permission)
{
	size_t i = 0;
	const cJSON *item;

	permission->probe_count = (size_t)cJSON_GetArraySize(array);
	permission->probes =
		arena_array(arena, permission->probe_count, sizeof *permission->probes);
	cJSON_ArrayForEach(item, array)
	{
		struct probe_spec *probe = &permission->probes[i];
		const char *place = input_at_index(in, at, i++);
		*probe = (struct probe_spec){
			.method = "", .path = "", .body = "", .answer = { .key = "", .flag = "" }
		};
		if (json_get(item, "list"))
			read_list(in, item, place, probe);
		else
			read_request(arena, in, item, place, probe);
	}
}

/* "customer.read", or "admin" for /me's own flag. */
static void read_declared(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			  struct permission *permission)
{
	permission->declared_area = "";
	permission->declared_action = "";
	if (!item)
		return;
	char *area = arena_strdup(arena, json_text(arena, item));
	char *dot = strchr(area, '.');
	if (!dot && strcmp(area, "admin") != 0) {
		input_problem(in, at, "AREA.ACTION of /me's permissions, or admin");
		return;
	}
	if (dot)
		*dot = '\0';
	permission->declared_area = area;
	permission->declared_action = dot ? dot + 1 : "";
}

static enum inferred read_inferred(struct input *in, const cJSON *item, const char *at)
{
	WORDS(names, INFERRED_COUNT, [INFERRED_NOTHING] = "", [INFERRED_PLACE] = "place",
	      [INFERRED_NAME] = "name");
	int which = item ? input_choice(in, item, at, names + 1, COUNT_OF(names) - 1) : -1;

	return which < 0 ? INFERRED_NOTHING : (enum inferred)(which + 1);
}

static void read_permission(struct arena *arena, struct input *in, const cJSON *item,
			    const char *at, struct permission *permission)
{
	(void)input_object(in, item, at, permission_fields, COUNT_OF(permission_fields));
	permission->name = json_text(arena, json_get(item, "name"));
	permission->family = json_text(arena, json_get(item, "family"));
	permission->inferred = read_inferred(in, input_member(item, "inferred", INPUT_TEXT),
					     input_at(in, at, "inferred"));
	permission->excess = cJSON_IsTrue(json_get(item, "excess"));
	read_declared(arena, in, input_member(item, "declared", INPUT_TEXT),
		      input_at(in, at, "declared"), permission);
	read_probes(arena, in, input_member(item, "probes", INPUT_ARRAY),
		    input_at(in, at, "probes"), permission);
	if (permission->excess && permission->probe_count == 0)
		input_problem(in, input_at(in, at, "probes"),
			      "a request, because the permission is probed for excess");
}

struct name_key {
	char text[PERMISSION_NAME_KEY];
};

static void check_unique(struct input *in, const struct catalogue *catalogue, const char *at)
{
	struct name_key *keys = arena_array(in->arena, catalogue->count, sizeof *keys);

	for (size_t i = 0; i < catalogue->count; i++) {
		permission_name_key(keys[i].text, catalogue->permissions[i].name);
		for (size_t j = 0; *keys[i].text && j < i; j++)
			if (strcmp(keys[i].text, keys[j].text) == 0)
				input_problem(in, input_at(in, input_at_index(in, at, i), "name"),
					      "a name of its own, found one that reads like '%s'",
					      catalogue->permissions[j].name);
	}
}

static struct catalogue *build(struct arena *arena, struct input *in)
{
	struct catalogue *catalogue = arena_alloc(arena, sizeof *catalogue);
	size_t i = 0;
	const cJSON *item;

	(void)input_object(in, in->root, "", root_fields, COUNT_OF(root_fields));
	const cJSON *array = input_member(in->root, "permissions", INPUT_ARRAY);
	catalogue->version = json_text(arena, json_get(in->root, "version"));
	catalogue->count = (size_t)cJSON_GetArraySize(array);
	catalogue->capacity = catalogue->count;
	catalogue->permissions =
		arena_array(arena, catalogue->count, sizeof *catalogue->permissions);
	cJSON_ArrayForEach(item, array)
	{
		const char *at = input_at_index(in, "/permissions", i);
		read_permission(arena, in, item, at, &catalogue->permissions[i++]);
	}
	check_unique(in, catalogue, "/permissions");
	return catalogue;
}

int catalogue_read_recorded(struct arena *arena, const char *file, const char *bytes, size_t length,
			    struct catalogue **out, struct error *err)
{
	struct input in;

	if (input_open(&in, file, bytes, length, err) != 0)
		return -1;
	struct catalogue *catalogue = build(arena, &in);
	if (input_close(&in, err) != 0)
		return -1;
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, bytes, length);
	catalogue->json = copy;
	hash_bytes(bytes, length, catalogue->sha256);
	*out = catalogue;
	return 0;
}

static int check_answers(const struct catalogue *catalogue, const char *file, struct error *err)
{
	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < catalogue->permissions[i].probe_count; j++) {
			const struct probe_spec *probe = &catalogue->permissions[i].probes[j];
			if (probe->list == LIST_NONE && probe->answer.kind == SHAPE_UNTOLD)
				return error_set(err,
						 "%s: at '/permissions/%zu/probes/%zu/answer': "
						 "expected an object, found nothing",
						 file, i, j);
		}
	return 0;
}

int catalogue_read(struct arena *arena, const char *file, const char *bytes, size_t length,
		   struct catalogue **out, struct error *err)
{
	struct catalogue *catalogue = NULL;

	if (catalogue_read_recorded(arena, file, bytes, length, &catalogue, err) != 0 ||
	    check_answers(catalogue, file, err) != 0)
		return -1;
	*out = catalogue;
	return 0;
}

long catalogue_find(const struct catalogue *catalogue, const char *name)
{
	char key[PERMISSION_NAME_KEY], other[PERMISSION_NAME_KEY];

	for (size_t i = 0; i < catalogue->count; i++)
		if (strcmp(catalogue->permissions[i].name, name) == 0)
			return (long)i;
	permission_name_key(key, name);
	for (size_t i = 0; *key && i < catalogue->count; i++) {
		permission_name_key(other, catalogue->permissions[i].name);
		if (strcmp(key, other) == 0)
			return (long)i;
	}
	return -1;
}

/* "Warranties - List" is of the family "Warranties". */
static const char *family_of(struct arena *arena, const char *name)
{
	const char *dash = strstr(name, " - ");

	return dash ? arena_printf(arena, "%.*s", (int)(dash - name), name) : name;
}

static void make_room(struct arena *arena, struct catalogue *catalogue)
{
	if (catalogue->count < catalogue->capacity)
		return;
	size_t capacity = catalogue->count ? 2 * catalogue->count : 1;
	struct permission *more = arena_array(arena, capacity, sizeof *more);

	if (catalogue->count)
		memcpy(more, catalogue->permissions, catalogue->count * sizeof *more);
	catalogue->permissions = more;
	catalogue->capacity = capacity;
}

size_t catalogue_take(struct arena *arena, struct catalogue *catalogue, const char *name)
{
	long known = catalogue_find(catalogue, name);

	if (known >= 0)
		return (size_t)known;
	make_room(arena, catalogue);
	catalogue->permissions[catalogue->count] = (struct permission){
		.name = arena_strdup(arena, name),
		.family = family_of(arena, name),
		.declared_area = "",
		.declared_action = "",
		.inferred = INFERRED_PLACE,
		.foreign = true,
	};
	return catalogue->count++;
}

const char *catalogue_nearest(const struct catalogue *catalogue, const char *name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < catalogue->count; i++)
		if (!catalogue->permissions[i].foreign)
			nearest_try(&nearest, catalogue->permissions[i].name);
	return nearest.found;
}
