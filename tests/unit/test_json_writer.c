/* The same calls give the same bytes, and they are JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/json/writer.h"

static char *written(bool pretty)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	struct json_writer w;

	json_writer_init(&w, stream, pretty);
	json_object(&w, NULL);
	json_string(&w, "a\"b", "quote \" back \\ line\n tab\t \x7f ü");
	json_integer(&w, "n", INT64_MIN);
	json_array(&w, "empty");
	json_end(&w);
	json_array(&w, "list");
	json_boolean(&w, NULL, true);
	json_null(&w, NULL);
	json_object(&w, NULL);
	json_raw(&w, "raw", "[1]");
	json_end(&w);
	json_end(&w);
	json_end(&w);
	(void)fclose(stream);
	return text;
}

static void indents_or_keeps_to_a_line(void **state)
{
	char *line = written(false);
	char *pretty = written(true);

	(void)state;
	assert_string_equal(line,
			    "{\"a\\\"b\": \"quote \\\" back \\\\ line\\n tab\\u0009 \\u007f ü\", "
			    "\"n\": -9223372036854775808, \"empty\": [], "
			    "\"list\": [true, null, {\"raw\": [1]}]}\n");
	assert_non_null(strstr(pretty, "\n  \"empty\": [],\n  \"list\": [\n    true,\n"));
	free(line);
	free(pretty);
}

static void what_is_written_reads_back(void **state)
{
	struct error err = { .message = "" };
	char *text = written(true);
	cJSON *root = json_parse(text, strlen(text), &err);

	(void)state;
	assert_non_null(root);
	assert_string_equal(json_get(root, "a\"b")->valuestring,
			    "quote \" back \\ line\n tab\t \x7f ü");
	assert_int_equal(cJSON_GetArraySize(json_get(root, "list")), 3);
	cJSON_Delete(root);
	free(text);
}

/* Texts of every length around what is held back, marks to be escaped at their ends. */
static void nothing_is_lost_where_it_is_handed_over(void **state)
{
	char *text = NULL, *value = calloc(1, 2 * JSON_WRITER_HELD), *expected = NULL;
	size_t size = 0, expected_size = 0;
	FILE *stream = open_memstream(&text, &size);
	FILE *plain = open_memstream(&expected, &expected_size);
	struct json_writer w;

	(void)state;
	json_writer_init(&w, stream, false);
	json_array(&w, NULL);
	for (size_t length = JSON_WRITER_HELD - 40; length < JSON_WRITER_HELD + 40; length++) {
		memset(value, 'x', length);
		value[length] = '\n';
		json_string(&w, NULL, value);
		json_integer(&w, NULL, -(int64_t)length);
		(void)fprintf(plain, "%s\"%.*s\\n\", -%zu",
			      length == JSON_WRITER_HELD - 40 ? "[" : ", ", (int)length, value,
			      length);
	}
	json_end(&w);
	(void)fputs("]\n", plain);
	(void)fclose(stream);
	(void)fclose(plain);
	assert_string_equal(text, expected);
	free(text);
	free(expected);
	free(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indents_or_keeps_to_a_line),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(nothing_is_lost_where_it_is_handed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
