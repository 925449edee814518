#include "tests/unit/fixture_csv_read.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "tests/unit/fixture_csv_rows.h"
#include "tests/unit/fixture_tally.h"

#define WANTED_MOST 4

struct table {
	struct facts *facts;
	const char *wanted[WANTED_MOST + 1]; /* titles, NULL at the end */
	size_t column[WANTED_MOST];
	const char *missing; /* a title that is wanted and not there */
	void (*row)(struct table *table, const char *const *values);
	size_t rows, of[3]; /* what is counted */
	struct tally tally;
	const char *report_id; /* told last */
};

static void find_columns(struct table *table, const char *const *titles)
{
	for (size_t i = 0; table->wanted[i]; i++) {
		size_t at = 0;
		while (at < CSV_COLUMNS && strcmp(titles[at], table->wanted[i]) != 0)
			at++;
		table->column[i] = at;
		if (at == CSV_COLUMNS)
			table->missing = table->wanted[i];
	}
}

static void table_row(void *context, size_t number, const char *const *cells)
{
	struct table *table = context;
	const char *values[WANTED_MOST] = { "" };

	if (number == 0) {
		find_columns(table, cells);
		return;
	}
	if (table->missing)
		return;
	for (size_t i = 0; table->wanted[i]; i++)
		values[i] = cells[table->column[i]];
	table->rows++;
	table->row(table, values);
}

static int read_table(const char *bytes, size_t length, struct table *table, struct error *err)
{
	if (csv_rows(bytes, length, ',', table_row, table, err) != 0)
		return -1;
	return table->missing ? error_set(err, "has no column '%s'", table->missing) : 0;
}

/* Rows of another report are told: then there are two ids. */
static void finding(struct table *table, const char *const *values)
{
	bool waived = strcmp(values[3], "false") != 0;

	if (!table->report_id || strcmp(values[0], table->report_id) != 0) {
		table->report_id = arena_strdup(table->facts->arena, values[0]);
		fact_report(table->facts, table->report_id);
	}
	tally_finding(&table->tally, table->facts, values[1], values[2], waived);
}

int csv_read_findings(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	struct table table = { .facts = facts,
			       .wanted = { "report_id", "id", "verdict", "waived" },
			       .row = finding };

	if (read_table(bytes, length, &table, err) != 0)
		return -1;
	tally_tell(&table.tally, facts);
	return 0;
}

static const char *yes_no(const char *value)
{
	if (strcmp(value, "true") == 0)
		return "yes";
	return strcmp(value, "false") == 0 ? "no" : value;
}

static void permission(struct table *table, const char *const *values)
{
	fact_permission(table->facts, values[0], values[3]);
	fact_grant(table->facts, values[0], yes_no(values[1]), values[2]);
}

int csv_read_permissions(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	struct table table = { .facts = facts,
			       .wanted = { "name", "needed", "granted", "class" },
			       .row = permission };

	return read_table(bytes, length, &table, err);
}

static void user(struct table *table, const char *const *values)
{
	table->of[0] += strcmp(values[0], "true") == 0;
}

int csv_read_users(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	struct table table = { .facts = facts, .wanted = { "global_admin" }, .row = user };

	if (read_table(bytes, length, &table, err) != 0)
		return -1;
	fact_number(facts, FACT_PEOPLE, "users", table.rows);
	fact_number(facts, FACT_PEOPLE, "users who are Global Admin", table.of[0]);
	return 0;
}

static void customer(struct table *table, const char *const *values)
{
	table->of[0] += strcmp(values[0], "false") == 0;
	table->of[1] += strcmp(values[0], "true") == 0;
	table->of[2] += *values[1] != '\0';
	for (const char *at = values[1]; (at = strchr(at, '|')) != NULL; at++)
		table->of[2]++;
}

int csv_read_customers(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	struct table table = { .facts = facts,
			       .wanted = { "disabled", "issues" },
			       .row = customer };

	if (read_table(bytes, length, &table, err) != 0)
		return -1;
	fact_number(facts, FACT_CUSTOMERS, "customers", table.rows);
	fact_number(facts, FACT_CUSTOMERS, "active customers", table.of[0]);
	fact_number(facts, FACT_CUSTOMERS, "disabled customers", table.of[1]);
	fact_number(facts, FACT_CUSTOMERS, "issues of customers", table.of[2]);
	return 0;
}
