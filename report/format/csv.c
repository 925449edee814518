#include "report/format/csv.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/str.h"

/* Full-width signs are formulas too where they are typed. */
static const char *const openers[] = {
	"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"
};

/* What a spreadsheet may strip from a cell before it looks; a line end starts anew. */
static const char *const skipped[] = { " ", "\t",	"\r",		"\"",
				       "'", "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF" };

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Where a cell may be cut. Behind our own separator quotes hold a cell together; where a
 * reader takes another sign for it, they stand in the middle of a cell and hold nothing. */
static const char *cuts_of(char separator)
{
	return separator == ',' ? ";\t\r\n" : ",;\t\r\n";
}

static size_t begins_with(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* The same behind one more apostrophe, so that a guard can be told from a text's own. */
static bool is_formula(const char *text)
{
	for (size_t length; (length = begins_with(text, skipped, COUNT_OF(skipped))) != 0;) {
		if (*text == '\t' || *text == '\r')
			return true;
		text += length;
	}
	return begins_with(text, openers, COUNT_OF(openers)) != 0;
}

/* Up to the next place where a cell may be cut, and that sign; what is left. */
static const char *copy_part(struct str *out, const char *text, char separator)
{
	size_t length = strcspn(text, cuts_of(separator));

	length += text[length] != '\0';
	str_add(out, text, length);
	return text + length;
}

static void guard(struct str *out, const char *text, char separator)
{
	while (*text) {
		if (is_formula(text))
			str_putc(out, '\'');
		text = copy_part(out, text, separator);
	}
}

void csv_bare(struct str *out, const char *guarded, char separator)
{
	while (*guarded) {
		if (*guarded == '\'' && is_formula(guarded + 1))
			guarded++;
		guarded = copy_part(out, guarded, separator);
	}
}

void csv_begin(struct csv *csv, FILE *stream, char separator)
{
	*csv = (struct csv){ .stream = stream, .separator = separator ? separator : ',' };
	(void)fputs(BYTE_ORDER_MARK, stream);
}

static void begin_cell(struct csv *csv)
{
	if (csv->begun)
		(void)putc(csv->separator, csv->stream);
	csv->begun = true;
}

void csv_text(struct csv *csv, const char *text)
{
	struct str cell = STR_INIT(STR_BODY);

	begin_cell(csv);
	guard(&cell, text, csv->separator);
	text = str_text(&cell);
	if (!text[strcspn(text, ",;\"\r\n\t")]) {
		(void)fputs(text, csv->stream);
	} else {
		(void)putc('"', csv->stream);
		for (; *text; text++)
			(void)fprintf(csv->stream, *text == '"' ? "\"\"" : "%c", *text);
		(void)putc('"', csv->stream);
	}
	str_release(&cell);
}

void csv_number(struct csv *csv, int64_t number)
{
	begin_cell(csv);
	(void)fprintf(csv->stream, "%" PRId64, number);
}

void csv_boolean(struct csv *csv, bool value)
{
	csv_text(csv, value ? "true" : "false");
}

void csv_maybe(struct csv *csv, enum tri value)
{
	csv_text(csv, value == TRI_UNKNOWN ? tri_name(value) : value == TRI_YES ? "true" : "false");
}

void csv_end(struct csv *csv)
{
	(void)fputs("\r\n", csv->stream);
	csv->begun = false;
}

void csv_header(struct csv *csv, const char *const *titles)
{
	for (; *titles; titles++)
		csv_text(csv, *titles);
	csv_end(csv);
}
