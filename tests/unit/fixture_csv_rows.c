#include "tests/unit/fixture_csv_rows.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "report/format/csv.h"

#define MARK "\xEF\xBB\xBF"

struct parse {
	const char *at, *end;
	char separator;
	struct str raw;	  /* the cell as it is written */
	struct str cells; /* those of the row, each with its NUL */
	size_t count;	  /* of cells in the row */
	size_t row;
	size_t columns; /* of the header */
};

static int mistake(const struct parse *parse, struct error *err, const char *expected)
{
	return error_set(err, "row %zu: expected %s", parse->row + 1, expected);
}

static bool at_break(const struct parse *parse)
{
	return parse->at == parse->end || *parse->at == parse->separator ||
	       strchr("\r\n", *parse->at);
}

/* From behind the opening quote to behind the closing one. */
static bool read_quoted(struct parse *parse)
{
	while (parse->at < parse->end) {
		char byte = *parse->at++;
		if (byte == '"' && (parse->at == parse->end || *parse->at != '"'))
			return true;
		parse->at += byte == '"';
		str_putc(&parse->raw, byte);
	}
	return false;
}

static int read_cell(struct parse *parse, struct error *err)
{
	str_clear(&parse->raw);
	if (parse->at < parse->end && *parse->at == '"') {
		parse->at++;
		if (!read_quoted(parse) || !at_break(parse))
			return mistake(parse, err, "a quote that ends its cell");
	} else {
		while (!at_break(parse))
			str_putc(&parse->raw, *parse->at++);
	}
	if (++parse->count > CSV_COLUMNS)
		return mistake(parse, err, "fewer cells");
	csv_bare(&parse->cells, str_text(&parse->raw), parse->separator);
	str_putc(&parse->cells, '\0');
	return parse->raw.overflow || parse->cells.overflow ? mistake(parse, err, "a shorter row")
							    : 0;
}

static void tell_row(const struct parse *parse, csv_row *row, void *context)
{
	const char *cells[CSV_COLUMNS];
	const char *cell = str_text(&parse->cells);

	for (size_t i = 0; i < CSV_COLUMNS; i++) {
		cells[i] = i < parse->count ? cell : "";
		cell += i < parse->count ? strlen(cell) + 1 : 0;
	}
	row(context, parse->row, cells);
}

static int read_row(struct parse *parse, struct error *err)
{
	str_clear(&parse->cells);
	parse->count = 0;
	for (;;) {
		if (read_cell(parse, err) != 0)
			return -1;
		if (parse->at == parse->end || *parse->at != parse->separator)
			break;
		parse->at++;
	}
	if (parse->row == 0)
		parse->columns = parse->count;
	if (parse->count != parse->columns)
		return mistake(parse, err, "as many cells as in the header");
	parse->at += parse->at < parse->end && *parse->at == '\r';
	if (parse->at == parse->end || *parse->at != '\n')
		return mistake(parse, err, "a line end");
	parse->at++;
	return 0;
}

int csv_rows(const char *bytes, size_t length, char separator, csv_row *row, void *context,
	     struct error *err)
{
	const bool marked = length >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0;
	struct parse parse = { .at = bytes + (marked ? strlen(MARK) : 0),
			       .end = bytes + length,
			       .separator = separator,
			       .raw = STR_INIT(STR_BODY),
			       .cells = STR_INIT(STR_BODY) };
	int result = memchr(bytes, '\0', length) ? error_set(err, "holds a NUL byte") : 0;

	for (; result == 0 && parse.at < parse.end; parse.row++) {
		result = read_row(&parse, err);
		if (result == 0)
			tell_row(&parse, row, context);
	}
	if (result == 0 && !parse.row)
		result = error_set(err, "is empty");
	str_release(&parse.raw);
	str_release(&parse.cells);
	return result;
}
