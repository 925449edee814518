#include "audit/evidence/evidence.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/hash.h"
#include "audit/core/json/json.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/evidence/file.h"
#include "audit/jumpcloud/path.h"
#include "audit/model/brand.h"
#include "audit/net/url.h"

static void write_input(struct json_writer *w, const char *key, const struct evidence_input *input)
{
	if (!input->text) {
		json_null(w, key);
		return;
	}
	json_object(w, key);
	json_string(w, "name", input->name ? input->name : "");
	json_string(w, "text", input->text);
	json_end(w);
}

static void write_inputs(struct json_writer *w, const char *key,
			 const struct evidence_input *inputs, size_t count)
{
	json_array(w, key);
	for (size_t i = 0; i < count; i++)
		write_input(w, NULL, &inputs[i]);
	json_end(w);
}

static void write_options(struct json_writer *w, const struct evidence_run *run)
{
	json_object(w, "options");
	for (size_t i = 0; i < run->option_count; i++) {
		const struct evidence_option *option = &run->options[i];
		if (option->bare)
			json_raw(w, option->name, option->text);
		else
			json_string(w, option->name, option->text);
	}
	json_end(w);
}

static void write_account(struct json_writer *w, const struct evidence_run *run)
{
	json_string(w, "schema", EVIDENCE_SCHEMA);
	json_string(w, "tool_version", run->tool_version);
	json_object(w, "account");
	json_string(w, "subdomain", run->subdomain);
	json_string(w, "base_url", run->base_url);
	json_end(w);
	if (run->mtp_provider) {
		json_object(w, "mtp");
		json_string(w, "provider", run->mtp_provider);
		json_string(w, "base_url", run->mtp_base_url);
		json_end(w);
	}
	json_time(w, "started_at", run->started_at);
	json_time(w, "finished_at", run->finished_at);
	json_time(w, "assessed_at", run->assessed_at);
	write_options(w, run);
}

static void write_logo(struct json_writer *w, const struct evidence_logo *logo)
{
	char sha256[HASH_HEX];

	if (!logo->bytes) {
		json_null(w, "logo");
		return;
	}
	hash_bytes(logo->bytes, logo->size, sha256);
	json_object(w, "logo");
	json_string(w, "name", logo->name);
	json_string(w, "sha256", sha256);
	json_end(w);
}

static int save_logo(const struct place *folder, const struct evidence_logo *logo,
		     struct error *err)
{
	struct outfile file = OUTFILE_INIT;

	if (!logo->bytes)
		return 0;
	if (outfile_open(&file, folder, EVIDENCE_LOGO, err) != 0)
		return -1;
	(void)fwrite(logo->bytes, 1, logo->size, file.stream);
	return outfile_commit(&file, err);
}

int evidence_save_run(const struct place *folder, const struct evidence_run *run, struct error *err)
{
	struct outfile file = OUTFILE_INIT;
	struct json_writer w;

	if (save_logo(folder, &run->logo, err) != 0 ||
	    outfile_open(&file, folder, EVIDENCE_RUN, err) != 0)
		return -1;
	json_writer_init(&w, file.stream, true);
	json_object(&w, NULL);
	write_account(&w, run);
	write_input(&w, "catalogue", &run->catalogue);
	write_inputs(&w, "profiles", run->profiles, run->profile_count);
	write_input(&w, "attestations", &run->attestations);
	write_input(&w, "waivers", &run->waivers);
	write_inputs(&w, "baselines", run->baselines, run->baseline_count);
	if (run->history_count)
		write_inputs(&w, "history", run->history, run->history_count);
	if (run->work_count)
		write_inputs(&w, "work", run->work, run->work_count);
	write_input(&w, "brand", &run->brand);
	write_logo(&w, &run->logo);
	json_end(&w);
	return outfile_commit(&file, err);
}

/* Reading it back */

struct loading {
	struct arena *arena;
	int folder;
	const cJSON *root;
	struct error *err;
	bool failed;
};

static void fail(struct loading *loading, const char *place, const char *expected)
{
	if (!loading->failed)
		error_set(loading->err, EVIDENCE_RUN ": '%s' must be %s", place, expected);
	loading->failed = true;
}

static const char *read_name(struct loading *loading, const cJSON *object, const char *key)
{
	const cJSON *item = json_get(object, key);

	if (!cJSON_IsString(item))
		fail(loading, key, "a text");
	return json_text(loading->arena, item);
}

static int64_t read_time(struct loading *loading, const char *key)
{
	const cJSON *item = json_get(loading->root, key);
	int64_t ms = 0;

	if (!cJSON_IsString(item) || clock_parse_iso(item->valuestring, &ms) != 0)
		fail(loading, key, "a time such as 2026-11-24T08:15:00Z");
	return ms;
}

static struct evidence_input read_input(struct loading *loading, const cJSON *item,
					const char *place)
{
	struct evidence_input input = { .name = "" };
	const cJSON *text = json_get(item, "text");

	if (!cJSON_IsString(text)) {
		fail(loading, place, "a copy of a file: an object with 'name' and 'text'");
		return input;
	}
	input.name = read_name(loading, item, "name");
	/* Not cleaned: these are the bytes of the file, to be read as it was. */
	input.text = arena_strdup(loading->arena, text->valuestring);
	return input;
}

static struct evidence_input read_optional(struct loading *loading, const char *key)
{
	const cJSON *item = json_get(loading->root, key);

	if (!item || cJSON_IsNull(item))
		return (struct evidence_input){ .name = "" };
	return read_input(loading, item, key);
}

/* What 0.1.0 kept within is none: a replay wants the brand again. */
static void read_logo(struct loading *loading, struct evidence_logo *out)
{
	const cJSON *item = json_get(loading->root, "logo");
	struct str bytes = STR_INIT(BRAND_LOGO_MOST);

	if (!item || cJSON_IsNull(item) || cJSON_IsString(json_get(item, "text")))
		return;
	const char *name = read_name(loading, item, "name");
	const char *sha256 = read_name(loading, item, "sha256");
	if (loading->failed)
		return;
	if (evidence_read_hashed(loading->folder, EVIDENCE_LOGO, sha256, EVIDENCE_RUN, &bytes,
				 loading->err) == 0)
		*out = (struct evidence_logo){ .name = name,
					       .bytes = arena_copy(loading->arena, str_text(&bytes),
								   bytes.length),
					       .size = bytes.length };
	else
		loading->failed = true;
	str_release(&bytes);
}

static struct evidence_input *read_inputs(struct loading *loading, const cJSON *array,
					  const char *place, size_t *count)
{
	struct evidence_input *inputs =
		arena_array(loading->arena, (size_t)cJSON_GetArraySize(array), sizeof *inputs);
	const cJSON *item;

	cJSON_ArrayForEach(item, array)
	{
		inputs[(*count)++] = read_input(loading, item, place);
	}
	return inputs;
}

static void read_profiles(struct loading *loading, struct evidence_run *run)
{
	const cJSON *profiles = json_get(loading->root, "profiles");

	if (!cJSON_IsArray(profiles) || !profiles->child) {
		fail(loading, "profiles", "an array with at least one profile");
		return;
	}
	run->profiles = read_inputs(loading, profiles, "profiles", &run->profile_count);
}

/* Folders of before there were such files tell none. */
static struct evidence_input *read_earlier(struct loading *loading, const char *key, size_t *count)
{
	const cJSON *array = json_get(loading->root, key);

	if (!array)
		return NULL;
	if (cJSON_IsArray(array))
		return read_inputs(loading, array, key, count);
	fail(loading, key, "an array");
	return NULL;
}

static void read_options(struct loading *loading, struct evidence_run *run)
{
	const cJSON *options = json_get(loading->root, "options");
	const cJSON *item;

	run->options = arena_array(loading->arena, (size_t)cJSON_GetArraySize(options),
				   sizeof *run->options);
	cJSON_ArrayForEach(item, options)
	{
		int64_t count = 0;
		if (!item->string)
			break;
		struct evidence_option *option = &run->options[run->option_count++];
		option->name = arena_strdup(loading->arena, item->string);
		option->bare = cJSON_IsBool(item) || cJSON_IsNumber(item);
		if (cJSON_IsBool(item))
			option->text = cJSON_IsTrue(item) ? "true" : "false";
		else if (cJSON_IsNumber(item) && json_count(item, &count))
			option->text = arena_printf(loading->arena, "%" PRId64, count);
		else
			option->text = json_text(loading->arena, item);
	}
}

static void read_account(struct loading *loading, struct evidence_run *run)
{
	const cJSON *account = json_get(loading->root, "account");
	const char *subdomain = read_name(loading, account, "subdomain");
	const char *base_url = read_name(loading, account, "base_url");

	if (loading->failed)
		return;
	if (url_subdomain(loading->arena, subdomain, &run->subdomain, loading->err) != 0 ||
	    url_base(loading->arena, base_url, subdomain, &run->base_url, loading->err) != 0) {
		error_prepend(loading->err, EVIDENCE_RUN);
		loading->failed = true;
	}
}

static void read_mtp(struct loading *loading, struct evidence_run *run)
{
	const cJSON *mtp = json_get(loading->root, "mtp");

	if (!mtp || loading->failed)
		return;
	const char *provider = read_name(loading, mtp, "provider");
	const char *base_url = read_name(loading, mtp, "base_url");
	if (!mtp_path_is_id(provider))
		fail(loading, "provider", "letters, digits and hyphens");
	if (loading->failed)
		return;
	run->mtp_provider = provider;
	if (url_base(loading->arena, base_url, "", &run->mtp_base_url, loading->err) != 0) {
		error_prepend(loading->err, EVIDENCE_RUN);
		loading->failed = true;
	}
}

static int read_run(struct loading *loading, struct evidence_run *run)
{
	const cJSON *schema = json_get(loading->root, "schema");

	if (!cJSON_IsString(schema) || strcmp(schema->valuestring, EVIDENCE_SCHEMA) != 0)
		fail(loading, "schema", "'" EVIDENCE_SCHEMA "'");
	run->tool_version = read_name(loading, loading->root, "tool_version");
	run->started_at = read_time(loading, "started_at");
	run->finished_at = read_time(loading, "finished_at");
	run->assessed_at = read_time(loading, "assessed_at");
	run->catalogue = read_input(loading, json_get(loading->root, "catalogue"), "catalogue");
	read_options(loading, run);
	read_profiles(loading, run);
	run->attestations = read_optional(loading, "attestations");
	run->waivers = read_optional(loading, "waivers");
	run->baselines = read_earlier(loading, "baselines", &run->baseline_count);
	run->history = read_earlier(loading, "history", &run->history_count);
	run->work = read_earlier(loading, "work", &run->work_count);
	run->brand = read_optional(loading, "brand");
	read_logo(loading, &run->logo);
	read_account(loading, run);
	read_mtp(loading, run);
	return loading->failed ? -1 : 0;
}

static int load_tree(int folder, cJSON **out, struct error *err)
{
	struct str text = STR_INIT(EVIDENCE_RUN_MOST);
	int result = evidence_read_file(folder, EVIDENCE_RUN, &text, err);

	if (result == 0) {
		*out = json_parse(str_text(&text), text.length, err);
		if (!*out)
			result = error_prepend(err, "evidence file '" EVIDENCE_RUN "'");
	}
	str_release(&text);
	return result;
}

int evidence_load_run(struct arena *arena, const char *folder, struct evidence_run **out,
		      struct error *err)
{
	cJSON *tree = NULL;
	int fd = evidence_open_folder(folder, err);

	if (fd < 0)
		return -1;
	int result = load_tree(fd, &tree, err);
	if (result == 0) {
		struct loading loading = { .arena = arena, .folder = fd, .root = tree, .err = err };
		struct evidence_run *run = arena_alloc(arena, sizeof *run);
		result = read_run(&loading, run);
		if (result == 0)
			*out = run;
	}
	cJSON_Delete(tree);
	close(fd);
	return result;
}
