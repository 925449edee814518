#include "audit/input/token.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/input/token_command.h"

#define VARIABLE "SYNCRO_API_TOKEN"
#define MTP_VARIABLE "JUMPCLOUD_API_KEY"
#define LONGEST 4096
#define LIMIT_MS 60000 /* for a passphrase to be typed */
#define TURN_MS 100
#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"

struct reading {
	struct arena *arena;
	const volatile sig_atomic_t *stop;
	struct str text;
};

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

/* A name in a folder that is there is a name; any other may be the token itself. */
static const char *shown(struct reading *reading, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat status;

	if (!slash)
		return secret_hint(reading->arena, path);
	const char *folder = arena_printf(reading->arena, "%.*s/", (int)(slash - path), path);
	return stat(folder, &status) == 0 ? path : secret_hint(reading->arena, path);
}

/* Not opened anew: that would be another end of the same pipe, or is not allowed. */
static int descriptor_of(const char *path)
{
	static const char by_number[] = "/dev/fd/";
	const char *digits = path + sizeof by_number - 1;
	char *end = NULL;

	if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0)
		return STDIN_FILENO;
	if (strncmp(path, by_number, sizeof by_number - 1) != 0 || !isdigit((unsigned char)*digits))
		return -1;
	const long number = strtol(digits, &end, 10);
	return !*end && number < INT_MAX ? (int)number : -1;
}

/* A drive of Windows shows every file so, and chmod changes nothing there. */
static const char *everybodys(mode_t mode)
{
	return (mode & 0777) == 0777
		       ? "; where that changes nothing, as on a drive of Windows, keep it in your home"
			 " folder"
		       : "";
}

static int open_token_file(struct reading *reading, const char *path, struct error *err)
{
	const int given = descriptor_of(path);
	int fd = given >= 0 ? fcntl(given, F_DUPFD_CLOEXEC, 3)
			    : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;

	if (fd < 0)
		return error_set(err, "'%s': %s", shown(reading, path), strerror(errno));
	if (strcmp(path, "-") == 0 || fstat(fd, &status) != 0)
		return fd;
	if (S_ISREG(status.st_mode) && (status.st_mode & 077) && !is_credential(path, &status))
		error_set(err, "'%s': others can read it; mend it with: chmod 600 '%s'%s", path,
			  path, everybodys(status.st_mode));
	else if (S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode) || given >= 0)
		return fd;
	else
		error_set(err, "'%s': is neither a file nor a pipe", path);
	close(fd);
	return -1;
}

static int read_token_file(struct reading *reading, const char *path, struct error *err)
{
	const int64_t until = clock_monotonic_ms() + LIMIT_MS;
	const bool hurried = strcmp(path, "-") != 0;
	int fd = open_token_file(reading, path, err), result = fd < 0 ? -1 : 0;
	char buffer[1024];

	while (result == 0) {
		struct pollfd input = { .fd = fd, .events = POLLIN };
		ssize_t got = poll(&input, 1, TURN_MS) > 0 ? read(fd, buffer, sizeof buffer) : -1;
		if (got == 0)
			break;
		if (*reading->stop)
			result = error_set(err, "interrupted");
		else if (got < 0 && input.revents && errno != EINTR && errno != EAGAIN)
			result = error_set(err, "'%s': %s", path, strerror(errno));
		else if (got > 0 && str_add(&reading->text, buffer, (size_t)got) != 0)
			result = error_set(err, "has more than %d characters", LONGEST);
		else if (got < 0 && hurried && clock_monotonic_ms() >= until)
			result = error_set(err, "'%s': nothing comes out of it", path);
	}
	explicit_bzero(buffer, sizeof buffer);
	if (fd >= 0)
		close(fd);
	return result;
}

static int read_command(struct reading *reading, const char *command, struct error *err)
{
	return token_command_read(command, LIMIT_MS, reading->stop, &reading->text, err);
}

static int read_variable(struct reading *reading, const char *name, struct error *err)
{
	int result = str_puts(&reading->text, getenv(name));

	(void)unsetenv(name); /* no child needs it */
	return result == 0 ? 0 : error_set(err, "has more than %d characters", LONGEST);
}

/* What people put around a token. NULL = nothing that is known. */
static const char *wrapping(const char *text, size_t length)
{
	static const char bearer[] = "bearer";
	const size_t name = strspn(text, NAME_CHARACTERS);

	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0 || strncmp(text, "\xFF\xFE", 2) == 0 ||
	    strncmp(text, "\xFE\xFF", 2) == 0)
		return "begins with a byte order mark; save it without one";
	if (length && (strchr("'\"`", text[0]) || strchr("'\"`", text[length - 1])))
		return "has quotes around it; give the token without them";
	if (strncasecmp(text, bearer, sizeof bearer - 1) == 0 &&
	    isspace((unsigned char)text[sizeof bearer - 1]))
		return "begins with 'Bearer'; give the token alone";
	/* An encoded one may end in "=" itself. */
	if (name && text[name] == '=' && text[name + strspn(text + name, "=")])
		return "has the form NAME=value; give the value alone";
	return NULL;
}

/* "YOUR_TOKEN_HERE": words where a token belongs. One that Syncro made has a digit in it. */
static bool is_placeholder(const char *text)
{
	static const char *const words[] = { "token", "key", "secret", "change", "paste", "xxx" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcasestr(text, words[i]))
			return strcspn(text, "0123456789") == strlen(text);
	return false;
}

static int check(const char *text, size_t length, struct error *err)
{
	const char *wrapped = wrapping(text, length);

	if (length == 0)
		return error_set(err, "is empty");
	if (wrapped)
		return error_set(err, "%s", wrapped);
	if (length < SECRET_SHORTEST || length > LONGEST)
		return error_set(err, "has %zu characters; expected %d to %d", length,
				 SECRET_SHORTEST, LONGEST);
	/* What may stand behind 'Bearer' (RFC 6750). */
	const size_t fine = strspn(text, NAME_CHARACTERS "-.~+/=");
	if (fine < length)
		return error_set(err, "holds %s, at character %zu",
				 text[fine] <= ' ' || text[fine] > '~'
					 ? "white space or a character that is not printable ASCII"
					 : "a sign that is in no token, such as a bracket or a "
					   "colon",
				 fine + 1);
	if (is_placeholder(text))
		return error_set(err, "stands where a token belongs, such as YOUR_TOKEN_HERE; "
				      "put the token in its place");
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

bool token_is_path(const char *token_file)
{
	return strcmp(token_file, "-") != 0;
}

static struct reading begin(const volatile sig_atomic_t *stop)
{
	return (struct reading){ .arena = arena_new(), .stop = stop, .text = STR_INIT(LONGEST) };
}

static int end(struct reading *reading, const char *what, int result, struct secret *out,
	       struct error *err)
{
	if (result == 0)
		result = take(&reading->text, out, err);
	if (result != 0)
		error_prepend(err, "%s", what);
	str_release(&reading->text);
	arena_free(reading->arena);
	return result;
}

int token_read(const struct token_options *options, const volatile sig_atomic_t *stop,
	       struct secret *out, struct error *err)
{
	const struct source {
		const char *what;
		const char *where; /* NULL = not given */
		int (*read)(struct reading *reading, const char *where, struct error *err);
	} sources[] = {
		{ "token file", options->token_file, read_token_file },
		{ "token command", options->token_command, read_command },
		{ "environment variable " VARIABLE, getenv(VARIABLE) ? VARIABLE : NULL,
		  read_variable },
	};
	const struct source *source = sources;

	if (options->token_file && options->token_command)
		return error_set(err, "--token-file and --token-command exclude each other");
	while (source < sources + COUNT_OF(sources) && !source->where)
		source++;
	if (source == sources + COUNT_OF(sources))
		return error_set(err, "no API token: give --token-file, --token-command or the "
				      "environment variable " VARIABLE);
	struct reading reading = begin(stop);
	int result = source->read(&reading, source->where, err);
	return end(&reading, source->what, result, out, err);
}

int token_read_mtp_key(struct secret *out, struct error *err)
{
	if (!getenv(MTP_VARIABLE))
		return error_set(
			err, "--mtp-provider: no key: set the environment variable " MTP_VARIABLE);
	struct reading reading = begin(NULL);
	int result = read_variable(&reading, MTP_VARIABLE, err);
	return end(&reading, "environment variable " MTP_VARIABLE, result, out, err);
}
