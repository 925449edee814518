/* A brand's words and colours in the PDF, laid out as data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/pdf/internal.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_layout.h"

static const struct brand branded = {
	.organisation = "Harborline Managed IT",
	.prepared_for = "Northwind Traders",
	.title = "Quarterly review",
	.period = "the third quarter",
	.assessor = "Dana Whitfield",
	.reviewer = "Priya Raman",
	.confidentiality = "Do not pass this on.",
	.footer = "Registered in England",
	.email = "audit@harborline.example",
	.phone = "+44 20 7946 0000",
	.web = "harborline.example",
	.primary = { true, 0xD8F0E2 },
	.accent = { true, 0x0A6B4F },
	.logo = { .alt = "" },
};

/* The cover's texts are on the first page, and the usual wording makes room. */
static void a_brand_says_whose_report_it_is(void **state)
{
	const char *const texts[] = { branded.organisation,
				      branded.period,
				      branded.assessor,
				      branded.reviewer,
				      branded.title,
				      branded.confidentiality,
				      "Prepared for Northwind Traders",
				      branded.email,
				      branded.phone,
				      branded.web };
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	f->audit.presentation.brand = &branded;
	layout_make(&layout, &f->audit);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (layout_page_showing(&layout, texts[i]) != 0)
			fail_msg("'%s' is not on the cover", texts[i]);
	assert_false(layout_shows(&layout, "Readiness for"));
	assert_false(layout_shows(&layout, "Confidential."));
	layout_assert_on_page(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

/* The links of the cover for a contact, one behind the other. */
static void assert_links(const char *email, const char *web, const char *targets)
{
	struct fixture_audit *f = fixture_audit_new();
	struct brand brand = branded;
	struct layout layout;
	const char *found = "";

	brand.email = email;
	brand.web = web;
	f->audit.presentation.brand = &brand;
	layout_make(&layout, &f->audit);
	for (size_t i = 0; i < layout.result.count; i++) {
		const struct flow_placed *placed = &layout.result.items[i];
		if (placed->page == 0 && placed->item.kind == FLOW_URI)
			found = arena_printf(f->arena, "%s<%s>", found, placed->item.text);
	}
	assert_string_equal(found, targets);
	assert_int_equal(layout_page_showing(&layout, email), 0);
	assert_int_equal(layout_page_showing(&layout, web), 0);
	layout_assert_on_page(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void a_contact_is_a_link_where_it_is_plainly_one(void **state)
{
	(void)state;
	assert_links("audit@harborline.example", "harborline.example",
		     "<mailto:audit@harborline.example><https://harborline.example>");
	assert_links("a+b@harborline.example", "http://harborline.example/a?b=c",
		     "<mailto:a+b@harborline.example><http://harborline.example/a?b=c>");
	assert_links("ask a@b.example", "see harborline.example", "");
	assert_links("a@b@c.example", "ftp://harborline.example", "");
	assert_links("a@b.example?cc=d@e.example", "h\xC3\xA4rbor.example", "");
}

/* Links, and the heads of groups in tables. */
static void a_brand_colours_what_is_text(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;
	size_t coloured = 0;

	(void)state;
	f->audit.presentation.brand = &branded;
	layout_make(&layout, &f->audit);
	for (size_t i = 0; i < layout.result.count; i++) {
		const struct flow_item *item = &layout.result.items[i].item;
		coloured += item->kind == FLOW_TEXT && item->style.colour == branded.accent.value;
	}
	assert_true(coloured > 10);
	layout_release(&layout);
	fixture_audit_free(f);
}

static const char *letters(struct arena *arena, size_t count)
{
	char *text = arena_alloc(arena, count + 1);

	for (size_t i = 0; i < count; i++)
		text[i] = i % 11 == 10 ? ' ' : (char)('a' + i % 26);
	return text;
}

static void a_brand_of_any_length_is_there_in_full(void **state)
{
	static const enum paper papers[] = { PAPER_A4, PAPER_LETTER };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		const char *text = letters(f->arena, 300);
		struct brand brand = branded;
		brand.organisation = brand.prepared_for = brand.title = brand.assessor =
			brand.reviewer = brand.period = brand.confidentiality = brand.footer =
				brand.email = brand.phone = brand.web = text;
		f->audit.presentation.brand = &brand;
		f->audit.presentation.paper = papers[i];
		layout_make(&layout, &f->audit);
		layout_assert_on_page(&layout);
		layout_assert_links(&layout);
		/* The title's last words, and all of the picture behind them. */
		assert_true(layout_shows(&layout, text + 297));
		const struct flow_item *picture = NULL;
		for (size_t k = 0; k < layout.result.count; k++) {
			const struct flow_placed *placed = &layout.result.items[k];
			if (placed->item.kind == FLOW_IMAGE)
				picture = &placed->item;
			if (picture && placed->page == 0 && placed->item.kind == FLOW_TEXT &&
			    placed->item.style.weight == FLOW_BOLD)
				assert_true(placed->item.y < picture->y + picture->h);
		}
		assert_non_null(picture);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

/* A long footer leaves less of the page to everything else. */
static void a_brand_footer_takes_room_from_the_page(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct brand brand = branded;
	struct layout layout;
	double bottoms[2];

	(void)state;
	f->audit.presentation.brand = &brand;
	for (size_t i = 0; i < 2; i++) {
		brand.footer = i ? letters(f->arena, 300) : "";
		layout_make(&layout, &f->audit);
		bottoms[i] = flow_page(layout.flow)->bottom;
		layout_assert_on_page(&layout);
		layout_release(&layout);
	}
	assert_true(bottoms[1] >= bottoms[0] + 2 * PDF_FOOTER_LINE);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_brand_says_whose_report_it_is),
		cmocka_unit_test(a_contact_is_a_link_where_it_is_plainly_one),
		cmocka_unit_test(a_brand_colours_what_is_text),
		cmocka_unit_test(a_brand_of_any_length_is_there_in_full),
		cmocka_unit_test(a_brand_footer_takes_room_from_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
