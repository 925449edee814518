/*
 * work.xlsx as anybody may give it back. The first byte chooses: a whole file ('Z'); its parts
 * ('P'), cut at form feeds, in the order of `parts`, where an empty one is as Excel would have it;
 * or the rows of its sheet ('C'), cut at newlines, and their cells, cut at tabs, which say by
 * their first character what they are.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/input/work_copy.h"
#include "audit/model/work.h"
#include "report/xlsx/work.h"
#include "report/xlsx/work_read.h"
#include "tests/fuzz/property.h"

#define MOST ((size_t)1 << 20)
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const struct {
	const char *name, *otherwise;
} parts[] = {
	{ "xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>" },
	{ "xl/sharedStrings.xml", "<sst><si><t>Fixed</t></si></sst>" },
	{ "xl/workbook.xml",
	  "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Work\" r:id=\"a\"/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	  "<Relationships><Relationship Id=\"a\" Type=\"" RELATION "worksheet\" "
	  "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"" RELATION
	  "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>" },
	{ "_rels/.rels",
	  "<Relationships><Relationship Id=\"a\" Type=\"" RELATION "officeDocument\" "
	  "Target=\"xl/workbook.xml\"/></Relationships>" },
};

static uint32_t checksum(const char *bytes, size_t length)
{
	uint32_t crc = ~UINT32_C(0);

	for (size_t i = 0; i < length; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
	}
	return ~crc;
}

/* Little-endian numbers, each of so many bytes; ends at a width of 0. */
static void put_numbers(struct str *out, const uint32_t (*numbers)[2])
{
	for (; (*numbers)[1]; numbers++)
		for (uint32_t i = 0; i < (*numbers)[1]; i++)
			str_putc(out, (char)((*numbers)[0] >> 8 * i & 0xFF));
}

/* An archive of parts that are not packed. */
struct archive {
	struct str file, directory;
	uint32_t count;
};

static void put_part(struct archive *to, const char *name, const char *bytes, size_t length)
{
	const uint32_t crc = checksum(bytes, length), size = (uint32_t)length;
	const uint32_t at = (uint32_t)to->file.length, name_size = (uint32_t)strlen(name);
	const uint32_t head[][2] = { { 0x04034B50, 4 }, { 20, 2 },  { 0, 2 },	 { 0, 2 },
				     { 0, 4 },		{ crc, 4 }, { size, 4 }, { size, 4 },
				     { name_size, 2 },	{ 0, 2 },   { 0, 0 } };
	const uint32_t entry[][2] = { { 0x02014B50, 4 }, { 20, 2 },	   { 20, 2 },  { 0, 2 },
				      { 0, 2 },		 { 0, 4 },	   { crc, 4 }, { size, 4 },
				      { size, 4 },	 { name_size, 2 }, { 0, 2 },   { 0, 2 },
				      { 0, 2 },		 { 0, 2 },	   { 0, 4 },   { at, 4 },
				      { 0, 0 } };

	put_numbers(&to->file, head);
	str_puts(&to->file, name);
	str_add(&to->file, bytes, length);
	put_numbers(&to->directory, entry);
	str_puts(&to->directory, name);
	to->count++;
}

static void put_end(struct archive *to)
{
	const uint32_t end[][2] = { { 0x06054B50, 4 },
				    { 0, 2 },
				    { 0, 2 },
				    { to->count, 2 },
				    { to->count, 2 },
				    { (uint32_t)to->directory.length, 4 },
				    { (uint32_t)to->file.length, 4 },
				    { 0, 2 },
				    { 0, 0 } };

	str_add(&to->file, str_text(&to->directory), to->directory.length);
	put_numbers(&to->file, end);
}

static void put_parts(struct archive *to, const char *bytes, size_t length)
{
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const char *cut = memchr(bytes, '\f', length);
		const size_t size = cut ? (size_t)(cut - bytes) : length;
		const char *otherwise = parts[i].otherwise;
		if (size)
			put_part(to, parts[i].name, bytes, size);
		else
			put_part(to, parts[i].name, otherwise, strlen(otherwise));
		bytes += size + (cut != NULL);
		length -= size + (cut != NULL);
	}
	put_end(to);
}

static void put_escaped(struct str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '<')
			str_puts(out, "&lt;");
		else if (text[i] == '&')
			str_puts(out, "&amp;");
		else
			str_putc(out, text[i]);
	}
}

static void put_cell(struct str *out, size_t column, const char *text, size_t length)
{
	static const struct {
		char sign;
		const char *before, *after;
	} kinds[] = {
		{ '#', "><v>", "</v>" },
		{ '$', " t=\"s\"><v>", "</v>" },
		{ '@', " t=\"d\"><v>", "</v>" },
		{ '!', " t=\"e\"><v>", "</v>" },
		{ '=', " t=\"str\"><f>1</f><v>", "</v>" },
		{ 0, " t=\"inlineStr\"><is><t>", "</t></is>" },
	};
	size_t kind = 0;

	if (!length)
		return;
	while (kinds[kind].sign && kinds[kind].sign != *text)
		kind++;
	str_printf(out, "<c r=\"%c\"%s", (char)('A' + column), kinds[kind].before);
	put_escaped(out, text + (kinds[kind].sign != 0), length - (kinds[kind].sign != 0));
	str_printf(out, "%s</c>", kinds[kind].after);
}

/* What nobody writes is as it was handed out, unless the row says something else. */
static void put_row(struct str *out, const char *line, size_t length)
{
	static const char *const handed_out[WORK_COLUMNS] = {
		[WORK_COLUMN_ACCOUNT] = "acme",
		[WORK_COLUMN_PROFILE] = "jumpcloud-mtp",
		[WORK_COLUMN_REPORT] = "id",
		[WORK_COLUMN_ASSESSED] = "2026-03-03",
	};

	str_puts(out, "<row>");
	for (size_t i = 0; i < WORK_COLUMNS; i++) {
		const char *cut = memchr(line, '\t', length);
		const size_t size = cut ? (size_t)(cut - line) : length;
		if (!size && handed_out[i])
			put_cell(out, i, handed_out[i], strlen(handed_out[i]));
		else
			put_cell(out, i, line, size);
		line += size + (cut != NULL);
		length -= size + (cut != NULL);
	}
	str_puts(out, "</row>");
}

static void put_cells(struct archive *to, const char *bytes, size_t length)
{
	struct str sheet = STR_INIT(MOST);

	str_puts(&sheet, "<worksheet><sheetData><row>");
	for (size_t i = 0; i < WORK_COLUMNS; i++)
		put_cell(&sheet, i, xlsx_work_titles[i], strlen(xlsx_work_titles[i]));
	str_puts(&sheet, "</row>");
	while (length) {
		const char *cut = memchr(bytes, '\n', length);
		const size_t size = cut ? (size_t)(cut - bytes) : length;
		put_row(&sheet, bytes, size);
		bytes += size + (cut != NULL);
		length -= size + (cut != NULL);
	}
	str_puts(&sheet, "</sheetData></worksheet>");
	put_parts(to, str_text(&sheet), sheet.length);
	str_release(&sheet);
}

static bool is_day(const char *text)
{
	int64_t ignored;

	return strlen(text) == 10 && clock_parse_date(text, &ignored) == 0;
}

static void check_row(const struct work *work, size_t i)
{
	const struct work_row *row = &work->rows[i];
	const char *const texts[] = { row->requirement, row->job,     row->action, row->result,
				      row->severity,	row->owner,   row->due,	   row->response,
				      row->note,	row->fixed_on };

	for (size_t k = 0; k < COUNT_OF(texts); k++)
		HOLDS(property_is_clean(texts[k]));
	HOLDS(*row->requirement && work_find(work, row->requirement) == row);
	HOLDS(!*row->due || is_day(row->due));
	HOLDS(row->state < WORK_STATES && *work_state_label(row->state) != ' ');
	HOLDS(row->state == WORK_FIXED ? is_day(row->fixed_on) : !*row->fixed_on);
	HOLDS(strcmp(row->fixed_on, work->assessed_on) <= 0);
}

/* The evidence keeps it, and a replay reads the same. */
static void check_copy(struct arena *arena, const struct work *work)
{
	const struct evidence_input copy = { "work.xlsx", work_copy_text(arena, work) };
	const struct work *again = NULL;
	struct error err = { .message = "" };

	HOLDS(work_copy_read(arena, &copy, &again, &err) == 0);
	HOLDS(again->count == work->count);
	HOLDS(strcmp(work_copy_text(arena, again), copy.text) == 0);
}

static void check(const char *bytes, size_t length)
{
	const int fd = memfd_create("work", MFD_CLOEXEC);
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct work *work = NULL;

	HOLDS(fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
	HOLDS(lseek(fd, 0, SEEK_SET) == 0);
	if (xlsx_work_read(arena, fd, &work, &err) != 0) {
		HOLDS(!work && *err.message);
		HOLDS(property_is_utf8(err.message, strlen(err.message)));
	} else {
		HOLDS(!work->count || (*work->account && *work->profile && *work->report_id));
		HOLDS(!work->count || is_day(work->assessed_on));
		for (size_t i = 0; i < work->count; i++)
			check_row(work, i);
		check_copy(arena, work);
	}
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct archive made = { STR_INIT(MOST), STR_INIT(MOST), 0 };

	if (!size)
		return 0;
	char *bytes = property_text(data + 1, size - 1);
	mem_init();
	if (data[0] == 'P')
		put_parts(&made, bytes, size - 1);
	else if (data[0] == 'C')
		put_cells(&made, bytes, size - 1);
	else
		str_add(&made.file, bytes, size - 1);
	check(str_text(&made.file), made.file.length);
	str_release(&made.file);
	str_release(&made.directory);
	free(bytes);
	return 0;
}
