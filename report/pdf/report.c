#include "report/pdf/report.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/compose/paint.h"
#include "report/pdf/internal.h"
#include "report/pdf/record.h"

/* Pages that need no list of what is on them: each reader has the bookmarks. */
#define MOST_WITHOUT_CONTENTS 14
/* Of a page, for a part to begin the next one. */
#define LEAST_FILLED 0.6

static void compose_contents(struct compose *compose, const struct view *view);

/* In the order of the report. */
static const struct pdf_part parts[] = {
	{ "", "cover", "", pdf_cover, NULL },
	{ "", "contents", "", compose_contents, NULL },
	{ "Summary", "summary", "Result and next steps", pdf_summary, NULL },
	{ "Changes", "changes", "Since the audit it is compared with", pdf_changes,
	  pdf_has_changes },
	{ "History", "history", "Results over time", pdf_history, pdf_has_history },
	{ "Requirements", "requirements", "All requirements in one table", pdf_requirements, NULL },
	{ "What to do", "jobs", "What was found, of what, and the steps", pdf_jobs, pdf_has_jobs },
	{ "Confirmations", "confirmations", "What a person has to confirm", pdf_confirmations,
	  pdf_has_confirmations },
	{ "Token scope", "scope", "What the API token may do, and what it needs", pdf_scope, NULL },
	{ "Users and security groups", "people", "Token owner and administrators", pdf_people,
	  NULL },
	{ "Customers", "customers", "Customers that cannot be billed or mapped", pdf_customers,
	  pdf_has_customers },
	{ "Exceptions and confirmations", "exceptions",
	  "What was accepted, what was confirmed, and until when", pdf_exceptions, NULL },
	{ "Method", "method", "Terms, proof, method and limits", pdf_method, NULL },
	{ .compose = NULL },
};

static void compose_contents(struct compose *compose, const struct view *view)
{
	pdf_contents(compose, view, parts);
}

/* A brand's footer takes room from the page, line by line, and so does the client's name. */
static size_t footer_lines(const struct flow_measure *measure, const char *text, double width)
{
	const struct flow_style style = { .size = PDF_FOOTER_SIZE };
	size_t lines = 0;

	for (size_t left = strlen(text); left; lines++) {
		size_t line = measure->line(measure->context, &style, text, left, width);
		text += line;
		left -= line;
	}
	return lines;
}

struct flow_frame pdf_frame(const struct view *view, const struct flow_measure *measure)
{
	struct flow_frame frame = paint_frame(view->audit->presentation.paper, 44, 46, 58);

	frame.bottom +=
		PDF_FOOTER_LINE * (double)(footer_lines(measure, view->brand->footer,
							frame.width - frame.left - frame.right) +
					   (*view->brand->prepared_for != '\0'));
	return frame;
}

static struct flow *compose_with(const struct view *view, const struct flow_measure *measure,
				 bool contents)
{
	const struct flow_frame frame = pdf_frame(view, measure);
	struct flow *flow = flow_new(&frame, measure);
	struct compose compose;

	compose_init(&compose, flow, view->palette.accent, view->palette.wash);
	compose.least = LEAST_FILLED;
	for (const struct pdf_part *part = parts; part->compose; part++)
		if (pdf_part_stands(part, view) && (contents || part->compose != compose_contents))
			part->compose(&compose, view);
	return flow;
}

struct flow *pdf_compose(const struct view *view, const struct flow_measure *measure)
{
	struct flow *flow = compose_with(view, measure, false);
	struct flow_result result;

	flow_place(flow, &result);
	if (result.pages <= MOST_WITHOUT_CONTENTS)
		return flow;
	flow_free(flow);
	return compose_with(view, measure, true);
}

/* Kept in the document for other programs: what the report says, in numbers. */
static int save(struct text_engine *engine, struct flow *flow, const struct view *view,
		const char *path, struct error *err)
{
	const struct audit *audit = view->audit;
	struct canvas_property properties[PDF_RECORD_PROPERTIES];
	const struct canvas_about about = {
		.title = view->title,
		.author = view->brand->organisation,
		.subject = arena_printf(flow_arena(flow), "%s.syncromsp.com, assessed as of %s",
					audit->account->subdomain, view->assessed_on),
		.keywords = "Syncro, audit, compliance",
		.creator = arena_printf(flow_arena(flow), "syncro-audit %s", audit->tool_version),
		.language = "en",
		.created_ms = audit->assessed_at,
		.properties = properties,
		.property_count = COUNT_OF(properties),
	};

	pdf_record_make(flow_arena(flow), audit, properties);
	return pdf_save(engine, flow, view, &about, path, err);
}

int pdf_report_ready(struct error *err)
{
	struct text_engine *engine = text_engine_new(err);

	text_engine_free(engine);
	return engine ? 0 : -1;
}

int pdf_report_write(const struct audit *audit, const char *path, size_t *missing_glyphs,
		     struct error *err)
{
	struct text_engine *engine = text_engine_new(err);

	if (!engine)
		return -1;
	struct view *view = view_new(audit);
	const struct flow_measure measure = paint_measure(engine);
	const int result = save(engine, pdf_compose(view, &measure), view, path, err);
	if (result == 0)
		*missing_glyphs = text_missing(engine);
	text_engine_free(engine);
	view_free(view);
	return result;
}
