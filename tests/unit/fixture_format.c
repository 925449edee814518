#include "tests/unit/fixture_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "tests/unit/fixture_written.h"

const struct report_file *fixture_format(size_t number)
{
	for (const struct report_format *format = report_formats; format->name; format++)
		for (const struct report_file *file = format->files; file->name; file++)
			if (file->to_stream && file->read && number-- == 0)
				return file;
	return NULL;
}

char *fixture_format_text(const struct report_file *file, const struct audit *audit)
{
	return fixture_written(file->to_stream, audit);
}

void fixture_format_said(const struct audit *audit, struct facts *facts)
{
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = fixture_written(result_json_write, audit);

	if (results_read(facts->arena, text, strlen(text), &results, &err) != 0)
		fail_msg("%s", err.message);
	results_facts(results, facts);
	free(text);
}
