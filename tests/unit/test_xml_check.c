/* What is written is well-formed, told in a tenth of the time that reading it takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/xml/check.h"
#include "report/xml/read.h"

struct pieces {
	const char *bytes;
	size_t length, at, size;
	bool fails;
};

static long pull(void *source, void *buffer, size_t size)
{
	struct pieces *p = source;
	size_t got = p->length - p->at;

	got = got < p->size ? got : p->size;
	got = got < size ? got : size;
	if (p->fails && p->at)
		return -1;
	memcpy(buffer, p->bytes + p->at, got);
	p->at += got;
	return (long)got;
}

/* However it comes: whole, or a few bytes at a time. */
static int check(const char *bytes, size_t length)
{
	struct pieces whole = { .bytes = bytes, .length = length, .size = length },
		      few = { .bytes = bytes, .length = length, .size = 3 };
	const int result = xml_check(pull, &whole);

	assert_int_equal(xml_check(pull, &few), result);
	return result;
}

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"

static const char *const sound[] = {
	"<a/>",
	DECLARATION "\n<a></a>\n",
	DECLARATION
	"\n<row r=\"2\" ht=\"15.3\"><c r=\"A2\" t=\"inlineStr\"><is><t>M\xC3\xBCller &amp; "
	"S\xC3\xB6hne &lt;x&gt; &quot;\xF0\x9F\x98\x80\xEF\xBF\xBD</t></is></c></row>",
	"<xdr:a b:c=\"&#xA;&amp;\" d=\"&quot;\"><e.f-g/>\n\t</xdr:a>",
};

static const char *const broken[] = {
	"",
	"text",
	"<a>",
	"</a>",
	"<a></b>",
	"<a></a><b/>",
	"<a/>text",
	"<a",
	"<a b></a>",
	"<a b=c/>",
	"<a b=\"c/>",
	"<a b=\"1\" b=\"2\"/>",
	"<a b=\"1\"c=\"2\"/>",
	"<a b=\"<\"/>",
	"<a b=\"&\"/>",
	"<a>&</a>",
	"<a>&nbsp;</a>",
	"<a>]]></a>",
	"<a>\x01</a>",
	"<a>\xC3</a>",
	"<a>\xED\xA0\x80</a>",
	"<a>\xEF\xBF\xBF</a>",
	"<1/>",
	"< a/>",
	"<>",
	"<!DOCTYPE a><a/>",
	"<a><?xml version=\"1.0\"?></a>",
	" " DECLARATION "<a/>",
};

static void what_is_well_formed_passes(void **state)
{
	static const struct xml_events none = { .start = NULL };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sound); i++) {
		assert_int_equal(check(sound[i], strlen(sound[i])), 0);
		assert_int_equal(xml_read_bytes(sound[i], strlen(sound[i]), &none, NULL), 0);
	}
}

static void what_is_broken_does_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(broken); i++)
		if (check(broken[i], strlen(broken[i])) == 0)
			fail_msg("'%s' passes", broken[i]);
	assert_int_equal(check("<a>\0</a>", 8), -1);
}

static void what_cannot_be_read_to_its_end_does_not(void **state)
{
	struct pieces fails = { .bytes = "<a/> ", .length = 5, .size = 4, .fails = true };

	(void)state;
	assert_int_equal(xml_check(pull, &fails), -1);
}

/* Wherever a document is cut, and whatever a byte of it becomes: what passes can be read. */
static void nothing_passes_that_a_reader_refuses(void **state)
{
	static const struct xml_events none = { .start = NULL };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sound); i++) {
		const size_t length = strlen(sound[i]);
		char copy[512];
		for (size_t at = 0; at < length; at++) {
			for (int byte = 0; byte < 256; byte++) {
				memcpy(copy, sound[i], length);
				copy[at] = (char)byte;
				struct pieces p = { .bytes = copy,
						    .length = length,
						    .size = length };
				if (xml_check(pull, &p) == 0)
					assert_int_equal(xml_read_bytes(copy, length, &none, NULL),
							 0);
			}
			if (check(sound[i], at) == 0)
				assert_int_equal(xml_read_bytes(sound[i], at, &none, NULL), 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_well_formed_passes),
		cmocka_unit_test(what_is_broken_does_not),
		cmocka_unit_test(what_cannot_be_read_to_its_end_does_not),
		cmocka_unit_test(nothing_passes_that_a_reader_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
