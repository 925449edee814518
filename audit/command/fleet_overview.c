#include "audit/command/fleet_overview.h"

#include <string.h>

#include "audit/command/fleet_reading.h"
#include "audit/command/harden.h"
#include "audit/command/output.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/place.h"
#include "audit/core/mem.h"
#include "report/pdf/report.h"

const char *const fleet_overview_files[] = { "overview.json", "overview.xlsx", "overview.pdf" };

static int write_json(const void *fleet, const struct outfile *to, size_t *missing_glyphs,
		      struct error *err)
{
	(void)missing_glyphs;
	(void)err;
	fleet_json_write(to->stream, fleet);
	return 0;
}

static int write_xlsx(const void *fleet, const struct outfile *to, size_t *missing_glyphs,
		      struct error *err)
{
	(void)missing_glyphs;
	return fleet_xlsx_write(fleet, to->temporary, err);
}

static int write_pdf(const void *fleet, const struct outfile *to, size_t *missing_glyphs,
		     struct error *err)
{
	return pdf_fleet_write(fleet, to->temporary, missing_glyphs, err);
}

static int write_files(const struct fleet_overview *fleet, const struct place *place,
		       struct error *err)
{
	const struct output files[] = {
		{ fleet_overview_files[0], false, write_json, fleet },
		{ fleet_overview_files[1], true, write_xlsx, fleet },
		{ fleet_overview_files[2], true, write_pdf, fleet },
	};
	int result = 0;

	for (size_t i = 0; i < COUNT_OF(files) && result == 0; i++)
		result = harden_stop_signal ? error_set(err, "interrupted")
					    : output_write(&files[i], place, NULL, err);
	return result;
}

static bool holds(const struct fleet_overview *fleet, enum edition edition)
{
	for (size_t i = 0; i < fleet->count; i++)
		for (size_t r = 0; r < fleet->rows[i].report_count; r++)
			if (fleet->rows[i].reports[r]->edition == edition)
				return true;
	return false;
}

static void name(struct arena *arena, struct fleet_overview *fleet)
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
static struct fleet_overview *read_all(struct arena *arena, const struct fleet_account *accounts,
				       size_t count, const struct place *place,
				       struct fleet_about *about)
{
	struct fleet_overview *fleet = fleet_reading(accounts, count, place->path, about);

	if (holds(fleet, EDITION_AUDITOR))
		fleet->about.edition = about->edition = EDITION_AUDITOR;
	if (about->edition == EDITION_AUDITOR && holds(fleet, EDITION_INTERNAL)) {
		fleet_overview_free(fleet);
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

	if (clock_report_ms(&about.made_at, clock_wall_ms(), err) != 0)
		return -1;
	struct fleet_overview *fleet = read_all(arena, accounts, count, place, &about);
	const int result = write_files(fleet, place, err);
	*made = (struct fleet_made){ .unread = fleet->of[FLEET_NOT_READ],
				     .not_ready = fleet->of[FLEET_NOT_READY],
				     .inconclusive = fleet->of[FLEET_INCONCLUSIVE],
				     .ready = fleet->of[FLEET_READY] };
	memcpy(made->report_id, fleet->report_id, sizeof made->report_id);
	fleet_overview_free(fleet);
	return result;
}
