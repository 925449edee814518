/* Brand files: what is read, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/input/brand_file.h"
#include "tests/unit/fixture_png.h"
#include "tests/unit/fixture_schema.h"

#define EXAMPLE "templates/brand/example.json"
#define SCHEMA "templates/schema/brand.schema.json"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* ' for ", so that cases can be read. */
static const char *json(const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *p = copy; *p; p++)
		if (*p == '\'')
			*p = '"';
	return copy;
}

static const struct evidence_logo no_logo = { .bytes = NULL };

static struct evidence_logo a_logo(void)
{
	struct str png = STR_INIT(STR_BODY);

	fixture_png_plain(&png, 4, 2, 0x336699FF);
	const struct evidence_logo logo = { "l.png", arena_copy(arena, png.data, png.length),
					    png.length };
	str_release(&png);
	return logo;
}

static const struct brand *read_with(const char *text, struct evidence_logo logo, struct error *err)
{
	const struct evidence_input file = { "b.json", json(text) };
	const struct brand *brand = NULL;
	int result = brand_file_read(arena, &file, &logo, &brand, err);

	assert_int_equal(result, brand ? 0 : -1);
	return brand;
}

static const struct brand *read_brand(const char *text)
{
	struct error err = { .message = "" };
	const struct brand *brand = read_with(text, a_logo(), &err);

	if (!brand)
		fail_msg("%s", err.message);
	return brand;
}

static void everything_is_read(void **state)
{
	(void)state;
	const struct brand *brand = read_brand(
		"{'$schema':'x','organisation':'O','prepared_for':'P','title':'T','period':'D',"
		"'assessor':'A','reviewer':'R','confidentiality':'C','footer':'F',"
		"'contact':{'email':'e@x','phone':'1','web':'w'},'logo':'l.png','logo_alt':'L',"
		"'colours':{'primary':'#12305E','accent':'#b8470a'}}");
	assert_string_equal(brand->organisation, "O");
	assert_string_equal(brand->prepared_for, "P");
	assert_string_equal(brand->title, "T");
	assert_string_equal(brand->period, "D");
	assert_string_equal(brand->assessor, "A");
	assert_string_equal(brand->reviewer, "R");
	assert_string_equal(brand->confidentiality, "C");
	assert_string_equal(brand->footer, "F");
	assert_string_equal(brand->email, "e@x");
	assert_string_equal(brand->phone, "1");
	assert_string_equal(brand->web, "w");
	assert_string_equal(brand->logo.alt, "L");
	assert_memory_equal(brand->logo.bytes, "\x89PNG", 4);
	assert_true(brand->primary.given && brand->accent.given);
	assert_int_equal(brand->primary.value, 0x12305E);
	assert_int_equal(brand->accent.value, 0xB8470A);
}

static void nothing_is_needed(void **state)
{
	(void)state;
	const struct brand *brand = read_brand("{}");
	const char *const texts[] = {
		brand->organisation, brand->prepared_for, brand->title,	 brand->period,
		brand->assessor,     brand->reviewer,	  brand->footer, brand->confidentiality,
		brand->email,	     brand->phone,	  brand->web,	 brand->logo.alt
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_string_equal(texts[i], "");
	assert_false(brand->primary.given || brand->accent.given);
	assert_null(brand->logo.bytes);
	assert_string_equal(read_brand("{'logo':'l.png'}")->logo.alt, "Logo");
	assert_string_equal(read_brand("{'logo':'l.png','organisation':'Acme'}")->logo.alt,
			    "Logo of Acme");
	read_brand("{'contact':{},'colours':{}}");
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const char *const cases[][2] = {
		{ "", "b.json: is not JSON" },
		{ "[]", "b.json: at '': expected an object, found an array" },
		{ "{'organization':'O'}", "b.json: at '/organization': expected no such key here" },
		{ "{'organisation':7}", "at '/organisation': expected a string that is not empty" },
		{ "{'organisation':''}",
		  "at '/organisation': expected a string that is not empty" },
		{ "{'footer':'\xC2\xA0\xE3\x80\x80'}",
		  "at '/footer': expected a string that is not empty" },
		{ "{'footer':'a','footer':'b'}", "holds the key 'footer' twice" },
		{ "{'contact':'a@b'}", "at '/contact': expected an object, found \"a@b\"" },
		{ "{'contact':{'fax':'1'}}", "at '/contact/fax': expected no such key here" },
		{ "{'contact':{'web':1}}", "at '/contact/web': expected a string" },
		{ "{'colours':['#000000']}", "at '/colours': expected an object" },
		{ "{'colours':{'third':'#000000'}}", "at '/colours/third': expected no such key" },
		{ "{'colours':{'accent':'red'}}",
		  "at '/colours/accent': expected a colour as #rrggbb, found \"red\"" },
		{ "{'colours':{'accent':'#12345'}}", "expected a colour as #rrggbb" },
		{ "{'colours':{'accent':'#1234567'}}", "expected a colour as #rrggbb" },
		{ "{'colours':{'accent':'#12345g'}}", "expected a colour as #rrggbb" },
		{ "{'colours':{'accent':'0123456'}}", "expected a colour as #rrggbb" },
		{ "{'colours':{'accent':'#f0a024'}}",
		  "at '/colours/accent': expected a contrast of at least 4.5:1 as text on paper "
		  "(#ffffff), found 2.15:1 for #f0a024; #9e640b would do" },
		{ "{'colours':{'primary':'#7b7b7b'}}",
		  "at '/colours/primary': expected a contrast of at least 4.5:1 as the ground of "
		  "the cover's text (#" },
		{ "{'logo_alt':'L'}", "at '/logo_alt': expected a logo that it describes" },
		{ "{'logo':['l.png']}", "at '/logo': expected a string that is not empty" },
		{ "{'title':1,'footer':2,'logo':3}", "(and 2 more)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		assert_null(read_with(cases[i][0], no_logo, &err));
		if (!strstr(err.message, cases[i][1]))
			fail_msg("'%s' does not hold '%s'", err.message, cases[i][1]);
	}
}

static void a_logo_that_cannot_be_drawn_is_refused(void **state)
{
	static const char *const cases[][2] = {
		{ NULL, "at '/logo': expected its copy in the evidence, found none (give the brand "
			"again)" },
		{ "", "at '/logo': expected a PNG, found a file of another kind: 'l.png'" },
		{ "GIF89a", "at '/logo': expected a PNG, found a file of another kind: 'l.png'" },
		{ "\x89PNG\r\n\x1a\n",
		  "at '/logo': expected a whole PNG, found one that is cut short" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		const char *bytes = cases[i][0];
		const struct evidence_logo logo = { "l.png", (const unsigned char *)bytes,
						    bytes ? strlen(bytes) : 0 };
		assert_null(read_with("{'logo':'l.png'}", logo, &err));
		if (!strstr(err.message, cases[i][1]))
			fail_msg("'%s' does not hold '%s'", err.message, cases[i][1]);
	}
}

static const char *letters(size_t count, const char *letter)
{
	char *text = arena_alloc(arena, count * strlen(letter) + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * strlen(letter), letter, strlen(letter));
	return text;
}

/* Characters, not bytes. */
static void texts_have_a_length(void **state)
{
	static const char *const alphabet[] = { "a", "\xD7\x90", "\xE6\xA0\xAA",
						"\xF0\xA0\x80\x80" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(alphabet); i++) {
		struct error err = { .message = "" };
		read_brand(arena_printf(arena, "{'title':'%s'}", letters(300, alphabet[i])));
		const char *text = arena_printf(arena, "{'title':'%s'}", letters(301, alphabet[i]));
		assert_null(read_with(text, no_logo, &err));
		assert_string_equal(err.message, "b.json: at '/title': expected a text of at most "
						 "300 characters, found 301");
	}
}

/* Behind the border no control character steers anything. */
static void texts_are_cleaned(void **state)
{
	(void)state;
	assert_string_equal(read_brand("{'title':'a\\u001bb\\u202ec'}")->title, "a bc");
}

static const char *file_text(const char *path)
{
	struct str text = STR_INIT(STR_BODY);
	struct error err = { .message = "" };

	if (file_read(path, &text, &err) != 0)
		fail_msg("%s", err.message);
	const char *copy = arena_strdup(arena, str_text(&text));
	str_release(&text);
	return copy;
}

static void the_example_is_a_brand(void **state)
{
	struct evidence_input file = { .text = NULL };
	struct evidence_logo logo = { .bytes = NULL };
	struct error err = { .message = "" };
	const struct brand *brand = NULL;

	(void)state;
	if (brand_file_load(arena, EXAMPLE, &file, &logo, &err) != 0 ||
	    brand_file_read(arena, &file, &logo, &brand, &err) != 0)
		fail_msg("%s", err.message);
	assert_string_equal(file.name, EXAMPLE);
	assert_string_equal(file.text, file_text(EXAMPLE));
	assert_string_equal(logo.name, "example-logo.png");
	assert_non_null(brand->logo.bytes);
}

/* The example holds every key, and the schema knows them and no other. */
static void the_schema_describes_it(void **state)
{
	struct error err = { .message = "" };
	const char *schema_text = file_text(SCHEMA), *text = file_text(EXAMPLE);
	cJSON *schema = json_parse(schema_text, strlen(schema_text), &err);
	cJSON *example = json_parse(text, strlen(text), &err);
	const char *place = "";
	const cJSON *key = NULL;

	(void)state;
	assert_non_null(schema);
	assert_null(fixture_schema_check(schema, example, &place));
	cJSON_ArrayForEach(key, json_get(schema, "properties"))
	{
		struct error told = { .message = "" };
		const char *one = arena_printf(arena, "{'%s':7}", key->string);
		assert_null(read_with(one, no_logo, &told));
		assert_null(strstr(told.message, "no such key"));
		if (strcmp(key->string, "title") != 0)
			assert_non_null(json_get(example, key->string));
	}
	cJSON_Delete(schema);
	cJSON_Delete(example);
}

static void the_logo_lies_beside_the_brand_file(void **state)
{
	char folder[] = "/tmp/test-brand-XXXXXX";
	struct evidence_input file = { .text = NULL };
	struct evidence_logo logo = { .bytes = NULL };
	struct error err = { .message = "" };

	(void)state;
	assert_non_null(mkdtemp(folder));
	const char *path = arena_printf(arena, "%s/b.json", folder);
	FILE *stream = fopen(path, "w");
	assert_non_null(stream);
	(void)fputs(json("{'logo':'none.png'}"), stream);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(brand_file_load(arena, path, &file, &logo, &err), -1);
	assert_string_equal(err.message,
			    arena_printf(arena,
					 "%s: at '/logo': expected a PNG file: '%s/none.png': No "
					 "such file or directory",
					 path, folder));
	assert_null(file.text);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read),
		cmocka_unit_test(nothing_is_needed),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(a_logo_that_cannot_be_drawn_is_refused),
		cmocka_unit_test(texts_have_a_length),
		cmocka_unit_test(texts_are_cleaned),
		cmocka_unit_test(the_example_is_a_brand),
		cmocka_unit_test(the_schema_describes_it),
		cmocka_unit_test(the_logo_lies_beside_the_brand_file),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
