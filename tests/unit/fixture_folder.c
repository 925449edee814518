#include "tests/unit/fixture_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

int fixture_folder_make(void **state)
{
	struct fixture_folder *folder = xcalloc(1, sizeof *folder);

	folder->arena = arena_new();
	(void)snprintf(folder->path, sizeof folder->path, "/tmp/test_folder.XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	assert_int_equal(place_open(&folder->place, folder->path, &folder->err), 0);
	*state = folder;
	return 0;
}

int fixture_folder_remove(void **state)
{
	struct fixture_folder *folder = *state;

	place_remove(&folder->place);
	assert_int_equal(access(folder->path, F_OK), -1);
	arena_free(folder->arena);
	free(folder);
	return 0;
}

const char *fixture_folder_file(struct fixture_folder *folder, const char *name)
{
	return arena_printf(folder->arena, "%s/%s", folder->path, name);
}

void fixture_folder_read(struct fixture_folder *folder, const char *name, struct str *out)
{
	assert_int_equal(file_read(fixture_folder_file(folder, name), out, &folder->err), 0);
}

void fixture_folder_write(struct fixture_folder *folder, const char *name, const char *text)
{
	FILE *stream = fopen(fixture_folder_file(folder, name), "we");

	assert_non_null(stream);
	assert_true(fputs(text, stream) >= 0);
	assert_int_equal(fclose(stream), 0);
}

void fixture_folder_change(struct fixture_folder *folder, const char *name, const char *from,
			   const char *to)
{
	struct str text = STR_INIT(STR_BODY), changed = STR_INIT(STR_BODY);

	fixture_folder_read(folder, name, &text);
	const char *at = strstr(str_text(&text), from);
	assert_non_null(at);
	str_add(&changed, str_text(&text), (size_t)(at - str_text(&text)));
	str_puts(&changed, to);
	str_puts(&changed, at + strlen(from));
	fixture_folder_write(folder, name, str_text(&changed));
	str_release(&text);
	str_release(&changed);
}
