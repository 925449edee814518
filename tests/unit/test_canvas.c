/* A document: the same bytes for the same calls, an error for what cannot be right,
 * and its structure. */
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
#include "audit/core/str.h"
#include "report/canvas/canvas.h"
#include "report/canvas/profile.h"
#include "tests/unit/fixture_canvas.h"
#include "tests/unit/fixture_range.h"

#define UNPACKED "--qdf --object-streams=disable --no-original-object-ids"

static void draw_everything(struct canvas *canvas)
{
	static const unsigned char pixels[] = { 255, 0, 0, 255, 0, 255, 0, 0 };
	const struct canvas_box box = { 20, 20, 100, 40 };
	const struct canvas_point points[] = { { 1, 1 }, { 50, 9 }, { 20, 30 } };
	const struct canvas_gradient gradient = { 0x000000, 0xFFFFFF, { 0, 0 }, { 1, 1 } };

	int section = canvas_node(canvas, 0, ROLE_DOCUMENT, NULL);
	int heading = canvas_node(canvas, section, ROLE_H1, NULL);
	int figure = canvas_node(canvas, section, ROLE_FIGURE, "A chart");
	canvas_page(canvas, CANVAS_A4_WIDTH, CANVAS_A4_HEIGHT);
	canvas_shadow(canvas, box, 5);
	canvas_gradient(canvas, box, 5, &gradient);
	canvas_clip(canvas, box, 5);
	canvas_alpha(canvas, 0.3);
	canvas_circle(canvas, (struct canvas_point){ 30, 30 }, 20, 0xFFFFFF);
	canvas_clip_end(canvas);
	canvas_alpha(canvas, 1);
	canvas_use(canvas, heading);
	fixture_say(canvas, 100, "Heading in the \u682A\u5F0F\u4F1A\u793E style");
	canvas_bookmark(canvas, 1, "Heading", 90);
	canvas_place(canvas, "heading", 90);
	canvas_use(canvas, figure);
	canvas_ring(canvas, (struct canvas_point){ 200, 200 }, 50, 30, 0.1, 0.9, 0x1F9D62);
	canvas_use(canvas, 0);
	for (int i = 0; i < ICON_COUNT; i++)
		canvas_icon(canvas, (enum canvas_icon)i, box, 0x1F9D62);
	canvas_border(canvas, box, 5, 1, 0xFF0000);
	canvas_polygon(canvas, points, 3, 0xFF0000);
	canvas_polyline(canvas, points, 3, 2, 0xFF0000);
	canvas_image(canvas, canvas_image_new(canvas, pixels, 2, 1, 4), box);
	canvas_page(canvas, CANVAS_LETTER_WIDTH, CANVAS_LETTER_HEIGHT);
	canvas_use(canvas, canvas_node(canvas, section, ROLE_LINK, NULL));
	fixture_say(canvas, 100, "back, or to the vendor");
	canvas_link_place(canvas, box, "heading", "back");
	canvas_link_uri(canvas, box, "https://example.com/", "The vendor's page");
}

static void the_same_calls_give_the_same_bytes(void **state)
{
	struct str first = STR_INIT(STR_BODY), second = STR_INIT(STR_BODY);

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct canvas *canvas = fixture_canvas();
		draw_everything(canvas);
		fixture_finish(canvas, "same.pdf", i ? &second : &first);
	}
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.data, second.data, first.length);
	str_release(&first);
	str_release(&second);
}

static void the_document_says_what_it_is(void **state)
{
	static const char *const entries[] = {
		"%PDF-1.7",
		"/Title <feff005200650070006f0072007400206",
		"/CreationDate (D:20251124160000Z)",
		"/Lang (en)",
		"/DisplayDocTitle true",
		"/Marked true",
		"/StructTreeRoot",
		"/S /Figure",
		"/Alt (A chart)",
		"/PageMode /UseOutlines",
		"/Type /Pages",
		"/Count 2",
		"/URI (https://example.com/)",
		"/Type /OBJR",
		"/Contents (back)",
		"/Contents (The vendor's page)",
		"<audit:Counts>pass=1 &amp; fail=&lt;2&gt;</audit:Counts>",
		"/ShadingType 2",
		"/SMask",
		"/S /GTS_PDFA1",
		"<pdfaSchema:namespaceURI>urn:syncro-audit:report</pdfaSchema:namespaceURI>",
		"<pdfaProperty:name>Counts</pdfaProperty:name>",
	};
	struct str bytes = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();

	(void)state;
	draw_everything(canvas);
	fixture_finish(canvas, "says.pdf", NULL);
	if (!fixture_run(&bytes, "qpdf", UNPACKED, "says.pdf"))
		skip();
	for (size_t i = 1; i < COUNT_OF(entries); i++)
		if (!fixture_holds(&bytes, entries[i]))
			fail_msg("%s is not there", entries[i]);
	assert_memory_equal(bytes.data, entries[0], strlen(entries[0]));
	/* No archive takes pictures that each reader may smooth as it likes; and what only a
	 * validator may say is not claimed. */
	assert_false(fixture_holds(&bytes, "/Interpolate"));
	assert_false(fixture_holds(&bytes, "pdfaid:"));
	assert_false(fixture_holds(&bytes, "pdfuaid:"));
	str_release(&bytes);
}

static void metadata_and_information_name_one_producer(void **state)
{
	struct str bytes = STR_INIT(STR_BODY), metadata = STR_INIT(STR_LINE);
	struct canvas *canvas = fixture_canvas();
	char producer[100] = "";

	(void)state;
	draw_everything(canvas);
	fixture_finish(canvas, "producer.pdf", NULL);
	if (!fixture_run(&bytes, "qpdf", UNPACKED, "producer.pdf"))
		skip();
	const char *at = memmem(bytes.data, bytes.length, "/Producer (", 11);
	assert_non_null(at);
	assert_int_equal(sscanf(at, "/Producer (%99[^)])", producer), 1);
	str_printf(&metadata, "<pdf:Producer>%s</pdf:Producer>", producer);
	assert_true(fixture_holds(&bytes, str_text(&metadata)));
	str_release(&metadata);
	str_release(&bytes);
}

/* Little CMS writes the hour it works at; the file must not hold it. */
static void the_colour_profile_is_always_the_same(void **state)
{
	struct str profile = STR_INIT(STR_BODY);

	(void)state;
	assert_true(canvas_profile_srgb(&profile));
	assert_within(profile.length, 400, 1000);
	assert_memory_equal(profile.data + 8, "\x04\x20", 2); /* what PDF 1.7 knows */
	assert_memory_equal(profile.data + 12, "mntrRGB XYZ ", 12);
	assert_memory_equal(profile.data + 24, "\x07\xD0\0\1\0\1\0\0\0\0\0\0", 12);
	assert_memory_equal(profile.data + 36, "acsp", 4);
	str_release(&profile);
}

static void readers_find_nothing_wrong(void **state)
{
	struct str out = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();

	(void)state;
	draw_everything(canvas);
	fixture_finish(canvas, "check.pdf", NULL);
	if (fixture_run(&out, "qpdf", "--check", "check.pdf")) {
		assert_true(fixture_holds(&out, "No syntax or stream encoding errors found"));
		assert_false(fixture_holds(&out, "WARNING"));
	} else {
		skip();
	}
	str_release(&out);
}

static void errors_are_told_when_saving(void **state)
{
	struct error err = { "" };
	struct canvas *canvas = fixture_canvas();

	(void)state;
	assert_int_equal(canvas_save(canvas, fixture_path("none.pdf"), &err), -1);
	assert_non_null(strstr(err.message, "nothing was drawn"));
	canvas_free(canvas);
	assert_int_equal(access(fixture_path("none.pdf"), F_OK), -1);

	canvas = fixture_canvas();
	canvas_page(canvas, 100, 100);
	canvas_link_place(canvas, (struct canvas_box){ 0, 0, 9, 9 }, "nowhere", "x");
	assert_int_equal(canvas_save(canvas, fixture_path("link.pdf"), &err), -1);
	assert_non_null(strstr(err.message, "'nowhere'"));
	canvas_free(canvas);

	/* PDF/UA-1, 7.18.5: who hears a link is told what it leads to. */
	canvas = fixture_canvas();
	canvas_page(canvas, 100, 100);
	canvas_link_uri(canvas, (struct canvas_box){ 0, 0, 9, 9 }, "https://example.com/", "");
	assert_int_equal(canvas_save(canvas, fixture_path("link.pdf"), &err), -1);
	assert_non_null(strstr(err.message,
			       "a link to 'https://example.com/' does not say what it leads to"));
	canvas_free(canvas);

	canvas = fixture_canvas();
	canvas_page(canvas, 100, 100);
	assert_int_equal(canvas_save(canvas, fixture_path("no/such/folder.pdf"), &err), -1);
	assert_non_null(strstr(err.message, "No such file or directory"));
	canvas_free(canvas);
}

static void a_full_disk_is_an_error(void **state)
{
	struct error err = { "" };
	struct canvas *canvas = fixture_canvas();

	(void)state;
	draw_everything(canvas);
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_int_equal(canvas_save(canvas, "/dev/full", &err), -1);
	assert_non_null(strstr(err.message, "No space left on device"));
	assert_int_equal(access("/dev/full", F_OK), 0);
	canvas_free(canvas);
}

static void drawing_without_a_page_does_nothing(void **state)
{
	struct error err = { "" };
	struct canvas *canvas = fixture_canvas();

	(void)state;
	fixture_say(canvas, 10, "nowhere");
	canvas_rect(canvas, (struct canvas_box){ 0, 0, 10, 10 }, 0);
	canvas_clip(canvas, (struct canvas_box){ 0, 0, 10, 10 }, 0);
	canvas_clip_end(canvas);
	canvas_bookmark(canvas, 1, "x", 0);
	canvas_place(canvas, "x", 0);
	canvas_link_uri(canvas, (struct canvas_box){ 0, 0, 1, 1 }, "https://example.com", "x");
	assert_int_equal(canvas_image_new(canvas, NULL, 1, 1, 3), -1);
	assert_int_equal(canvas_save(canvas, fixture_path("empty.pdf"), &err), -1);
	assert_non_null(strstr(err.message, "nothing was drawn"));
	canvas_free(canvas);
}

static void structure_follows_the_nodes_not_the_drawing(void **state)
{
	struct str out = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();

	(void)state;
	canvas_page(canvas, 300, 300);
	int document = canvas_node(canvas, 0, ROLE_DOCUMENT, NULL);
	int first = canvas_node(canvas, document, ROLE_H1, NULL);
	int second = canvas_node(canvas, document, ROLE_P, NULL);
	int inside = canvas_node(canvas, second, ROLE_SPAN, NULL);
	canvas_node(canvas, document, ROLE_H3, NULL); /* stays empty */
	int left_out = canvas_node(canvas, document, ROLE_NONE, NULL);
	canvas_use(canvas, second);
	fixture_say(canvas, 40, "before ");
	canvas_use(canvas, inside);
	fixture_say(canvas, 60, "within ");
	canvas_use(canvas, second);
	fixture_say(canvas, 80, "after");
	canvas_use(canvas, canvas_node(canvas, left_out, ROLE_P, NULL));
	fixture_say(canvas, 90, "furniture");
	canvas_use(canvas, first);
	fixture_say(canvas, 20, "Heading");
	int table = canvas_node(canvas, document, ROLE_TABLE, NULL);
	int row = canvas_node(canvas, table, ROLE_ROW, NULL);
	canvas_use(canvas, canvas_node(canvas, row, ROLE_COLUMN_HEADER, NULL));
	fixture_say(canvas, 120, "Name");
	row = canvas_node(canvas, table, ROLE_ROW, NULL);
	int group = canvas_node(canvas, row, ROLE_ROW_HEADER, NULL);
	canvas_node_span(canvas, group, 3);
	canvas_use(canvas, group);
	fixture_say(canvas, 130, "Group");
	canvas_page(canvas, 300, 300);
	canvas_use(canvas, inside);
	fixture_say(canvas, 20, "and on");
	fixture_finish(canvas, "tree.pdf", NULL);
	if (!fixture_run(&out, "pdfinfo", "-struct-text", "tree.pdf"))
		skip();
	assert_string_equal(str_text(&out),
			    "Document\n"
			    "  H1 (block)\n    \"Heading\"\n"
			    "  P (block)\n    \"before \"\n"
			    "    Span (inline)\n      \"within \"\n      \"and on\"\n"
			    "    \"after\"\n"
			    "  Table (block)\n    TR\n      TH:\n"
			    "         /Scope /Column\n        \"Name\"\n"
			    "    TR\n      TH:\n         /Scope /Row\n         /ColSpan 3\n"
			    "        \"Group\"\n");
	str_release(&out);
}

static void many_pages_make_a_small_file(void **state)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct canvas *canvas = fixture_canvas();
	char text[64];

	(void)state;
	for (int page = 0; page < 250; page++) {
		canvas_page(canvas, CANVAS_A4_WIDTH, CANVAS_A4_HEIGHT);
		for (int row = 0; row < 40; row++) {
			(void)snprintf(text, sizeof text, "customer %d of many, row %d", page, row);
			fixture_say(canvas, 20.0 + 18 * row, text);
		}
	}
	fixture_finish(canvas, "many.pdf", &bytes);
	/* 10,000 lines; not compressed they would be 2 MB. */
	assert_true(bytes.length < 400000);
	str_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_calls_give_the_same_bytes),
		cmocka_unit_test(the_document_says_what_it_is),
		cmocka_unit_test(metadata_and_information_name_one_producer),
		cmocka_unit_test(the_colour_profile_is_always_the_same),
		cmocka_unit_test(readers_find_nothing_wrong),
		cmocka_unit_test(errors_are_told_when_saving),
		cmocka_unit_test(a_full_disk_is_an_error),
		cmocka_unit_test(drawing_without_a_page_does_nothing),
		cmocka_unit_test(structure_follows_the_nodes_not_the_drawing),
		cmocka_unit_test(many_pages_make_a_small_file),
	};

	return cmocka_run_group_tests(tests, fixture_canvas_open, fixture_canvas_close);
}
