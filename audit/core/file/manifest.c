#include "audit/core/file/manifest.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

/* Neither can be in the list: it holds the one, and the other is made of it. */
static bool is_listable(const char *name)
{
	return safe_name(name) && strcmp(name, MANIFEST_NAME) != 0 &&
	       strcmp(name, MANIFEST_SIGNATURE) != 0;
}

bool manifest_is_editable(const char *name)
{
	const char *slash = strrchr(name, '/');

	return strcmp(slash ? slash + 1 : name, MANIFEST_EDITABLE) == 0;
}

static void read_content(struct input *in, const cJSON *item, const char *pointer,
			 struct manifest_file *out)
{
	const char *digest = json_get(item, "sha256")->valuestring;

	out->size = (int64_t)json_get(item, "size")->valuedouble;
	if (hash_is_hex(digest))
		(void)snprintf(out->sha256, sizeof out->sha256, "%s", digest);
	else
		input_problem(in, input_at(in, pointer, "sha256"), "64 hexadecimal digits");
}

static void read_file(struct input *in, struct arena *arena, const cJSON *item, const char *pointer,
		      struct manifest_file *out)
{
	static const struct input_field fields[] = { { "name", INPUT_TEXT, true },
						     { "size", INPUT_INTEGER, true },
						     { "sha256", INPUT_TEXT, true } };
	static const struct input_field editable[] = { { "name", INPUT_TEXT, true },
						       { "editable", INPUT_BOOLEAN, true } };

	out->editable = json_get(item, "editable") != NULL;

	if (out->editable ? !input_object(in, item, pointer, editable, COUNT_OF(editable))
			  : !input_object(in, item, pointer, fields, COUNT_OF(fields)))
		return;
	out->name = arena_strdup(arena, json_get(item, "name")->valuestring);
	if (!is_listable(out->name))
		input_problem(in, input_at(in, pointer, "name"),
			      "the name of another file in the folder, found \"%.*s\"",
			      text_cut(out->name, 200), out->name);
	if (!out->editable)
		read_content(in, item, pointer, out);
	else if (!manifest_is_editable(out->name) || !cJSON_IsTrue(json_get(item, "editable")))
		input_problem(in, input_at(in, pointer, "editable"),
			      "true, and of " MANIFEST_EDITABLE " alone");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct manifest_file *)a)->name,
		      ((const struct manifest_file *)b)->name);
}

static void read_files(struct input *in, struct arena *arena, const cJSON *list,
		       struct manifest *manifest)
{
	size_t count = (size_t)cJSON_GetArraySize(list), at = 0;
	const cJSON *item;

	manifest->files = arena_array(arena, count, sizeof *manifest->files);
	cJSON_ArrayForEach(item, list)
	{
		read_file(in, arena, item, input_at_index(in, "/files", at), &manifest->files[at]);
		at++;
	}
	if (in->problem_count || !count)
		return;
	manifest->count = count;
	qsort(manifest->files, count, sizeof *manifest->files, by_name);
	for (size_t i = 1; i < count; i++)
		if (strcmp(manifest->files[i - 1].name, manifest->files[i].name) == 0)
			input_problem(in, "/files", "every name once, found \"%.*s\" twice",
				      text_cut(manifest->files[i].name, 200),
				      manifest->files[i].name);
}

int manifest_read(struct arena *arena, const char *bytes, size_t length, struct manifest *out,
		  struct error *err)
{
	static const struct input_field fields[] = { { "schema", INPUT_TEXT, true },
						     { "report_id", INPUT_TEXT, true },
						     { "files", INPUT_ARRAY, true } };
	static const char *const schemas[] = { MANIFEST_SCHEMA };
	struct manifest manifest = { .report_id = "" };
	struct input in;

	if (input_open(&in, MANIFEST_NAME, bytes, length, err) != 0)
		return -1;
	if (input_object(&in, in.root, "", fields, COUNT_OF(fields)) &&
	    input_choice(&in, json_get(in.root, "schema"), "/schema", schemas, 1) == 0) {
		manifest.report_id = json_text(arena, json_get(in.root, "report_id"));
		read_files(&in, arena, json_get(in.root, "files"), &manifest);
	}
	if (input_close(&in, err) != 0)
		return -1;
	*out = manifest;
	return 0;
}

int manifest_load(struct arena *arena, int folder, struct manifest *out, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	int result = safe_read(folder, MANIFEST_NAME, &bytes, err);

	if (result != 0)
		error_prepend(err, MANIFEST_NAME);
	else
		result = manifest_read(arena, str_text(&bytes), bytes.length, out, err);
	str_release(&bytes);
	return result;
}

const struct manifest_file *manifest_find(const struct manifest *manifest, const char *name)
{
	const struct manifest_file wanted = { .name = name };

	if (!manifest->count)
		return NULL;
	return bsearch(&wanted, manifest->files, manifest->count, sizeof *manifest->files, by_name);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void manifest_report_id(const char *const *report_ids, size_t count, char out[HASH_UUID])
{
	const char **sorted = xcalloc(count + 1, sizeof *sorted);
	struct hash *hash = hash_new();
	char digest[HASH_HEX];

	for (size_t i = 0; i < count; i++)
		sorted[i] = report_ids[i];
	if (count)
		qsort(sorted, count, sizeof *sorted, by_text);
	for (size_t i = 0; i < count; i++)
		hash_add_field(hash, sorted[i], strlen(sorted[i]));
	hash_finish(hash, digest);
	if (count == 1)
		(void)snprintf(out, HASH_UUID, "%s", sorted[0]);
	else
		hash_uuid(digest, out);
	free(sorted);
}
