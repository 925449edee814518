#include "report/xlsx_check.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#include "audit/core/error.h"

#define CHUNK 65536

static int feed(zip_file_t *part, XML_Parser parser)
{
	for (;;) {
		void *buffer = XML_GetBuffer(parser, CHUNK);
		if (!buffer)
			return -1;
		zip_int64_t got = zip_fread(part, buffer, CHUNK);
		if (got < 0 || XML_ParseBuffer(parser, (int)got, got == 0) != XML_STATUS_OK)
			return -1;
		if (got == 0)
			return 0;
	}
}

static int check_part(zip_t *archive, zip_uint64_t index, struct error *err)
{
	const char *name = zip_get_name(archive, index, 0);
	zip_file_t *part = zip_fopen_index(archive, index, 0);
	XML_Parser parser = XML_ParserCreate(NULL);
	int result = -1;

	if (part && parser)
		result = feed(part, parser);
	if (parser)
		XML_ParserFree(parser);
	if (part)
		(void)zip_fclose(part);
	return result == 0 ? 0
			   : error_set(err, "the workbook was not written whole: '%s' is broken",
				       name ? name : "a part");
}

int xlsx_check(const char *path, struct error *err)
{
	int code = 0, result = 0;
	zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);

	if (!archive)
		return error_set(err, "the workbook was not written whole: it is no archive");
	zip_int64_t count = zip_get_num_entries(archive, 0);
	if (count <= 0)
		result = error_set(err, "the workbook was not written whole: it is empty");
	for (zip_int64_t i = 0; i < count && result == 0; i++)
		result = check_part(archive, (zip_uint64_t)i, err);
	zip_discard(archive);
	return result;
}
