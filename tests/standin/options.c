#include "tests/standin/options.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

struct row {
	const char *name;
	bool number;
	size_t offset;
};

#define TEXT(word, field)                                                                          \
	{                                                                                          \
		word, false, offsetof(struct options, field)                                       \
	}
#define NUMBER(word, field)                                                                        \
	{                                                                                          \
		word, true, offsetof(struct options, field)                                        \
	}

static const struct row rows[] = {
	TEXT("token", token),
	TEXT("permissions", permissions),
	TEXT("with", with),
	TEXT("without", without),
	TEXT("faults", faults),
	TEXT("log", log),
	TEXT("bodies", bodies),
	TEXT("port-file", port_file),
	TEXT("meta", meta),
	TEXT("users", users),
	TEXT("missing", missing),
	TEXT("declare", declare),
	TEXT("tls-cert", tls_cert),
	TEXT("tls-key", tls_key),
	TEXT("mtp-key", mtp_key),
	NUMBER("port", port),
	NUMBER("per-page", per_page),
	NUMBER("latency-ms", latency_ms),
	NUMBER("jitter-ms", jitter_ms),
	NUMBER("seed", seed),
	NUMBER("refusal", refusal),
	NUMBER("rate-limit", rate_limit),
	NUMBER("rate-window-ms", rate_window_ms),
	NUMBER("revoke-after", revoke_after),
	NUMBER("gzip", gzip),
	NUMBER("customers", customers),
};

static int set(struct arena *arena, struct options *options, const char *name, const char *value,
	       struct error *err)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *field = (char *)options + rows[i].offset;
		char *end = NULL;

		if (strcmp(rows[i].name, name) != 0)
			continue;
		if (!rows[i].number) {
			*(const char **)field = arena_strdup(arena, value);
			return 0;
		}
		errno = 0;
		long long number = strtoll(value, &end, 10);
		if (errno || end == value || *end || number < 0)
			return error_set(err, "--%s: expected a number, found '%s'", name, value);
		*(int64_t *)field = number;
		return 0;
	}
	return error_set(err, "unknown option '--%s'", name);
}

static int read_lines(struct arena *arena, struct options *options, const char *path,
		      struct error *err)
{
	struct str text = STR_INIT(STR_BODY);
	char *rest = NULL;
	int result = file_read(path, &text, err);

	for (char *line = result == 0 && text.length ? strtok_r(text.data, "\n", &rest) : NULL;
	     line && result == 0; line = strtok_r(NULL, "\n", &rest)) {
		char *space = strchr(line, ' ');

		if (strncmp(line, "--", 2) != 0 || !space) {
			result = error_set(err, "'%s': expected '--name value', found '%s'", path,
					   line);
			break;
		}
		*space = '\0';
		result = set(arena, options, line + 2, space + 1, err);
	}
	str_release(&text);
	return result;
}

static int check(const struct options *options, struct error *err)
{
	if (!options->folder)
		return error_set(err, "usage: standin FOLDER [--name value]...");
	if (options->port > 65535)
		return error_set(err, "--port: expected 0 to 65535");
	if (options->refusal != 401 && options->refusal != 403)
		return error_set(err, "--refusal: expected 401 or 403");
	if (!options->tls_cert != !options->tls_key)
		return error_set(err, "--tls-cert and --tls-key belong together");
	return 0;
}

int options_parse(struct arena *arena, int argc, char **argv, struct options *out,
		  struct error *err)
{
	struct options options = { .token = "standin-token-0123456789",
				   .permissions = "needed",
				   .with = "",
				   .without = "",
				   .meta = "",
				   .users = "array",
				   .missing = "permission",
				   .declare = "",
				   .refusal = 401,
				   .rate_window_ms = 60000 };

	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--", 2) != 0) {
			if (options.folder)
				return error_set(err, "more than one folder: '%s'", argv[i]);
			options.folder = argv[i];
			continue;
		}
		if (i + 1 == argc)
			return error_set(err, "option '%s' needs a value", argv[i]);
		const char *name = argv[i++] + 2;
		int result = strcmp(name, "options") == 0
				     ? read_lines(arena, &options, argv[i], err)
				     : set(arena, &options, name, argv[i], err);
		if (result != 0)
			return -1;
	}
	if (check(&options, err) != 0)
		return -1;
	*out = options;
	return 0;
}
