#include "report/xlsx/work_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/model/work.h"
#include "report/xlsx/grid.h"
#include "report/xlsx/work.h"

#define ROWS_MOST 5000
#define BYTES_MOST ((size_t)16 << 20) /* of all texts */
/* Days from 1899-12-30, which serial numbers count from, to 1970-01-01, and to 1904-01-01. */
#define DAYS_TO_1970 25569
#define DAYS_TO_1904 1462
#define SERIAL_LEAST 36526 /* 2000-01-01 */
#define SERIAL_MOST 109574 /* 2199-12-31 */

_Static_assert(WORK_COLUMNS == XLSX_GRID_COLUMNS, "all columns are read");

struct sheet {
	struct arena *arena;
	struct work *work;
	const struct xlsx_grid_reader *reader;
	size_t *rows; /* their numbers */
	size_t capacity, numbers_capacity, bytes;
	bool begun; /* the header was there */
};

static int wrong(struct error *err, size_t row, size_t column, const char *expected,
		 const char *found)
{
	return error_set(err, "cell %c%zu: expected %s, found '%.*s'", (char)('A' + column), row,
			 expected, text_cut(found, 100), found);
}

static int check_header(size_t row, const struct xlsx_grid_cell *cells, struct error *err)
{
	for (size_t i = 0; i < WORK_COLUMNS; i++)
		if (row != 1 || strcmp(cells[i].text, xlsx_work_titles[i]) != 0)
			return wrong(err, 1, i,
				     row == 1 ? xlsx_work_titles[i] : "the header of work.xlsx",
				     row == 1 ? cells[i].text : "nothing");
	return 0;
}

/* What a text shows, without the space around it. */
static const char *shown(const struct sheet *sheet, const struct xlsx_grid_cell *cell)
{
	char *text = arena_strdup(sheet->arena, text_clean(sheet->arena, cell->text));
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		text[--length] = '\0';
	while (*text == ' ')
		text++;
	return text;
}

static int read_serial(const struct sheet *sheet, const char *text, char out[CLOCK_TEXT])
{
	char *end = NULL;
	double serial = floor(strtod(text, &end));

	if (sheet->reader->since_1904)
		serial += DAYS_TO_1904;
	if (*end || !(serial >= SERIAL_LEAST && serial <= SERIAL_MOST))
		return -1;
	clock_date(out, ((int64_t)serial - DAYS_TO_1970) * CLOCK_DAY_MS);
	return 0;
}

static int read_day(struct sheet *sheet, size_t row, size_t column,
		    const struct xlsx_grid_cell *cell, const char **out, struct error *err)
{
	const char *text = shown(sheet, cell);
	char day[CLOCK_TEXT] = "";
	int64_t ignored;
	int result = 0;

	if (cell->kind == XLSX_GRID_NUMBER)
		result = read_serial(sheet, text, day);
	else if (cell->kind == XLSX_GRID_OTHER)
		result = -1;
	else if (*text) {
		const size_t length = strlen(text);
		const bool timed = cell->kind == XLSX_GRID_DATE && length > 10 && text[10] == 'T';
		if (length == 10 || timed)
			memcpy(day, text, 10);
		result = clock_parse_date(day, &ignored);
	}
	*out = arena_strdup(sheet->arena, day);
	return result == 0 ? 0
			   : wrong(err, row, column, "a date from 2000 to 2199, such as 2026-11-24",
				   text);
}

/* Since the report that the sheet came with, if it was not said before. */
static int read_fixed(struct sheet *sheet, size_t row, const struct xlsx_grid_cell *cell,
		      struct work_row *it, struct error *err)
{
	const char *assessed_on = sheet->work->assessed_on;

	if (read_day(sheet, row, WORK_COLUMN_FIXED, cell, &it->fixed_on, err) != 0)
		return -1;
	if (strcmp(it->fixed_on, assessed_on) > 0)
		return wrong(err, row, WORK_COLUMN_FIXED, "no day after that of the report",
			     it->fixed_on);
	if (it->state != WORK_FIXED)
		it->fixed_on = "";
	else if (!*it->fixed_on)
		it->fixed_on = assessed_on;
	return 0;
}

static int read_state(size_t row, const char *text, enum work_state *out, struct error *err)
{
	const int found = work_state_of(text);

	if (found < 0)
		return wrong(err, row, WORK_COLUMN_STATE,
			     "Open, In progress, Fixed, Accepted or Disputed", text);
	*out = (enum work_state)found;
	return 0;
}

static int check_cells(struct sheet *sheet, size_t row, const struct xlsx_grid_cell *cells,
		       struct error *err)
{
	for (size_t i = 0; i < WORK_COLUMNS; i++) {
		if (cells[i].formula)
			return wrong(err, row, i, "what it says and no formula", cells[i].text);
		if (cells[i].kind == XLSX_GRID_OTHER)
			return wrong(err, row, i, "a text", cells[i].text);
		sheet->bytes += strlen(cells[i].text);
	}
	if (sheet->bytes > BYTES_MOST || sheet->work->count == ROWS_MOST)
		return error_set(err, "row %zu: expected no more than %d rows and 16 MiB of text",
				 row, ROWS_MOST);
	return 0;
}

/* All rows are of one report: pasted ones of another would be told under its name. */
static int check_origin(struct sheet *sheet, size_t row, const struct xlsx_grid_cell *cells,
			struct error *err)
{
	struct work *work = sheet->work;
	const struct {
		enum xlsx_work_column column;
		const char **text;
	} parts[] = {
		{ WORK_COLUMN_ACCOUNT, &work->account },
		{ WORK_COLUMN_PROFILE, &work->profile },
		{ WORK_COLUMN_REPORT, &work->report_id },
		{ WORK_COLUMN_ASSESSED, &work->assessed_on },
	};
	int64_t ignored;

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const char *text = shown(sheet, &cells[parts[i].column]);
		if (!work->count)
			*parts[i].text = text;
		if (!*text || strcmp(text, *parts[i].text) != 0)
			return wrong(err, row, parts[i].column,
				     *text ? "the same in every row"
					   : "what it was handed out with",
				     text);
	}
	if (clock_parse_date(work->assessed_on, &ignored) != 0)
		return wrong(err, row, WORK_COLUMN_ASSESSED, "a date as YYYY-MM-DD",
			     work->assessed_on);
	return 0;
}

static int check_id(const struct sheet *sheet, size_t row, const char *id, struct error *err)
{
	char expected[64];

	for (size_t i = 0; i < sheet->work->count; i++)
		if (strcmp(sheet->work->rows[i].requirement, id) == 0) {
			(void)snprintf(expected, sizeof expected,
				       "each id once, and cell B%zu has it too", sheet->rows[i]);
			return wrong(err, row, WORK_COLUMN_ID, expected, id);
		}
	return 0;
}

static int keep_row(struct sheet *sheet, size_t row, const struct xlsx_grid_cell *cells,
		    struct error *err)
{
	struct work *work = sheet->work;
	struct work_row it = {
		.requirement = shown(sheet, &cells[WORK_COLUMN_ID]),
		.job = shown(sheet, &cells[WORK_COLUMN_JOB]),
		.action = shown(sheet, &cells[WORK_COLUMN_ACTION]),
		.result = shown(sheet, &cells[WORK_COLUMN_RESULT]),
		.severity = shown(sheet, &cells[WORK_COLUMN_SEVERITY]),
		.owner = shown(sheet, &cells[WORK_COLUMN_OWNER]),
		.response = shown(sheet, &cells[WORK_COLUMN_RESPONSE]),
		.note = shown(sheet, &cells[WORK_COLUMN_NOTE]),
	};

	if (check_origin(sheet, row, cells, err) != 0 ||
	    check_id(sheet, row, it.requirement, err) != 0 ||
	    read_day(sheet, row, WORK_COLUMN_DUE, &cells[WORK_COLUMN_DUE], &it.due, err) != 0 ||
	    read_state(row, shown(sheet, &cells[WORK_COLUMN_STATE]), &it.state, err) != 0 ||
	    read_fixed(sheet, row, &cells[WORK_COLUMN_FIXED], &it, err) != 0)
		return -1;
	ARRAY_RESERVE(work->rows, work->count, sheet->capacity);
	ARRAY_RESERVE(sheet->rows, work->count, sheet->numbers_capacity);
	sheet->rows[work->count] = row;
	work->rows[work->count++] = it;
	return 0;
}

static int read_row(void *context, size_t row, const struct xlsx_grid_cell *cells,
		    struct error *err)
{
	struct sheet *sheet = context;

	if (!sheet->begun) {
		sheet->begun = true;
		return check_header(row, cells, err);
	}
	if (check_cells(sheet, row, cells, err) != 0)
		return -1;
	if (!text_is_blank(cells[WORK_COLUMN_ID].text))
		return keep_row(sheet, row, cells, err);
	/* A heading, or nothing; but no person's words get lost. */
	for (size_t i = WORK_COLUMN_OWNER; i <= WORK_COLUMN_NOTE; i++)
		if (!text_is_blank(cells[i].text))
			return wrong(err, row, WORK_COLUMN_ID, "the id of a requirement", "");
	return 0;
}

int xlsx_work_read(struct arena *arena, int fd, struct work **out, struct error *err)
{
	struct work work = { .account = "", .profile = "", .report_id = "", .assessed_on = "" };
	struct sheet sheet = { .arena = arena, .work = &work };
	struct xlsx_grid_reader reader = { .row = read_row, .context = &sheet };

	sheet.reader = &reader;
	int result = xlsx_grid_read(fd, XLSX_WORK_SHEET, &reader, err);
	if (result == 0 && !sheet.begun)
		result = error_set(err,
				   "sheet '%s': expected the header of work.xlsx, found nothing",
				   XLSX_WORK_SHEET);
	if (result == 0) {
		struct work_row *rows = work.rows;
		work.rows = work.count ? arena_copy(arena, rows, work.count * sizeof *rows) : NULL;
		free(rows);
		*out = arena_copy(arena, &work, sizeof work);
	} else
		free(work.rows);
	free(sheet.rows);
	return result;
}
