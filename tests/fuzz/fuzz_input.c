/*
 * Waivers, attestations and the configuration file: the same bytes to the three
 * readers. What the first two may do to an audit is bounded: a waiver changes no
 * verdict, an attestation decides what was manual and nothing that was unknown or
 * failed, and what has ended decides nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/command/commands.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/profile/attestation.h"
#include "audit/rules/profile/todo.h"
#include "audit/rules/profile/waiver.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/stage.h"

static void check_refused(const struct error *err)
{
	HOLDS(*err->message && property_is_utf8(err->message, strlen(err->message)));
}

static void check_end(const char *date, int64_t ends_at)
{
	char text[CLOCK_TEXT];

	clock_date(text, ends_at);
	HOLDS(strcmp(text, date) == 0);
}

static bool read_waivers(struct arena *arena, struct audit *audit, const char *bytes, size_t size)
{
	struct error err = { .message = "" };

	if (waiver_read(arena, audit, "x.json", bytes, size, &err) != 0) {
		HOLDS(audit->waiver_count == 0);
		check_refused(&err);
		return false;
	}
	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		HOLDS(property_is_clean(waiver->requirement) && property_is_clean(waiver->object));
		HOLDS(property_is_clean(waiver->reason) && *waiver->reason);
		HOLDS(*waiver->owner && *waiver->approved_by);
		HOLDS(strcmp(waiver->created_on, waiver->expires_on) <= 0);
		check_end(waiver->expires_on, waiver->ends_at);
	}
	return true;
}

static void check_attested(const struct attested_permissions *attested)
{
	for (size_t i = 0; i < attested->permission_count; i++)
		HOLDS(attested->permissions[i] < stage_catalogue()->count);
	for (size_t i = 0; i < attested->unknown_count; i++)
		HOLDS(property_is_clean(attested->unknown_permissions[i]));
	HOLDS(*attested->attested_by && property_is_clean(attested->name));
	check_end(attested->valid_until, attested->ends_at);
}

static bool read_attestations(struct arena *arena, struct audit *audit, const char *bytes,
			      size_t size)
{
	struct error err = { .message = "" };

	if (attestation_read(arena, audit, "x.json", bytes, size, &err) != 0) {
		HOLDS(audit->attestation_count == 0 && !audit->token);
		check_refused(&err);
		return false;
	}
	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		HOLDS(attestation->verdict == VERDICT_PASS || attestation->verdict == VERDICT_FAIL);
		HOLDS(property_is_clean(attestation->statement) && *attestation->attested_by);
		check_end(attestation->valid_until, attestation->ends_at);
	}
	if (audit->token)
		check_attested(audit->token);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		check_attested(&audit->groups_attested[i]);
	return true;
}

static bool in_force(enum standing standing)
{
	return standing == STANDING_EXPIRING || standing == STANDING_IN_FORCE;
}

static bool any_in_force(const struct audit *audit)
{
	bool any = audit->token && in_force(audit->token->standing);

	for (size_t i = 0; i < audit->attestation_count; i++)
		any = any || in_force(audit->attestations[i].standing);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		any = any || in_force(audit->groups_attested[i].standing);
	return any;
}

static bool settles(const struct finding *finding)
{
	bool harmless = finding->verdict == VERDICT_PASS ||
			finding->verdict == VERDICT_NOTAPPLICABLE ||
			finding->verdict == VERDICT_INFORMATIONAL;

	return harmless || !finding->requirement->mandatory || finding->waiver;
}

static void check_overall(const struct audit *audit)
{
	bool ready = true;

	for (size_t i = 0; i < audit->finding_count; i++)
		ready = ready && settles(&audit->findings[i]);
	HOLDS((audit->verdict == OVERALL_READY) == ready);
}

static void check_waived(struct arena *arena, const struct audit *before, const char *bytes,
			 size_t size)
{
	struct audit audit = *before;

	if (!read_waivers(arena, &audit, bytes, size))
		return;
	evaluate(arena, &audit);
	for (size_t i = 0; i < audit.finding_count; i++) {
		const struct finding *finding = &audit.findings[i];
		HOLDS(finding->verdict == before->findings[i].verdict);
		HOLDS(!finding->waiver || in_force(finding->waiver->standing));
		HOLDS(!finding->waiver || finding->verdict == VERDICT_FAIL ||
		      finding->verdict == VERDICT_MANUAL);
	}
	check_overall(&audit);
}

/* A filled-in attestation leaves a todo that can be given back, and changes nothing. */
static void check_todo(struct arena *arena, const struct audit *audit)
{
	struct error err = { .message = "" };
	struct audit again = { .catalogue = audit->catalogue };
	char *written = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&written, &length);

	todo_write(stream, audit);
	(void)fclose(stream);
	HOLDS(attestation_read(arena, &again, "todo", written, length, &err) == 0);
	HOLDS(again.attestation_count == 0 && !again.token);
	free(written);
}

static void check_attestations(struct arena *arena, const struct audit *before, const char *bytes,
			       size_t size)
{
	struct audit audit = *before;

	if (!read_attestations(arena, &audit, bytes, size))
		return;
	evaluate(arena, &audit);
	bool any = any_in_force(&audit);
	for (size_t i = 0; i < audit.finding_count; i++) {
		enum verdict now = audit.findings[i].verdict, was = before->findings[i].verdict;
		HOLDS(now != VERDICT_PASS || was == VERDICT_PASS || was == VERDICT_MANUAL);
		HOLDS(now == was || any);
	}
	check_overall(&audit);
	check_todo(arena, &audit);
}

static const int64_t not_given = -7;

static void *field_of(const struct options *options, size_t row)
{
	return (char *)options->values + options->rows[row]->offset;
}

/* What was accepted is what stands in the file, and no more than its row allows. */
static void check_values(const struct options *options, const char *bytes, size_t size)
{
	cJSON *root = cJSON_ParseWithLength(bytes, size);

	for (size_t i = 0; i < options->own; i++) {
		const struct option_row *row = options->rows[i];
		const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, row->name);
		int64_t value = not_given;
		if (row->type == OPTION_TEXT) {
			const char *text = *(const char **)field_of(options, i);
			HOLDS(!text || property_is_utf8(text, strlen(text)));
		}
		if (row->type != OPTION_NUMBER)
			continue;
		memcpy(&value, field_of(options, i), sizeof value);
		HOLDS(item ? (double)value == item->valuedouble : value == not_given);
		HOLDS(value == not_given || (value >= row->least && value <= row->most));
	}
	cJSON_Delete(root);
}

static void check_config(struct arena *arena, const char *bytes, size_t size)
{
	static int fd = -1;
	static char path[32];
	struct options options = options_usual(arena, audit_command.rows, audit_command.size);
	const struct common_options *common = options.values;
	struct error err = { .message = "" };

	for (size_t i = 0; i < options.own; i++)
		if (options.rows[i]->type == OPTION_NUMBER)
			memcpy(field_of(&options, i), &not_given, sizeof not_given);
	if (fd < 0) {
		fd = memfd_create("config", MFD_CLOEXEC);
		(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	HOLDS(ftruncate(fd, 0) == 0 && pwrite(fd, bytes, size, 0) == (ssize_t)size);
	if (options_read_config(arena, path, &options, &err) != 0) {
		check_refused(&err);
		return;
	}
	check_values(&options, bytes, size);
	HOLDS(!common->config && !common->help);
}

static void check_decisions(struct arena *arena, const struct audit *audit, const char *bytes,
			    size_t size)
{
	check_waived(arena, audit, bytes, size);
	check_attestations(arena, audit, bytes, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *bytes = property_text(data, size);

	check_decisions(arena, stage_audit(), bytes, size);
	check_decisions(arena, stage_faulty(), bytes, size);
	check_config(arena, bytes, size);
	free(bytes);
	arena_free(arena);
	return 0;
}
