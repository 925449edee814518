#include "report/xlsx/read.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "report/view/changes.h"
#include "report/view/view.h"
#include "report/xlsx/rows.h"

/* Where a table's columns stand that are looked for; the header is its first row. */
#define COLUMNS_MOST 5

struct table {
	struct facts *facts;
	const char *const *titles; /* of the columns wanted */
	size_t title_count;
	size_t column[COLUMNS_MOST];
	bool has_header, only_line, complete;
	void (*row)(struct table *table, const char *const *values);
	size_t rows, of[2]; /* what is counted */
	size_t moved[COMPARED_COUNT][MOVEMENT_COUNT];
};

enum part { SUMMARY_HEAD, SUMMARY_COUNTS, SUMMARY_REST, SUMMARY_END };

struct summary {
	struct facts *facts;
	enum part part;
	size_t lines; /* rows with something in them: the title, the verdict, ... */
	size_t of[VERDICT_COUNT];
};

/* The word of results.json that a label stands for; a label that is none stays. */
#define WORD(function, type, count, label_of, name_of)                                             \
	static const char *function(const char *label)                                             \
	{                                                                                          \
		for (int i = 0; i < (count); i++)                                                  \
			if (strcmp(label_of((type)i), label) == 0)                                 \
				return name_of((type)i);                                           \
		return label;                                                                      \
	}

static const char *result_name(enum view_result result)
{
	return verdict_name(view_result_verdict(result));
}

WORD(verdict_word, enum view_result, RESULT_COUNT, view_result_label, result_name)
WORD(overall_word, enum overall, OVERALL_COUNT, view_overall_label, overall_name)
WORD(class_word, enum permission_class, CLASS_COUNT, view_class_label, class_name)
WORD(granted_word, enum tri, TRI_COUNT, view_granted_label, tri_name)
WORD(drift_word, enum drift, DRIFT_COUNT, view_drift_label, drift_name)
WORD(compared_word, enum compared, COMPARED_COUNT, view_compared_label, compared_name)

/* A verdict's results stand in more than one row, its notes in a table of their own. */
static void add_counts(struct summary *summary)
{
	struct arena *arena = summary->facts->arena;

	for (int i = 0; i < VERDICT_COUNT; i++)
		fact_count(summary->facts, (enum verdict)i,
			   arena_printf(arena, "%zu", summary->of[i]));
}

static void add_count(struct summary *summary, const char *label, const char *count)
{
	const int verdict = verdict_from_name(verdict_word(label));
	char *end = NULL;

	if (strcmp(label, "Covered by a waiver in force") == 0) {
		add_counts(summary);
		fact_waived(summary->facts, count);
		summary->part = SUMMARY_REST;
	} else if (verdict >= 0) {
		const unsigned long number = strtoul(count, &end, 10);
		if (*count && !*end)
			summary->of[verdict] += number;
		else
			fact_count(summary->facts, (enum verdict)verdict, count);
	}
}

static void summary_row(void *context, size_t number, const char *const *cells)
{
	struct summary *summary = context;

	(void)number;
	summary->lines += *cells[0] != '\0';
	if (summary->lines == 2 && *cells[0])
		fact_overall(summary->facts, overall_word(cells[0]));
	if (summary->part == SUMMARY_COUNTS)
		add_count(summary, cells[0], cells[1]);
	else if (summary->part == SUMMARY_HEAD && strcmp(cells[0], "Result") == 0)
		summary->part = SUMMARY_COUNTS;
	else if (summary->part == SUMMARY_REST && strcmp(cells[0], "Report") == 0 && *cells[1]) {
		fact_report(summary->facts, cells[1]);
		summary->part = SUMMARY_END;
	}
}

static void requirement(struct table *table, const char *const *values)
{
	fact_finding(table->facts, values[0], verdict_word(values[1]), *values[2] != '\0');
}

static void permission(struct table *table, const char *const *values)
{
	fact_permission(table->facts, values[0], class_word(values[3]));
	fact_grant(table->facts, values[0], values[1], granted_word(values[2]));
}

static void user(struct table *table, const char *const *values)
{
	table->of[0] += strcmp(values[1], "yes") == 0;
}

static void customer(struct table *table, const char *const *values)
{
	table->of[0] += strcmp(values[1], "active") == 0;
	table->of[1] += strcmp(values[1], "disabled") == 0;
}

/* The id that stands before the title. */
static const char *id_of(struct table *table, const char *object)
{
	const char *end = strstr(object, VIEW_CHANGES_BETWEEN);
	const size_t length = end ? (size_t)(end - object) : strlen(object);

	return arena_printf(table->facts->arena, "%.*s", (int)length, object);
}

/* A requirement, a kind that was not compared whole, or a row of some kind. */
static void change(struct table *table, const char *const *values)
{
	const char *kind = compared_word(values[0]);
	const int compared = compared_from_name(kind);
	const int movement = view_movement_of(values[2]);

	if (strcmp(values[0], VIEW_CHANGES_REQUIREMENT) == 0)
		fact_change(table->facts, id_of(table, values[1]), drift_word(values[2]));
	else if (strcmp(values[2], VIEW_CHANGES_GAP) == 0)
		fact_gap(table->facts, kind);
	else if (compared >= 0 && movement >= 0)
		table->moved[compared][movement]++;
	else
		fact_add(table->facts, FACT_CHANGE, values[2], "%s", values[0]);
}

/* A sheet without a table says in a line why there is none. */
static bool is_line(const char *const *cells)
{
	size_t at = 1;

	while (at < XLSX_ROWS_COLUMNS && !*cells[at])
		at++;
	return at == XLSX_ROWS_COLUMNS;
}

static void find_columns(struct table *table, const char *const *cells)
{
	table->has_header = true;
	table->only_line = is_line(cells);
	table->complete = true;
	for (size_t i = 0; i < table->title_count; i++) {
		size_t at = 0;
		while (at < XLSX_ROWS_COLUMNS && strcmp(cells[at], table->titles[i]) != 0)
			at++;
		table->column[i] = at;
		table->complete = table->complete && at < XLSX_ROWS_COLUMNS;
	}
}

/* A row without a name goes on with a text too long for the row above. */
static void table_row(void *context, size_t number, const char *const *cells)
{
	struct table *table = context;
	const char *values[COLUMNS_MOST] = { "" };

	(void)number;
	if (!table->has_header) {
		find_columns(table, cells);
		return;
	}
	if (!table->complete || !*cells[table->column[0]])
		return;
	for (size_t i = 0; i < table->title_count; i++)
		values[i] = cells[table->column[i]];
	table->rows++;
	if (table->row)
		table->row(table, values);
}

static int read_sheet(struct xlsx_rows *rows, const char *sheet, struct table *table,
		      struct error *err)
{
	table->has_header = false;
	if (xlsx_rows_sheet(rows, sheet, table_row, table, err) != 0)
		return -1;
	return table->complete || table->only_line
		       ? 0
		       : error_set(err, "its sheet '%s' has other columns than a report's", sheet);
}

/* Of a table that would be empty there is no sheet; one that is too long goes on in others. */
static int read_table(struct xlsx_rows *rows, const char *sheet, struct table *table,
		      struct error *err)
{
	struct str name = STR_INIT(STR_BODY);
	int result = 0;

	str_puts(&name, sheet);
	for (size_t part = 2; xlsx_rows_has(rows, str_text(&name)) && result == 0; part++) {
		result = read_sheet(rows, str_text(&name), table, err);
		str_clear(&name);
		str_printf(&name, "%s (%zu)", sheet, part);
	}
	str_release(&name);
	return result;
}

static int read_requirements(struct xlsx_rows *rows, struct facts *facts, struct error *err)
{
	static const char *const titles[] = { "Id", "Result", "Accepted" };
	struct table table = {
		.facts = facts, .titles = titles, .title_count = 3, .row = requirement
	};

	/* The one that every report has. */
	if (!xlsx_rows_has(rows, "Requirements"))
		return read_sheet(rows, "Requirements", &table, err);
	return read_table(rows, "Requirements", &table, err);
}

static int read_permissions(struct xlsx_rows *rows, struct facts *facts, struct error *err)
{
	static const char *const titles[] = { "Permission", "Needed", "Granted", "Class" };
	struct table table = {
		.facts = facts, .titles = titles, .title_count = 4, .row = permission
	};

	return read_table(rows, "Token scope", &table, err);
}

static int read_users(struct xlsx_rows *rows, struct facts *facts, struct error *err)
{
	static const char *const titles[] = { "Id", "Global Admin" };
	struct table table = { .titles = titles, .title_count = 2, .row = user };

	if (read_table(rows, "Users", &table, err) != 0)
		return -1;
	fact_number(facts, FACT_PEOPLE, "users", table.rows);
	fact_number(facts, FACT_PEOPLE, "users who are Global Admin", table.of[0]);
	return 0;
}

static int read_customers(struct xlsx_rows *rows, struct facts *facts, struct error *err)
{
	static const char *const titles[] = { "Id", "State" };
	static const char *const issue_titles[] = { "Customer id" };
	struct table table = { .titles = titles, .title_count = 2, .row = customer };
	struct table issues = { .titles = issue_titles, .title_count = 1 };

	if (read_table(rows, "Customers", &table, err) != 0 ||
	    read_table(rows, "Customer findings", &issues, err) != 0)
		return -1;
	fact_number(facts, FACT_CUSTOMERS, "customers", table.rows);
	fact_number(facts, FACT_CUSTOMERS, "active customers", table.of[0]);
	fact_number(facts, FACT_CUSTOMERS, "disabled customers", table.of[1]);
	fact_number(facts, FACT_CUSTOMERS, "issues of customers", issues.rows);
	return 0;
}

/* There is none without a baseline. */
static int read_changes(struct xlsx_rows *rows, struct facts *facts, struct error *err)
{
	static const char *const titles[] = { "Area", "Object", "Change" };
	struct table table = { .facts = facts, .titles = titles, .title_count = 3, .row = change };

	if (!xlsx_rows_has(rows, "Changes"))
		return 0;
	if (read_table(rows, "Changes", &table, err) != 0)
		return -1;
	fact_moved(facts, table.moved);
	return 0;
}

int xlsx_read(int fd, struct facts *facts, struct error *err)
{
	struct xlsx_rows *rows = xlsx_rows_open(fd, err);
	struct summary summary = { .facts = facts };
	int result = -1;

	if (!rows)
		return -1;
	if (xlsx_rows_sheet(rows, "Summary", summary_row, &summary, err) == 0 &&
	    read_requirements(rows, facts, err) == 0 && read_permissions(rows, facts, err) == 0 &&
	    read_users(rows, facts, err) == 0 && read_customers(rows, facts, err) == 0 &&
	    read_changes(rows, facts, err) == 0)
		result = 0;
	xlsx_rows_close(rows);
	return result;
}
