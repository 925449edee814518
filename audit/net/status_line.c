#include "audit/net/status_line.h"

#include <string.h>
#include <strings.h>

#define BEGIN "HTTP/"
#define DIGITS 3

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool ends_number(char c)
{
	return c == ' ' || c == '\r' || c == '\n';
}

bool is_status_line(const char *line, size_t size)
{
	return size >= strlen(BEGIN) && strncasecmp(line, BEGIN, strlen(BEGIN)) == 0;
}

long status_line_number(const char *line, size_t size)
{
	size_t at = strlen(BEGIN);
	long number = 0;

	while (at < size && (is_digit(line[at]) || line[at] == '.'))
		at++;
	if (at + DIGITS + 1 >= size || line[at] != ' ' || !ends_number(line[at + DIGITS + 1]))
		return 0;
	for (size_t i = at + 1; i <= at + DIGITS; i++) {
		if (!is_digit(line[i]))
			return 0;
		number = 10 * number + (line[i] - '0');
	}
	return number;
}
