#include "report/xlsx/check.h"

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>

#include "audit/core/error.h"
#include "report/xlsx/archive.h"

static bool is_png(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".png") == 0;
}

static int check_part(struct xlsx_parts *parts, size_t index)
{
	return is_png(xlsx_parts_name(parts, index)) ? xlsx_parts_check_png(parts, index)
						     : xlsx_parts_check_xml(parts, index);
}

int xlsx_check(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), result = 0;
	struct xlsx_parts *parts = fd < 0 ? NULL : xlsx_parts_open(fd);

	if (!parts)
		return error_set(err, "the workbook was not written whole: it is no archive");
	if (!xlsx_parts_count(parts))
		result = error_set(err, "the workbook was not written whole: it is empty");
	for (size_t i = 0; i < xlsx_parts_count(parts) && result == 0; i++)
		if (check_part(parts, i) != 0)
			result =
				error_set(err, "the workbook was not written whole: '%s' is broken",
					  xlsx_parts_name(parts, i));
	xlsx_parts_close(parts);
	return result;
}
