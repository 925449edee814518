/*
 * The machine formats. The first byte chooses: a file of a report read back, which gives
 * facts or a reason; or a text that is written and read again, by the format's reader.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "report/format/csv.h"
#include "report/xml/read.h"
#include "report/xml/write.h"
#include "tests/fuzz/property.h"
#include "tests/unit/fixture_csv_read.h"
#include "tests/unit/fixture_csv_rows.h"
#include "tests/unit/fixture_junit_read.h"
#include "tests/unit/fixture_oscal_read.h"
#include "tests/unit/fixture_sarif_read.h"

static int (*const readers[])(const char *bytes, size_t length, struct facts *facts,
			      struct error *err) = {
	csv_read_findings, csv_read_permissions, csv_read_users, csv_read_customers,
	junit_read,	   sarif_read,		 oscal_read,
};
#define READERS COUNT_OF(readers)

static void ignore(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	HOLDS(what && (expected || found));
}

/* Facts that are held against themselves do not differ. */
static void read_back(size_t reader, const char *bytes, size_t size)
{
	struct arena *arena = arena_new();
	struct facts facts = { .arena = arena }, again = { .arena = arena };
	struct error err = { .message = "" };

	if (readers[reader](bytes, size, &facts, &err) != 0) {
		HOLDS(*err.message);
	} else {
		HOLDS(readers[reader](bytes, size, &again, &err) == 0);
		HOLDS(facts_compare(&facts, &again, ~0u, ignore, NULL) == 0);
	}
	facts_release(&facts);
	facts_release(&again);
	arena_free(arena);
}

static void same_cell(void *context, size_t number, const char *const *cells)
{
	HOLDS(number == 0 && strcmp(cells[0], context) == 0 && strcmp(cells[1], "1") == 0);
}

/* No cell of it begins with a sign that starts a formula, however it is cut. */
static void check_unguarded(const char *line, char separator)
{
	static const char signs[] = "=+-@";
	const char *cuts = separator == ',' ? ";\t\r\n" : ",;\t\r\n";

	for (const char *at = line; *at; at++) {
		bool start = at == line || strchr(cuts, at[-1]) || (at == line + 1 && *line == '"');
		HOLDS(!start || !strchr(signs, *at));
	}
}

static void write_cell(char *text, char separator)
{
	char *line = NULL;
	size_t length = 0;
	struct csv csv;
	struct error err = { .message = "" };

	csv_begin(&csv, open_memstream(&line, &length), separator);
	csv_text(&csv, text);
	csv_number(&csv, 1);
	csv_end(&csv);
	(void)fclose(csv.stream);
	check_unguarded(line + 3, separator); /* behind the byte order mark */
	HOLDS(csv_rows(line, length, separator, same_cell, text, &err) == 0);
	free(line);
}

static void add_text(void *context, const char *bytes, int length)
{
	str_add(context, bytes, (size_t)length);
}

/* Well-formed whatever the text; the same where XML can hold it. */
static void write_element(const char *text)
{
	static const struct xml_events events = { .text = add_text };
	char *document = NULL;
	size_t length = 0;
	struct str read = STR_INIT(STR_BODY);
	struct xml xml;

	xml_begin(&xml, open_memstream(&document, &length));
	xml_open(&xml, "e");
	xml_attribute_text(&xml, "a", text);
	xml_text(&xml, text);
	xml_close(&xml, "e");
	(void)fclose(xml.stream);
	HOLDS(xml_read_bytes(document, length, &events, &read) == 0);
	if (property_is_clean(text))
		HOLDS(strcmp(str_text(&read), text) == 0);
	str_release(&read);
	free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	size_t choice = data[0] % (READERS + 4);
	char *bytes = property_text(data + 1, size - 1);

	mem_init();
	if (choice < READERS)
		read_back(choice, bytes, size - 1);
	else if (choice == READERS + 1)
		write_element(bytes);
	else
		write_cell(bytes, ", ;\t"[choice - READERS]);
	free(bytes);
	return 0;
}
