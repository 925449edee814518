#include "audit/input/token.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/str.h"

#define VARIABLE "SYNCRO_API_TOKEN"
#define MTP_VARIABLE "JUMPCLOUD_API_KEY"
#define SHORTEST 8 /* a shorter one would be found in every text it is searched in */
#define LONGEST 4096

static int read_stream(FILE *stream, struct str *out)
{
	char buffer[1024];
	size_t got;

	setvbuf(stream, NULL, _IONBF, 0); /* no copy left in a buffer of stdio */
	while ((got = fread(buffer, 1, sizeof buffer, stream)) > 0)
		if (str_add(out, buffer, got) != 0)
			break;
	explicit_bzero(buffer, sizeof buffer);
	return ferror(stream) ? -1 : 0;
}

static int read_standard_input(struct str *out, struct error *err)
{
	if (read_stream(stdin, out) != 0)
		return error_set(err, "standard input: cannot be read: %s", strerror(errno));
	return 0;
}

/*
 * What a service manager puts into $CREDENTIALS_DIRECTORY may show its group's read bit:
 * that is the mask of an access list for the service's own user, and the folder is closed
 * to everybody else.
 */
static bool is_credential(const char *path, const struct stat *status)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	const size_t length = folder ? strlen(folder) : 0;

	return length && strncmp(path, folder, length) == 0 && path[length] == '/' &&
	       !strchr(path + length + 1, '/') &&
	       (status->st_uid == 0 || status->st_uid == geteuid()) &&
	       (status->st_mode & 0777 & ~(mode_t)0440) == 0;
}

static int read_token_file(const char *path, struct str *out, struct error *err)
{
	struct stat status;

	if (strcmp(path, "-") == 0)
		return read_standard_input(out, err);
	if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) &&
	    !is_credential(path, &status))
		return error_set(err, "'%s': others can read it; mend it with: chmod 600 '%s'",
				 path, path);
	return file_read(path, out, err);
}

/* The command itself is not named in messages: it may hold a secret too. */
static int read_command(const char *command, struct str *out, struct error *err)
{
	(void)fflush(NULL);
	/* The user's own command, given to be run by a shell. */
	FILE *stream = popen(command, "re"); /* NOLINT(cert-env33-c) */

	if (!stream)
		return error_set(err, "cannot be run: %s", strerror(errno));
	int failed = read_stream(stream, out);
	int status = pclose(stream);
	if (failed || status == -1)
		return error_set(err, "its output cannot be read");
	if (!WIFEXITED(status))
		return error_set(err, "was ended by a signal");
	if (WEXITSTATUS(status) != 0)
		return error_set(err, "ended with status %d", WEXITSTATUS(status));
	if (out->length)
		out->length = strcspn(out->data, "\r\n"); /* its first line */
	return 0;
}

static int read_variable(const char *name, struct str *out, struct error *err)
{
	(void)err;
	str_puts(out, getenv(name));
	(void)unsetenv(name); /* no child needs it */
	return 0;
}

static int check(const char *text, size_t length, struct error *err)
{
	if (length == 0)
		return error_set(err, "is empty");
	if (length < SHORTEST || length > LONGEST)
		return error_set(err, "has %zu characters; expected %d to %d", length, SHORTEST,
				 LONGEST);
	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return error_set(err,
					 "holds white space or a character that is not "
					 "printable ASCII, at character %zu",
					 i + 1);
	return 0;
}

static int take(const struct str *text, struct secret *out, struct error *err)
{
	size_t length = text->length;

	while (length && strchr(" \t\r\n", text->data[length - 1]))
		length--;
	if (check(str_text(text), length, err) != 0)
		return -1;
	secret_set(out, text->data, length);
	return 0;
}

int token_read(const struct token_options *options, struct secret *out, struct error *err)
{
	const struct source {
		const char *what;
		const char *where; /* NULL = not given */
		int (*read)(const char *where, struct str *out, struct error *err);
	} sources[] = {
		{ "token file", options->token_file, read_token_file },
		{ "token command", options->token_command, read_command },
		{ "environment variable " VARIABLE, getenv(VARIABLE) ? VARIABLE : NULL,
		  read_variable },
	};
	const struct source *source = sources;
	struct str text = STR_INIT(LONGEST + 64);

	if (options->token_file && options->token_command)
		return error_set(err, "--token-file and --token-command exclude each other");
	while (source < sources + COUNT_OF(sources) && !source->where)
		source++;
	if (source == sources + COUNT_OF(sources))
		return error_set(err, "no API token: give --token-file, --token-command or the "
				      "environment variable " VARIABLE);
	int result = source->read(source->where, &text, err);
	if (result == 0)
		result = take(&text, out, err);
	if (result != 0)
		error_prepend(err, "%s", source->what);
	str_release(&text);
	return result;
}

int token_read_mtp_key(struct secret *out, struct error *err)
{
	struct str text = STR_INIT(LONGEST + 64);
	int result;

	if (!getenv(MTP_VARIABLE))
		return error_set(
			err, "--mtp-provider: no key: set the environment variable " MTP_VARIABLE);
	result = read_variable(MTP_VARIABLE, &text, err);
	if (result == 0)
		result = take(&text, out, err);
	if (result != 0)
		error_prepend(err, "environment variable " MTP_VARIABLE);
	str_release(&text);
	return result;
}
