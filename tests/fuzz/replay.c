/*
 * replay - one fuzz target and its corpus, without a fuzzer: for `make check`.
 * usage: NAME [FILE|FOLDER]...   (tests/fuzz/corpus/NAME, from the project's root)
 * Prints TAP, one line for the target; dies with the input's name above the trouble.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/fuzz/property.h"

static size_t replayed;

static int replay_file(const char *path)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct error err = { .message = "" };
	int result = file_read(path, &bytes, &err);

	if (result != 0) {
		printf("# %s\n", err.message);
	} else {
		/* Before it is tried: the last name printed is the culprit's. */
		printf("# %s\n", path);
		(void)fflush(stdout);
		(void)LLVMFuzzerTestOneInput((const uint8_t *)str_text(&bytes), bytes.length);
		replayed++;
	}
	str_release(&bytes);
	return result;
}

static int is_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int replay_folder(const char *path)
{
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, is_file, alphasort);
	int result = count < 0 ? -1 : 0;

	for (int i = 0; i < count; i++) {
		struct str file = STR_INIT(STR_LINE);
		str_printf(&file, "%s/%s", path, entries[i]->d_name);
		if (replay_file(str_text(&file)) != 0)
			result = -1;
		str_release(&file);
		free(entries[i]);
	}
	free(entries);
	return result;
}

static int replay(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0) {
		printf("# '%s' is not there\n", path);
		return -1;
	}
	return S_ISDIR(status.st_mode) ? replay_folder(path) : replay_file(path);
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	const char *name = slash ? slash + 1 : argv[0];
	struct str corpus = STR_INIT(STR_LINE);
	int result = 0;

	mem_init();
	str_printf(&corpus, "tests/fuzz/corpus/%s", name);
	for (int i = 1; i < argc; i++)
		if (replay(argv[i]) != 0)
			result = -1;
	if (argc < 2)
		result = replay(str_text(&corpus));
	/* An empty corpus shows nothing. */
	bool fine = result == 0 && replayed > 0;
	printf("1..1\n%sok 1 - %s: %zu inputs\n", fine ? "" : "not ", name, replayed);
	str_release(&corpus);
	return fine ? 0 : 1;
}
