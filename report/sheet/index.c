/* The list of what was written, for a mail merge. */
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/format/csv.h"
#include "report/sheet/internal.h"
#include "report/xlsx/cell.h"

void sheet_index_csv(FILE *stream, const struct audit *audit, const struct sheet_entry *entries,
		     size_t count)
{
	static const char *const titles[] = { "id", "name", "outcome", "file", "sha256", NULL };
	struct csv csv;

	csv_begin(&csv, stream, audit->presentation.csv_separator);
	csv_header(&csv, titles);
	for (size_t i = 0; i < count; i++) {
		csv_number(&csv, entries[i].id);
		csv_text(&csv, entries[i].name);
		csv_text(&csv, overall_name(entries[i].outcome));
		csv_text(&csv, entries[i].file);
		csv_text(&csv, entries[i].sha256);
		csv_end(&csv);
	}
}

int sheet_index_xlsx(const char *path, const struct audit *audit, const struct sheet_entry *entries,
		     size_t count, struct error *err)
{
	static const struct xlsx_column columns[] = {
		{ "Id", 12 }, { "Name", 44 }, { "Outcome", 26 }, { "File", 60 }, { "SHA-256", 68 },
	};
	const struct palette palette = palette_of(audit->presentation.brand);
	const struct xlsx_properties properties = {
		.title = "Sheets for customers",
		.subject = audit->account->subdomain,
		.palette = &palette,
		.created_ms = audit->assessed_at,
		.letter = audit->presentation.paper == PAPER_LETTER,
	};
	struct xlsx_book *book = xlsx_book_new(path, &properties, count > 20000);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Customers");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), count);
	for (size_t i = 0; i < count; i++) {
		const struct xlsx_cell cells[] = {
			xlsx_id(entries[i].id),
			xlsx_strong(entries[i].name),
			xlsx_text(sheet_outcome_label(entries[i].outcome)),
			xlsx_text(entries[i].file),
			xlsx_text(entries[i].sha256),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
	return xlsx_book_close(book, err);
}
