#include "audit/inputs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/rules/attestation.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/profile.h"
#include "audit/rules/waiver.h"
#include "audit/templates.h"
#include "audit/verbatim.h"

static int load_optional(struct arena *arena, const char *what, const char *path,
			 const struct evidence_input *recorded, struct evidence_input *out,
			 struct error *err)
{
	if (path)
		return verbatim_read(arena, what, path, out, err);
	*out = recorded ? *recorded : (struct evidence_input){ .text = NULL };
	return 0;
}

int inputs_load(struct arena *arena, const struct options *options, const struct evidence_run *run,
		struct inputs *out, struct error *err)
{
	struct inputs inputs = { .catalogue = { NULL, NULL } };

	if (run)
		inputs.catalogue = run->catalogue;
	else if (templates_catalogue(arena, &inputs.catalogue, err) != 0)
		return -1;
	if (options->profile) {
		if (templates_profile(arena, options->profile, &inputs.profile, err) != 0)
			return -1;
	} else if (run && run->profile_count) {
		inputs.profile = run->profiles[0];
	} else {
		return error_set(err, "the evidence names no profile; give --profile");
	}
	if (load_optional(arena, "attestations", options->attestations,
			  run ? &run->attestations : NULL, &inputs.attestations, err) != 0 ||
	    load_optional(arena, "waivers", options->waivers, run ? &run->waivers : NULL,
			  &inputs.waivers, err) != 0)
		return -1;
	*out = inputs;
	return 0;
}

int inputs_audit(struct arena *arena, const struct inputs *inputs, struct audit **out,
		 struct error *err)
{
	struct audit *audit = arena_alloc(arena, sizeof *audit);
	struct catalogue *catalogue = NULL;
	struct profile *profile = NULL;
	const struct evidence_input *in = &inputs->catalogue;

	if (catalogue_read(arena, in->name, in->text, strlen(in->text), &catalogue, err) != 0)
		return -1;
	in = &inputs->profile;
	if (profile_read(arena, catalogue, in->name, in->text, strlen(in->text), &profile, err) !=
	    0)
		return -1;
	audit->catalogue = catalogue;
	audit->profile = profile;
	audit->tool_version = VERSION;
	in = &inputs->attestations;
	if (in->text &&
	    attestation_read(arena, audit, in->name, in->text, strlen(in->text), err) != 0)
		return -1;
	in = &inputs->waivers;
	if (in->text && waiver_read(arena, audit, in->name, in->text, strlen(in->text), err) != 0)
		return -1;
	*out = audit;
	return 0;
}

void inputs_record(struct arena *arena, const struct inputs *inputs, struct evidence_run *run)
{
	run->tool_version = VERSION;
	run->catalogue = inputs->catalogue;
	run->profiles = arena_copy(arena, &inputs->profile, sizeof inputs->profile);
	run->profile_count = 1;
	run->attestations = inputs->attestations;
	run->waivers = inputs->waivers;
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
}

void inputs_report_id(const struct inputs *inputs, struct audit *audit)
{
	struct hash *hash = hash_new();
	char digest[HASH_HEX];

	add_text(hash, audit->account->base_url);
	for (size_t i = 0; i < audit->account->request_count; i++)
		add_request(hash, &audit->account->requests[i]);
	add_text(hash, inputs->catalogue.text);
	add_text(hash, inputs->profile.text);
	add_text(hash, inputs->attestations.text);
	add_text(hash, inputs->waivers.text);
	add_number(hash, audit->assessed_at);
	add_number(hash, (int64_t)audit->presentation.edition);
	add_number(hash, audit->presentation.only_customer);
	add_text(hash, VERSION);
	hash_finish(hash, digest);
	hash_uuid(digest, audit->report_id);
}
