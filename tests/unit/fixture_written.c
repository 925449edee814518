#include "tests/unit/fixture_written.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

char *fixture_written(void (*write)(FILE *stream, const struct audit *audit),
		      const struct audit *audit)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	write(stream, audit);
	assert_int_equal(ferror(stream), 0);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(strlen(text), size);
	return text;
}
