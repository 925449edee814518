#include "tests/unit/fixture_canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/str.h"

char fixture_folder[] = "/tmp/test-canvas-XXXXXX";
struct text_engine *fixture_engine;

int fixture_canvas_open(void **state)
{
	struct error err = { "" };

	(void)state;
	fixture_engine = text_engine_new(&err);
	if (!fixture_engine)
		print_message("%s\n", err.message);
	return mkdtemp(fixture_folder) ? 0 : -1;
}

int fixture_canvas_close(void **state)
{
	char command[128];

	(void)state;
	text_engine_free(fixture_engine);
	(void)snprintf(command, sizeof command, "rm -rf '%s'", fixture_folder);
	return system(command);
}

const char *fixture_path(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "%s/%s", fixture_folder, name);
	return path;
}

struct canvas *fixture_canvas(void)
{
	static const struct canvas_property properties[] = { { "Counts", "pass=1 & fail=<2>" } };
	const struct canvas_about about = {
		.title = "Report \u682A",
		.author = "Acme",
		.creator = "tests",
		.language = "en",
		.created_ms = 1764000000000,
		.properties = properties,
		.property_count = 1,
	};

	if (!fixture_engine)
		skip();
	return canvas_new(fixture_engine, &about);
}

void fixture_say(struct canvas *canvas, double y, const char *text)
{
	canvas_text(canvas, 20, y, &(struct text_style){ .size = 10 }, 0, TEXT_AUTO, text,
		    strlen(text));
}

/* Saves and frees the canvas; the file's bytes are added to `out`. */
void fixture_finish(struct canvas *canvas, const char *name, struct str *out)
{
	struct error err = { "" };

	if (canvas_save(canvas, fixture_path(name), &err))
		fail_msg("%s", err.message);
	canvas_free(canvas);
	if (out && file_read(fixture_path(name), out, &err))
		fail_msg("%s", err.message);
}

bool fixture_holds(const struct str *bytes, const char *text)
{
	return memmem(bytes->data, bytes->length, text, strlen(text)) != NULL;
}

/* Programs that write a file elsewhere write it to standard output. */
static const char *output_of(const char *program, const char *options)
{
	bool writes = strcmp(program, "pdftotext") == 0 || strncmp(options, "--qdf", 5) == 0;

	return writes ? "-" : "";
}

/* What a command prints, without what it complains about. */
bool fixture_run(struct str *out, const char *program, const char *options, const char *name)
{
	char command[512], line[4096];
	size_t count = 0;

	(void)snprintf(command, sizeof command, "command -v %s >/dev/null", program);
	if (system(command) != 0) {
		print_message("needs the program '%s'\n", program);
		return false;
	}
	(void)snprintf(command, sizeof command, "%s %s '%s' %s 2>&1", program, options,
		       fixture_path(name), output_of(program, options));
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	while ((count = fread(line, 1, sizeof line, pipe)) > 0)
		str_add(out, line, count);
	assert_int_equal(pclose(pipe), 0);
	return true;
}
