/* The page of many accounts, or the pages: what could not be read, each account in each profile,
 * dates and jobs that they share. */
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/compose/paint.h"
#include "report/pdf/fleet_parts.h"
#include "report/pdf/report.h"

#define ONE_PAGE 30 /* accounts */

static void compose_all(const struct pdf_fleet *page)
{
	const struct fleet_overview *fleet = page->fleet;
	const struct pdf_banner banner = { fleet_state_colour(fleet->state),
					   pdf_fleet_icon(fleet->state), fleet_headline(fleet) };
	const char *lines[5] = { fleet->sentence };
	size_t count = 1;

	if (*fleet->moved)
		lines[count++] = fleet->moved;
	if (page->density != AIRY && (lines[count] = pdf_fleet_next_date(page)))
		count++;
	if (page->density != AIRY)
		lines[count] = pdf_fleet_widest_job(page);
	pdf_banner(page->compose, &banner, lines);
	pdf_fleet_unread(page);
	if (page->one_page)
		pdf_fleet_grid(page);
	pdf_fleet_dates(page);
	pdf_fleet_jobs(page);
	if (!page->one_page)
		pdf_fleet_grid(page);
}

static struct flow *compose_with(const struct fleet_overview *fleet, const struct view *view,
				 const struct flow_measure *measure, enum density density)
{
	const struct flow_frame frame = pdf_frame(view, measure);
	struct flow *flow = flow_new(&frame, measure);
	struct compose compose;
	const struct pdf_fleet page = { fleet, &compose, fleet->count <= ONE_PAGE, density };

	compose_init(&compose, flow, view->palette.accent, view->palette.wash);
	compose.look = LOOK_TINTED;
	compose_page(&compose, "Overview", "overview",
		     compose_printf(&compose, "%s; made on %s",
				    *fleet->assessed ? fleet->assessed : "No report was read",
				    view->assessed_on));
	compose.look = LOOK_PLAIN;
	compose_all(&page);
	return flow;
}

static struct flow *compose_pages(const struct fleet_overview *fleet, const struct view *view,
				  const struct flow_measure *measure)
{
	const bool one_page = fleet->count <= ONE_PAGE;

	for (int density = AIRY;; density++) {
		struct flow *flow = compose_with(fleet, view, measure, (enum density)density);
		struct flow_result result;
		if (one_page)
			flow_place(flow, &result);
		if (!one_page || result.pages == 1 || density == BARE)
			return flow;
		flow_free(flow);
	}
}

static int save(const struct fleet_overview *fleet, const struct view *view,
		struct text_engine *engine, const char *path, struct error *err)
{
	const struct flow_measure measure = paint_measure(engine);
	struct flow *flow = compose_pages(fleet, view, &measure);
	const struct canvas_about about = {
		.title = fleet->title,
		.author = fleet->brand->organisation,
		.subject = fleet->sentence,
		.keywords = "Syncro, audit, compliance",
		.creator = arena_printf(flow_arena(flow), "syncro-audit %s",
					fleet->about.tool_version),
		.language = "en",
		.created_ms = fleet->about.made_at,
	};

	return pdf_save(engine, flow, view, &about, path, err);
}

int pdf_fleet_write(const struct fleet_overview *fleet, const char *path, size_t *missing_glyphs,
		    struct error *err)
{
	char made[CLOCK_TEXT];
	/* Dressed as a report is, and of no account of its own. */
	struct audit audit = { .tool_version = fleet->about.tool_version,
			       .assessed_at = fleet->about.made_at,
			       .presentation = { fleet->about.edition, fleet->about.paper, 0,
						 fleet->about.brand } };
	const bool outside = fleet->about.edition == EDITION_AUDITOR;
	struct view view = {
		.audit = &audit,
		.arena = fleet->arena,
		.brand = fleet->brand,
		.palette = palette_of(fleet->about.brand),
		.title = fleet->title,
		.assessed = made,
		.assessed_on = view_moment(fleet->arena, fleet->about.made_at),
		.edition = outside ? "Auditor's edition" : "Internal edition",
		.whose = arena_printf(fleet->arena, "%zu account%s", fleet->count,
				      fleet->count == 1 ? "" : "s"),
	};
	struct text_engine *engine = text_engine_new(err);
	struct error ignored;

	clock_human(made, fleet->about.made_at);
	if (!engine)
		return -1;
	memcpy(audit.report_id, fleet->report_id, sizeof audit.report_id);
	if (fleet->brand->logo.bytes)
		(void)logo_decode(&view.logo, fleet->brand->logo.bytes, fleet->brand->logo.size,
				  &ignored);
	int result = save(fleet, &view, engine, path, err);
	*missing_glyphs = text_missing(engine);
	text_engine_free(engine);
	logo_release(&view.logo);
	return result;
}
