#include "audit/command/outputs.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "audit/command/beside.h"
#include "audit/command/output.h"
#include "audit/command/progress.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/manifest.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/rules/profile/todo.h"
#include "report/edition/edition.h"
#include "report/overview/overview.h"
#include "report/report.h"
#include "report/xlsx/work.h"

/* No format: it is filled in and read again. */
const struct report_file outputs_todo = { "attestations.todo.json", .to_stream = todo_write };

static int write_work(const struct audit *audit, const char *path, size_t *missing_glyphs,
		      struct error *err)
{
	(void)missing_glyphs;
	return xlsx_work_write(audit, path, err);
}

/* Written into by people, and so never read back as a part of the report. */
static const struct report_file work = { "work.xlsx", .to_path = write_work };

int outputs_parse(const char *list, unsigned *formats, struct error *err)
{
	struct str known = STR_INIT(STR_LINE);
	unsigned chosen = report_format_bit("json", 4);
	int result = 0;

	for (const char *end; *list && result == 0; list = *end ? end + 1 : end) {
		end = strchrnul(list, ',');
		unsigned named = report_format_bit(list, (size_t)(end - list));
		chosen |= named;
		if (named)
			continue;
		report_formats_text(&known, ", ", " and ");
		result = error_set(err, "--format: expected a list of %s, found '%.*s'",
				   str_text(&known), (int)(end - list), list);
	}
	str_release(&known);
	if (result == 0)
		*formats = chosen;
	return result;
}

int outputs_ready(unsigned formats, struct error *err)
{
	for (size_t i = 0; report_formats[i].name; i++) {
		const struct report_file *file = report_formats[i].files;
		for (; formats & (1u << i) && file->name; file++)
			if (file->ready && file->ready(err) != 0)
				return error_prepend(err, "%s", file->name);
	}
	return 0;
}

/* A file of a report, and what it is of. */
struct written {
	const struct report_file *file;
	const struct audit *audit;
};

static int write_report_file(const void *what, const struct outfile *to, size_t *missing,
			     struct error *err)
{
	const struct written *written = what;

	if (!to->stream)
		return written->file->to_path(written->audit, to->temporary, missing, err);
	if (written->file->to_stream)
		written->file->to_stream(to->stream, written->audit);
	return 0;
}

static int write_file(const struct report_file *file, const char *name, const struct place *folder,
		      const struct audit *audit, const struct secret *token, struct error *err)
{
	const struct written written = { file, audit };
	const struct output output = { name, file->to_path != NULL, write_report_file, &written };

	progress_stage("writing %s", name);
	return output_write(&output, folder, token, err);
}

/* The same of an overview. */
struct written_overview {
	const struct report_overview_file *file;
	const struct overview *overview;
};

static int write_overview_file(const void *what, const struct outfile *to, size_t *missing,
			       struct error *err)
{
	const struct written_overview *written = what;

	if (!to->stream)
		return written->file->to_path(written->overview, to->temporary, missing, err);
	written->file->to_stream(to->stream, written->overview);
	return 0;
}

struct overview *outputs_overview(struct arena *arena, struct audit *const *audits, size_t count)
{
	const struct audit **shown = arena_array(arena, count, sizeof(struct audit *));
	const char **ids = arena_array(arena, count, sizeof(char *));
	char id[HASH_UUID];

	for (size_t i = 0; i < count; i++) {
		shown[i] = edition_shown(arena, audits[i]);
		ids[i] = audits[i]->report_id;
	}
	manifest_report_id(ids, count, id);
	return overview_new(shown, count, id);
}

int outputs_write_overview(const struct place *folder, unsigned formats,
			   struct audit *const *audits, size_t count, const struct secret *token,
			   struct error *err)
{
	struct arena *arena = arena_new();
	struct overview *overview = outputs_overview(arena, audits, count);
	int result = 0;

	for (const struct report_overview_file *file = report_overview_files;
	     file->name && result == 0; file++)
		if (formats & report_format_bit(file->format, strlen(file->format))) {
			const struct written_overview written = { file, overview };
			const struct output output = { file->name, file->to_path != NULL,
						       write_overview_file, &written };
			result = output_write(&output, folder, token, err);
		}
	overview_free(overview);
	arena_free(arena);
	return result;
}

/* A file that a process of its own writes, while this one writes the others. */
struct other {
	const struct report_file *output; /* NULL = there is none */
	const struct audit *audit;
	struct outfile file;
	struct beside beside;
};

static int write_other(void *context, size_t *missing, struct error *err)
{
	const struct other *other = context;

	return other->output->to_path(other->audit, other->file.temporary, missing, err);
}

/* The last one that a library writes, if it is not the only one. */
static const struct report_file *choose_other(unsigned formats)
{
	const struct report_file *chosen = NULL;
	size_t count = 0;

	for (size_t i = 0; report_formats[i].name; i++)
		for (const struct report_file *file = report_formats[i].files;
		     formats & (1u << i) && file->name; file++)
			if (file->to_path) {
				chosen = file;
				count++;
			}
	return count > 1 ? chosen : NULL;
}

static int begin_other(struct other *other, const struct place *folder, unsigned formats,
		       const struct audit *audit, struct error *err)
{
	const struct report_file *output = choose_other(formats);

	*other = (struct other){ .output = output, .audit = audit, .beside = BESIDE_INIT };
	if (!output)
		return 0;
	if (outfile_reserve(&other->file, folder, output->name, err) != 0) {
		other->output = NULL;
		return -1;
	}
	if (!beside_begin(&other->beside, write_other, other)) {
		outfile_discard(&other->file);
		other->output = NULL;
	}
	return 0;
}

static int end_other(struct other *other, int result, const struct secret *token, struct error *err)
{
	size_t missing = 0;

	if (!other->output)
		return result;
	if (result != 0) {
		beside_stop(&other->beside);
		outfile_discard(&other->file);
		return result;
	}
	progress_stage("writing %s", other->output->name);
	result = beside_end(&other->beside, &missing, err);
	return output_finish(&other->file, other->output->name, result, missing, token, err);
}

int outputs_write(const struct place *folder, unsigned formats, const struct audit *audit,
		  const struct secret *token, struct error *err)
{
	struct arena *arena = arena_new();
	const struct audit *shown = edition_shown(arena, audit);
	struct other other;
	int result = begin_other(&other, folder, formats, shown, err);

	for (size_t i = 0; report_formats[i].name; i++) {
		const struct report_file *file = report_formats[i].files;
		for (; formats & (1u << i) && file->name && result == 0; file++)
			if (file != other.output)
				result = write_file(file, file->name, folder, shown, token, err);
	}
	/* Who reads it outside has nothing to fill in. */
	if (result == 0 && audit->presentation.edition == EDITION_INTERNAL)
		result = write_file(&outputs_todo, outputs_todo.name, folder, shown, token, err);
	if (result == 0 && audit->presentation.edition == EDITION_INTERNAL &&
	    formats & report_format_bit("xlsx", 4))
		result = write_file(&work, work.name, folder, shown, token, err);
	result = end_other(&other, result, token, err);
	arena_free(arena);
	return result;
}

int outputs_write_one(const struct place *folder, const char *name, const char *format,
		      const struct audit *audit, struct error *err)
{
	const unsigned bit = report_format_bit(format, strlen(format));
	struct arena *arena = arena_new();
	const struct audit *shown = edition_shown(arena, audit);
	int result = 0;

	for (size_t i = 0; report_formats[i].name && result == 0; i++)
		if (bit & (1u << i))
			result =
				write_file(report_formats[i].files, name, folder, shown, NULL, err);
	arena_free(arena);
	return result;
}
