#include "audit/command/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/log.h"
#include "audit/core/secret.h"

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

/* A library's words name the path it was given, `err` then the file's own. */
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

static void tell_missing(const char *name, size_t glyphs)
{
	if (glyphs)
		log_message(LOG_WARNING,
			    "%s: no installed font has %zu of its characters; "
			    "they are shown as a box",
			    name, glyphs);
}

int output_finish(struct outfile *file, const char *name, int result, size_t missing_glyphs,
		  const struct secret *token, struct error *err)
{
	if (result != 0)
		name_file(file, err);
	else
		tell_missing(name, missing_glyphs);
	if (result == 0 && token)
		result = search_for_token(file, token, err);
	if (result == 0)
		result = outfile_commit(file, err);
	outfile_discard(file);
	return result;
}

int output_write(const struct output *output, const struct place *folder,
		 const struct secret *token, struct error *err)
{
	struct outfile file = OUTFILE_INIT;
	size_t missing = 0;

	if ((output->by_path ? outfile_reserve : outfile_open)(&file, folder, output->name, err) !=
	    0)
		return -1;
	const int result = output->write(output->what, &file, &missing, err);
	return output_finish(&file, output->name, result, missing, token, err);
}
