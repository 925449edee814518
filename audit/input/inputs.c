#include "audit/input/inputs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/compare/compare.h"
#include "audit/compare/history.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/input/brand_file.h"
#include "audit/input/file_copy.h"
#include "audit/input/history_files.h"
#include "audit/input/siblings.h"
#include "audit/input/templates.h"
#include "audit/input/yardstick.h"
#include "audit/rules/address.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/profile/attestation.h"
#include "audit/rules/profile/profile.h"
#include "audit/rules/profile/waiver.h"

static int load_optional(struct arena *arena, const char *what, const char *path,
			 const struct evidence_input *recorded, struct evidence_input *out,
			 struct error *err)
{
	if (path)
		return file_copy_read(arena, what, path, out, err);
	*out = recorded ? *recorded : (struct evidence_input){ .text = NULL };
	return 0;
}

static int load_profiles(struct arena *arena, const struct option_list *given,
			 const struct evidence_run *run, struct inputs *inputs, struct error *err)
{
	if (!given->count) {
		if (!run || !run->profile_count)
			return error_set(err, "the evidence names no profile; give --profile");
		inputs->profiles = run->profiles;
		inputs->profile_count = run->profile_count;
		return 0;
	}
	inputs->profiles = arena_array(arena, given->count, sizeof *inputs->profiles);
	inputs->profile_count = given->count;
	for (size_t i = 0; i < given->count; i++)
		if (templates_profile(arena, given->items[i], &inputs->profiles[i], err) != 0)
			return -1;
	return 0;
}

static int load_brand(struct arena *arena, const char *path, const struct evidence_run *run,
		      struct inputs *inputs, struct error *err)
{
	if (path)
		return brand_file_load(arena, path, &inputs->brand, &inputs->logo, err);
	if (run) {
		inputs->brand = run->brand;
		inputs->logo = run->logo;
	}
	return 0;
}

/* What the evidence keeps of them, the same for a replay that is given them again. */
static int load_history(struct arena *arena, const struct inputs_options *options,
			const char *subdomain, const struct evidence_run *run,
			struct inputs *inputs, struct error *err)
{
	const struct option_list *given = &options->history;
	struct history_list *list = &inputs->history;
	int result = 0;

	if (given->count)
		result = history_files_read(arena, given->items, given->count,
					    options->latest_in.below, list, err);
	else if (run)
		result = history_files_recorded(arena, run->history, run->history_count, list, err);
	if (result == 0 && list->count &&
	    !text_equal_ignoring_case(list->items[0].subdomain, subdomain))
		result = error_set(err, "'%s': is about the account '%s', not '%s'",
				   list->items[0].name, list->items[0].subdomain, subdomain);
	if (result == 0)
		result = history_files_copies(arena, list, &inputs->history_copies, err);
	return result == 0 ? 0 : error_prepend(err, "history");
}

int inputs_load(struct arena *arena, const struct inputs_options *options,
		const struct evidence_run *run, struct inputs *out, struct error *err)
{
	struct inputs inputs = { .catalogue = { NULL, NULL } };

	inputs.recorded = run != NULL;
	if (run)
		inputs.catalogue = run->catalogue;
	else if (templates_catalogue(arena, &inputs.catalogue, err) != 0)
		return -1;
	if (load_profiles(arena, &options->profiles, run, &inputs, err) != 0)
		return -1;
	if (load_optional(arena, "attestations", options->attestations,
			  run ? &run->attestations : NULL, &inputs.attestations, err) != 0 ||
	    load_optional(arena, "waivers", options->waivers, run ? &run->waivers : NULL,
			  &inputs.waivers, err) != 0)
		return -1;
	if (load_brand(arena, options->brand, run, &inputs, err) != 0)
		return -1;
	*out = inputs;
	return 0;
}

/* Each profile has a folder of its own, named by its id, beside the evidence. */
static int check_ids(struct audit *const *audits, size_t count, struct error *err)
{
	for (size_t i = 0; count > 1 && i < count; i++) {
		const char *id = audits[i]->profile->id;
		if (strcmp(id, "evidence") == 0)
			return error_set(err, "profile '%s': this id cannot stand beside others",
					 id);
		for (size_t j = 0; j < i; j++)
			if (strcmp(id, audits[j]->profile->id) == 0)
				return error_set(err, "profile '%s': is given twice", id);
	}
	return 0;
}

static int read_additions(struct arena *arena, const struct inputs *inputs, struct audit *audit,
			  struct error *err)
{
	const struct evidence_input *in = &inputs->attestations;

	if (in->text &&
	    attestation_read(arena, audit, in->name, in->text, strlen(in->text), err) != 0)
		return -1;
	in = &inputs->waivers;
	if (in->text && waiver_read(arena, audit, in->name, in->text, strlen(in->text), err) != 0)
		return -1;
	return inputs->brand.text ? brand_file_read(arena, &inputs->brand, &inputs->logo,
						    &audit->presentation.brand, err)
				  : 0;
}

int inputs_audits(struct arena *arena, const struct inputs *inputs, struct yardsticks *known,
		  struct audit ***out, struct error *err)
{
	const struct yardstick_source source = { &inputs->catalogue, inputs->recorded,
						 inputs->profiles, inputs->profile_count };
	size_t count = inputs->profile_count;
	struct audit **audits = arena_array(arena, count, sizeof(struct audit *));
	struct yardstick read = { .catalogue = NULL };

	if ((known ? yardsticks_find(known, &source, &read, err)
		   : yardstick_read(arena, &source, &read, err)) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		audits[i] = arena_alloc(arena, sizeof *audits[i]);
		audits[i]->catalogue = read.catalogue;
		audits[i]->profile = read.profiles[i];
		audits[i]->tool_version = VERSION;
	}
	if (check_ids(audits, count, err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (read_additions(arena, inputs, audits[i], err) != 0)
			return -1;
	for (size_t i = 0; i < count; i++)
		address_keep(audits, count, i);
	*out = audits;
	return 0;
}

/* The first of all audits has no earlier one, and is no error. */
static int load_latest(struct arena *arena, const struct inputs_options *options,
		       const char *subdomain, struct audit *const *audits, struct inputs *inputs,
		       struct error *err)
{
	const struct siblings_place *place = &options->latest_in;
	struct siblings all = { .count = 0 };

	if (!place->parent)
		return error_set(err, "latest is for 'audit'; name the report");
	if (siblings_read(arena, place, subdomain, audits, inputs->profile_count, &all, err) != 0)
		return -1;
	if (all.count) {
		inputs->baseline_folder =
			arena_printf(arena, "%s/%s", place->parent, all.items[0].name);
		return previous_read(arena, inputs->baseline_folder, true, &inputs->baseline, err);
	}
	log_message(LOG_NOTICE, "no earlier report like this in '%s': nothing to compare with",
		    place->parent);
	return 0;
}

void inputs_usual_profile(struct inputs_options *options)
{
	if (!options->profiles.count)
		options->profiles.items[options->profiles.count++] = "jumpcloud-mtp";
}

bool inputs_baseline_is_path(const char *baseline)
{
	return strcmp(baseline, "latest") != 0;
}

static int load_baseline(struct arena *arena, const struct inputs_options *options,
			 const char *subdomain, const struct evidence_run *run,
			 struct audit *const *audits, struct inputs *inputs, struct error *err)
{
	struct previous_list *list = &inputs->baseline;
	struct stat status;
	int result = 0;

	if (options->baseline && !inputs_baseline_is_path(options->baseline))
		result = load_latest(arena, options, subdomain, audits, inputs, err);
	else if (options->baseline) {
		if (stat(options->baseline, &status) == 0 && S_ISDIR(status.st_mode))
			inputs->baseline_folder = options->baseline;
		result = previous_read(arena, options->baseline, true, list, err);
	} else if (run)
		result = previous_recorded(arena, run->baselines, run->baseline_count, list, err);
	for (size_t i = 0; i < list->count && result == 0; i++) {
		const struct previous *earlier = &list->items[i];
		const char *about = earlier->results->account.subdomain;
		if (!text_equal_ignoring_case(about, subdomain))
			result = error_set(err, "'%s': is about the account '%s', not '%s'",
					   earlier->name, about, subdomain);
	}
	return result == 0 ? 0 : error_prepend(err, "baseline");
}

/* What was named; else what stands beside the baseline; else what the evidence keeps. */
static int load_work(struct arena *arena, const struct inputs_options *options,
		     const char *subdomain, const struct evidence_run *run,
		     struct audit *const *audits, struct inputs *inputs, struct error *err)
{
	struct work_list *list = &inputs->work;
	int result = 0;

	if (options->work)
		result = work_files_read(arena, options->work, list, err);
	else if (inputs->baseline_folder)
		result = work_files_beside(arena, inputs->baseline_folder, list, err);
	if (result == 0 && !options->work && !list->count && run)
		result = work_files_recorded(arena, run->work, run->work_count, list, err);
	if (result == 0)
		result = work_files_give(list, subdomain, options->work != NULL, audits,
					 inputs->profile_count, err);
	return result == 0 ? 0 : error_prepend(err, "work");
}

int inputs_earlier(struct arena *arena, const struct inputs_options *options, const char *subdomain,
		   const struct evidence_run *run, struct audit *const *audits,
		   struct inputs *inputs, struct error *err)
{
	if (load_baseline(arena, options, subdomain, run, audits, inputs, err) != 0 ||
	    load_work(arena, options, subdomain, run, audits, inputs, err) != 0)
		return -1;
	return load_history(arena, options, subdomain, run, inputs, err);
}

int inputs_compare(struct arena *arena, const struct inputs *inputs, struct audit *audit,
		   struct error *err)
{
	const struct results *before = previous_of(&inputs->baseline, audit->profile->id);

	if (before && compare_audit(arena, before, audit, err) != 0)
		return error_prepend(err, "baseline");
	if (inputs->history.count && history_audit(arena, &inputs->history, audit, err) != 0)
		return error_prepend(err, "history");
	return 0;
}

void inputs_record(struct arena *arena, const struct inputs *inputs, struct evidence_run *run)
{
	const struct previous_list *baseline = &inputs->baseline;

	run->baselines = arena_array(arena, baseline->count, sizeof *run->baselines);
	run->baseline_count = baseline->count;
	for (size_t i = 0; i < baseline->count; i++)
		run->baselines[i] = (struct evidence_input){ .name = baseline->items[i].name,
							     .text = baseline->items[i].text };
	run->history = inputs->history_copies;
	run->history_count = inputs->history.count;
	run->work = inputs->work.copies;
	run->work_count = inputs->work.count;
	run->tool_version = VERSION;
	run->catalogue = inputs->catalogue;
	run->profiles = inputs->profiles;
	run->profile_count = inputs->profile_count;
	run->attestations = inputs->attestations;
	run->waivers = inputs->waivers;
	run->brand = inputs->brand;
	run->logo = inputs->logo;
}

static void add_text(struct hash *hash, const char *text)
{
	hash_add_field(hash, text ? text : "", text ? strlen(text) : 0);
}

static void add_number(struct hash *hash, int64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof text, "%" PRId64, number);
	add_text(hash, text);
}

static void add_request(struct hash *hash, const struct request *request)
{
	add_text(hash, request->method);
	add_text(hash, request->path);
	add_number(hash, request->status);
	add_number(hash, request->started_at);
	add_number(hash, (int64_t)request->outcome);
	add_text(hash, request->sha256);
	if (request->api != API_SYNCRO)
		add_text(hash, api_name(request->api));
}

void inputs_report_id(const struct inputs *inputs, struct audit *audit)
{
	struct hash *hash = hash_new();
	char digest[HASH_HEX];

	add_text(hash, audit->account->base_url);
	for (size_t i = 0; i < audit->account->request_count; i++)
		add_request(hash, &audit->account->requests[i]);
	add_text(hash, inputs->catalogue.text);
	add_text(hash, audit->profile->json);
	for (size_t i = 0; inputs->profile_count > 1 && i < inputs->profile_count; i++)
		add_text(hash, inputs->profiles[i].text);
	add_text(hash, inputs->attestations.text);
	add_text(hash, inputs->waivers.text);
	for (size_t i = 0; i < inputs->baseline.count; i++)
		add_text(hash, inputs->baseline.items[i].text);
	for (size_t i = 0; i < inputs->history.count; i++)
		add_text(hash, inputs->history_copies[i].text);
	for (size_t i = 0; i < inputs->work.count; i++)
		add_text(hash, inputs->work.copies[i].text);
	add_number(hash, audit->assessed_at);
	add_number(hash, (int64_t)audit->presentation.edition);
	add_text(hash, VERSION);
	/* Without a brand, the id is what it was before there were brands. */
	if (inputs->brand.text) {
		add_text(hash, inputs->brand.text);
		hash_add_field(hash, inputs->logo.bytes ? inputs->logo.bytes : (const void *)"",
			       inputs->logo.size);
	}
	hash_finish(hash, digest);
	hash_uuid(digest, audit->report_id);
}
