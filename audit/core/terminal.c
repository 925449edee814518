#include "audit/core/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_USUAL 80
#define WIDTH_LEAST 20 /* a word has to fit */
#define WIDTH_MOST 10000
#define HEIGHT_USUAL 24

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

static bool is_dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || strcmp(term, "dumb") == 0;
}

static size_t width_of(int fd)
{
	struct winsize size = { .ws_col = 0 };
	const char *told = getenv("COLUMNS");
	char *end = NULL;
	long width = told && *told ? strtol(told, &end, 10) : 0;

	if (!end || *end || width <= 0)
		width = ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
	if (width <= 0)
		width = WIDTH_USUAL;
	if (width > WIDTH_MOST)
		width = WIDTH_MOST;
	return width < WIDTH_LEAST ? WIDTH_LEAST : (size_t)width;
}

static size_t height_of(int fd)
{
	struct winsize size = { .ws_row = 0 };

	return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row ? size.ws_row : HEIGHT_USUAL;
}

struct terminal terminal_at(int fd)
{
	if (!isatty(fd))
		return (struct terminal){ .present = false };
	return (struct terminal){ .present = true,
				  .erases = !is_dumb(),
				  .colour = !is_dumb() && !is_set("NO_COLOR"),
				  .width = width_of(fd),
				  .height = height_of(fd) };
}
