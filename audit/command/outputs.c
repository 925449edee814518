#include "audit/command/outputs.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/results/write.h"
#include "audit/rules/profile/todo.h"
#include "report/edition/edition.h"
#include "report/format/csv_report.h"
#include "report/format/junit.h"
#include "report/format/oscal.h"
#include "report/format/sarif.h"
#include "report/pdf/report.h"
#include "report/xlsx/report.h"

#define ALWAYS "" /* a name no list can hold */

static int write_pdf(const struct audit *audit, const char *path, struct error *err)
{
	size_t missing = 0;

	if (pdf_report_write(audit, path, &missing, err) != 0)
		return -1;
	if (missing)
		log_message(LOG_WARNING,
			    "report.pdf: no installed font has %zu of its characters; "
			    "they are shown as a box",
			    missing);
	return 0;
}

/* Libraries that write files take a path, our own writers a stream. */
static const struct output {
	const char *format;
	const char *name;
	void (*to_stream)(FILE *stream, const struct audit *audit);
	int (*to_path)(const struct audit *audit, const char *path, struct error *err);
} outputs[] = {
	{ .format = "xlsx", .name = "report.xlsx", .to_path = xlsx_report_write },
	{ .format = "pdf", .name = "report.pdf", .to_path = write_pdf },
	{ .format = "json", .name = "results.json", .to_stream = result_json_write },
	{ .format = "csv", .name = "findings.csv", .to_stream = csv_findings },
	{ .format = "csv", .name = "permissions.csv", .to_stream = csv_permissions },
	{ .format = "csv", .name = "users.csv", .to_stream = csv_users },
	{ .format = "csv", .name = "customers.csv", .to_stream = csv_customers },
	{ .format = "junit", .name = "junit.xml", .to_stream = junit_write },
	{ .format = "sarif", .name = "results.sarif", .to_stream = sarif_write },
	{ .format = "oscal", .name = "oscal.json", .to_stream = oscal_write },
	{ .format = ALWAYS, .name = "attestations.todo.json", .to_stream = todo_write },
};

/* A bit for each file of a format; none if there is no such format. */
static unsigned outputs_of(const char *format, size_t length)
{
	unsigned found = 0;

	for (size_t i = 0; i < COUNT_OF(outputs); i++)
		if (strlen(outputs[i].format) == length &&
		    strncmp(outputs[i].format, format, length) == 0)
			found |= 1u << i;
	return found;
}

int outputs_parse(const char *list, unsigned *formats, struct error *err)
{
	unsigned chosen = outputs_of("json", 4) | outputs_of(ALWAYS, 0);

	for (const char *end; *list; list = *end ? end + 1 : end) {
		end = strchrnul(list, ',');
		unsigned named = end > list ? outputs_of(list, (size_t)(end - list)) : 0;
		if (!named)
			return error_set(
				err,
				"--format: expected a list of xlsx, pdf, json, csv, junit, "
				"sarif and oscal, "
				"found '%.*s'",
				(int)(end - list), list);
		chosen |= named;
	}
	*formats = chosen;
	return 0;
}

static int search_for_token(const struct outfile *file, const struct secret *token,
			    struct error *err)
{
	bool found = false;

	if (file->stream && fflush(file->stream) != 0)
		return 0; /* the commit tells why */
	FILE *written = fopen(file->temporary, "re");
	if (written)
		found = secret_in_stream(token, written);
	bool failed = !written || ferror(written);
	int number = errno;
	if (written)
		(void)fclose(written);
	if (failed)
		return error_set(err, "'%s': %s", file->path, strerror(number));
	return found ? error_set(err, "'%s': would have held the API token; nothing is written",
				 file->path)
		     : 0;
}

/* A library's words name the path it was given. */
static void name_file(const struct outfile *file, struct error *err)
{
	const struct error told = *err;
	const char *found = strstr(told.message, file->temporary);

	if (found)
		error_set(err, "%.*s%s%s", (int)(found - told.message), told.message, file->path,
			  found + strlen(file->temporary));
	else
		error_prepend(err, "'%s'", file->path);
}

static int write_output(const struct output *output, const struct place *folder,
			const struct audit *audit, const struct secret *token, struct error *err)
{
	struct outfile file = OUTFILE_INIT;
	int result = -1;

	if (output->to_stream) {
		if (outfile_open(&file, folder, output->name, err) != 0)
			return -1;
		output->to_stream(file.stream, audit);
		result = 0;
	} else {
		if (outfile_reserve(&file, folder, output->name, err) != 0)
			return -1;
		result = output->to_path(audit, file.temporary, err);
		if (result != 0)
			name_file(&file, err);
	}
	if (result == 0)
		result = search_for_token(&file, token, err);
	if (result == 0)
		result = outfile_commit(&file, err);
	outfile_discard(&file);
	return result;
}

int outputs_write(const struct place *folder, unsigned formats, const struct audit *audit,
		  const struct secret *token, struct error *err)
{
	struct arena *arena = arena_new();
	const struct audit *shown = edition_shown(arena, audit);
	int result = 0;

	for (size_t i = 0; i < COUNT_OF(outputs) && result == 0; i++)
		if (formats & (1u << i))
			result = write_output(&outputs[i], folder, shown, token, err);
	arena_free(arena);
	return result;
}
