#include "audit/command/verify_derived.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/hash.h"
#include "audit/core/json/json.h"
#include "audit/results/results.h"
#include "audit/results/write.h"

/* What is made once more: a file of a report, or else of the overview of several. */
struct making {
	const struct report_file *file;
	const struct audit *shown;
	const struct report_overview_file *over;
	const struct overview *overview;
};

static const char *making_name(const struct making *making)
{
	return making->file ? making->file->name : making->over->name;
}

static bool makes_path(const struct making *making)
{
	if (making->file)
		return making->file->to_path != NULL;
	return making->over && making->over->to_path;
}

static void make_stream(const struct making *making, FILE *stream)
{
	if (making->file)
		making->file->to_stream(stream, making->shown);
	else if (making->over)
		making->over->to_stream(stream, making->overview);
}

static int make_path(const struct making *making, const char *path, struct error *err)
{
	size_t ignored = 0;

	return making->file ? making->file->to_path(making->shown, path, &ignored, err)
			    : making->over->to_path(making->overview, path, &ignored, err);
}

/* A stream that keeps nothing of what is written to it, but where it parts from a file. */
struct match {
	FILE *found;
	int64_t bytes; /* that are the same */
	int64_t lines; /* and whole lines among them */
	bool differs;
};

static ssize_t match_write(void *cookie, const char *bytes, size_t size)
{
	struct match *match = cookie;
	char found[16384];

	for (size_t done = 0; done < size && !match->differs;) {
		size_t some = size - done < sizeof found ? size - done : sizeof found;
		size_t got = fread(found, 1, some, match->found), same = 0;
		for (; same < got && found[same] == bytes[done + same]; same++)
			match->lines += found[same] == '\n';
		match->bytes += (int64_t)same;
		match->differs = same < some;
		done += same;
	}
	return (ssize_t)size;
}

static int match_stream(struct match *match, const struct making *making, struct error *err)
{
	static const cookie_io_functions_t functions = { .write = match_write };
	FILE *stream = fopencookie(match, "w", functions);

	if (!stream)
		return error_set(err, "a stream to compare with: %s", strerror(errno));
	make_stream(making, stream);
	(void)fclose(stream);
	return 0;
}

static int match_path(struct match *match, const struct making *making, struct error *err)
{
	char path[64], some[16384];
	size_t got;
	int result = -1;
	/* In memory, since /tmp may be full, small, read-only or not there. */
	int fd = memfd_create(making_name(making), MFD_CLOEXEC);
	FILE *derived = fd < 0 ? NULL : fdopen(fd, "r");

	if (!derived) {
		error_set(err, "a file in memory: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (make_path(making, path, err) == 0) {
		while ((got = fread(some, 1, sizeof some, derived)) > 0)
			(void)match_write(match, some, got);
		result = ferror(derived) ? error_set(err, "a file in memory: %s", strerror(errno))
					 : 0;
	}
	(void)fclose(derived);
	return result == 0 ? 0 : error_prepend(err, "cannot be made again");
}

/* -1 if the file cannot be read to its end, or the other one not be written. */
static int match_file(struct match *match, int folder, const char *name,
		      const struct making *making, struct error *err)
{
	int fd = safe_open(folder, name, err);

	if (fd < 0)
		return -1;
	match->found = fdopen(fd, "r");
	if (!match->found) {
		error_set(err, "%s", strerror(errno));
		close(fd);
		return -1;
	}
	int result = makes_path(making) ? match_path(match, making, err)
					: match_stream(match, making, err);
	if (!match->differs)
		match->differs = getc(match->found) != EOF;
	if (result == 0 && ferror(match->found))
		result = error_set(err, "%s", strerror(errno));
	(void)fclose(match->found);
	return result;
}

static bool is_as_listed(int folder, const struct manifest_file *listed)
{
	struct error ignored = { .message = "" };
	char digest[HASH_HEX];
	int fd = safe_open(folder, listed->name, &ignored);

	if (fd < 0)
		return false;
	const bool whole = safe_hash(fd, listed->size, digest) == 0;
	close(fd);
	return whole && strcmp(digest, listed->sha256) == 0;
}

static cJSON *derived_tree(const struct audit *shown, struct error *err)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (stream) {
		result_json_write(stream, shown);
		(void)fclose(stream);
	}
	cJSON *tree = text ? json_parse(text, length, err) : NULL;
	if (!text)
		error_set(err, "a copy to compare with: %s", strerror(errno));
	free(text);
	return tree;
}

/* Whether each field says the same, in whatever bytes. */
static bool compare_fields(int folder, const char *name, const struct audit *shown,
			   struct verify_outcome *outcome)
{
	struct str bytes = STR_INIT(RESULTS_MOST);
	struct error why = { .message = "" };
	cJSON *expected = derived_tree(shown, &why), *found = NULL;
	bool same = false;

	if (expected && safe_read(folder, name, &bytes, &why) == 0)
		found = json_parse(str_text(&bytes), bytes.length, &why);
	str_release(&bytes);
	if (found)
		same = verify_trees(outcome, name, " by the evidence", expected, found);
	else
		verify_unreadable(outcome, name, why.message);
	cJSON_Delete(found);
	cJSON_Delete(expected);
	return same;
}

static void tell_place(const char *name, bool in_bytes, const struct match *match,
		       struct verify_outcome *outcome)
{
	char where[64];

	if (in_bytes)
		(void)snprintf(where, sizeof where, "byte %" PRId64, match->bytes + 1);
	else
		(void)snprintf(where, sizeof where, "line %" PRId64, match->lines + 1);
	verify_differs(outcome, name, where,
		       in_bytes ? "what the evidence gives with the fonts and libraries here"
				: "what the evidence gives",
		       "something else");
}

bool verify_derived(int folder, const struct manifest_file *listed, const struct report_file *file,
		    const struct audit *shown, struct verify_outcome *outcome)
{
	const struct making making = { .file = file, .shown = shown };
	struct match match = { .bytes = 0 };
	struct error why = { .message = "" };
	const char *name = listed->name;

	if (match_file(&match, folder, name, &making, &why) != 0)
		verify_unreadable(outcome, name, why.message);
	else if (!match.differs)
		return true;
	else if ((file->to_stream != result_json_write ||
		  compare_fields(folder, name, shown, outcome)) &&
		 is_as_listed(folder, listed))
		tell_place(name, file->to_path, &match, outcome);
	return false;
}

bool verify_overview(int folder, const struct manifest_file *listed,
		     const struct report_overview_file *file, const struct overview *overview,
		     struct verify_outcome *outcome)
{
	const struct making making = { .over = file, .overview = overview };
	struct match match = { .bytes = 0 };
	struct error why = { .message = "" };

	if (match_file(&match, folder, listed->name, &making, &why) != 0)
		verify_unreadable(outcome, listed->name, why.message);
	else if (!match.differs)
		return true;
	else if (is_as_listed(folder, listed))
		tell_place(listed->name, file->to_path, &match, outcome);
	return false;
}
