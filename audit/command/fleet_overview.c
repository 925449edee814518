#include "audit/command/fleet_overview.h"

#include <string.h>

#include "audit/command/fleet_reading.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/place.h"
#include "audit/core/mem.h"
#include "report/pdf/report.h"

static int write_xlsx(const struct fleet *fleet, const char *path, size_t *missing_glyphs,
		      struct error *err)
{
	(void)missing_glyphs;
	return fleet_xlsx_write(fleet, path, err);
}

static const struct fleet_file {
	const char *name;
	/* One of them, as for the files of a report. */
	void (*to_stream)(FILE *stream, const struct fleet *fleet);
	int (*to_path)(const struct fleet *fleet, const char *path, size_t *missing_glyphs,
		       struct error *err);
} files[] = {
	{ "overview.json", .to_stream = fleet_json_write },
	{ "overview.xlsx", .to_path = write_xlsx },
	{ "overview.pdf", .to_path = pdf_fleet_write },
};

static int write_path(const struct fleet_file *output, const struct place *place,
		      const struct fleet *fleet, struct outfile *file, struct error *err)
{
	size_t missing = 0;

	if (outfile_reserve(file, place, output->name, err) != 0)
		return -1;
	if (output->to_path(fleet, file->temporary, &missing, err) != 0) {
		outputs_name_file(file, err);
		return -1;
	}
	outputs_tell_missing(output->name, missing);
	return 0;
}

static int write_file(const struct fleet_file *output, const struct place *place,
		      const struct fleet *fleet, struct error *err)
{
	struct outfile file = OUTFILE_INIT;
	int result;

	if (output->to_path) {
		result = write_path(output, place, fleet, &file, err);
	} else {
		result = outfile_open(&file, place, output->name, err);
		if (result == 0)
			output->to_stream(file.stream, fleet);
	}
	if (result == 0)
		result = outfile_commit(&file, err);
	outfile_discard(&file);
	return result;
}

static bool holds(const struct fleet *fleet, enum edition edition)
{
	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++)
			if (fleet->rows[i].reports[r]->edition == edition)
				return true;
	return false;
}

static void name(struct arena *arena, struct fleet *fleet)
{
	const char **ids = arena_array(arena, fleet->reports, sizeof *ids);
	size_t count = 0;

	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++)
			ids[count++] = fleet->rows[i].reports[r]->report_id;
	manifest_report_id(ids, count, fleet->report_id);
}

/* Who reads it outside gets nothing of the internal reports that is not for outside: which
 * they all are is known when they are read. */
static struct fleet *read_all(struct arena *arena, const struct fleet_account *accounts,
			      size_t count, const struct place *place, struct fleet_about *about)
{
	struct fleet *fleet = fleet_reading(accounts, count, place->path, about);

	if (holds(fleet, EDITION_AUDITOR))
		fleet->about.edition = about->edition = EDITION_AUDITOR;
	if (about->edition == EDITION_AUDITOR && holds(fleet, EDITION_INTERNAL)) {
		fleet_free(fleet);
		fleet = fleet_reading(accounts, count, place->path, about);
	}
	name(arena, fleet);
	return fleet;
}

int fleet_overview_write(struct arena *arena, const struct fleet_account *accounts, size_t count,
			 const struct place *place, const struct fleet_dress *dress,
			 struct fleet_made *made, struct error *err)
{
	struct fleet_about about = { .tool_version = VERSION,
				     .paper = dress->paper,
				     .brand = dress->brand };
	int result = 0;

	if (clock_report_ms(&about.made_at, clock_wall_ms(), err) != 0)
		return -1;
	struct fleet *fleet = read_all(arena, accounts, count, place, &about);
	for (size_t i = 0; i < COUNT_OF(files) && result == 0; i++)
		result = harden_stop_signal ? error_set(err, "interrupted")
					    : write_file(&files[i], place, fleet, err);
	*made = (struct fleet_made){ .unread = fleet->of[FLEET_NOT_READ],
				     .not_ready = fleet->of[FLEET_NOT_READY],
				     .inconclusive = fleet->of[FLEET_INCONCLUSIVE],
				     .ready = fleet->of[FLEET_READY] };
	memcpy(made->report_id, fleet->report_id, sizeof made->report_id);
	fleet_free(fleet);
	return result;
}
