#include "report/pdf/record.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "report/canvas/document.h"
#include "report/xml/read.h"

/* An id has no blank in it, and a verdict no colon. */
#define WAIVED "+waived"
#define PREFIX "audit:"

struct reading {
	struct facts *facts;
	struct str text;
	size_t found;
};

static const char *findings_text(struct arena *arena, const struct audit *audit)
{
	struct str text = STR_INIT(STR_BODY);

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		str_printf(&text, "%s%s:%s%s", i ? " " : "", finding->requirement->id,
			   verdict_name(finding->verdict), finding->waiver ? WAIVED : "");
	}
	return str_keep(&text, arena);
}

void pdf_record_make(struct arena *arena, const struct audit *audit,
		     struct canvas_property properties[PDF_RECORD_PROPERTIES])
{
	size_t count = 0;

	properties[count++] = (struct canvas_property){ "ReportId", audit->report_id };
	properties[count++] = (struct canvas_property){ "Verdict", overall_name(audit->verdict) };
	properties[count++] =
		(struct canvas_property){ "Waived",
					  arena_printf(arena, "%zu", audit->counts.waived) };
	for (int i = 0; i < VERDICT_COUNT; i++)
		properties[count++] = (struct canvas_property){
			verdict_name((enum verdict)i),
			arena_printf(arena, "%zu", audit->counts.of[i]),
		};
	properties[count++] = (struct canvas_property){ "Findings", findings_text(arena, audit) };
}

static void add_findings(struct facts *facts, char *text)
{
	for (char *word; (word = strsep(&text, " ")) != NULL;) {
		char *verdict = strrchr(word, ':');
		char *waived = verdict ? strstr(verdict, WAIVED) : NULL;
		if (verdict)
			*verdict++ = '\0';
		if (waived)
			*waived = '\0';
		if (*word)
			fact_finding(facts, word, verdict ? verdict : "", waived != NULL);
	}
}

static void add_property(struct reading *reading, const char *name)
{
	const char *value = str_text(&reading->text);

	reading->found++;
	if (strcmp(name, "ReportId") == 0)
		fact_report(reading->facts, value);
	else if (strcmp(name, "Verdict") == 0)
		fact_overall(reading->facts, value);
	else if (strcmp(name, "Waived") == 0)
		fact_waived(reading->facts, value);
	else if (strcmp(name, "Findings") == 0) {
		char *copy = xstrdup(value);
		add_findings(reading->facts, copy);
		free(copy);
	} else if (verdict_from_name(name) >= 0)
		fact_count(reading->facts, (enum verdict)verdict_from_name(name), value);
}

static void on_start(void *context, const char *name, const char **attributes)
{
	struct reading *reading = context;

	(void)name;
	(void)attributes;
	str_clear(&reading->text);
}

static void on_text(void *context, const char *bytes, int length)
{
	struct reading *reading = context;

	str_add(&reading->text, bytes, (size_t)length);
}

static void on_end(void *context, const char *name)
{
	if (strncmp(name, PREFIX, sizeof PREFIX - 1) == 0)
		add_property(context, name + sizeof PREFIX - 1);
}

int pdf_record_read(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	static const struct xml_events events = { on_start, on_end, on_text };
	struct reading reading = { .facts = facts, .text = STR_INIT(STR_BODY) };
	struct str text = STR_INIT(STR_BODY);
	int result = -1;

	if (pdf_document_metadata(bytes, length, &text, err) == 0) {
		result = xml_read_bytes(str_text(&text), text.length, &events, &reading);
		if (result != 0)
			error_set(err, "its metadata is not well-formed");
		else if (!reading.found)
			result = error_set(err, "holds no record of a report");
	}
	str_release(&reading.text);
	str_release(&text);
	return result;
}
