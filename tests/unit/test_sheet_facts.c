/* What a customer is told: nothing is in order that was not looked at, and nothing is of
 * anybody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/sheet/internal.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_texts.h"

#define OWN 2 /* has a name that is used twice, and no recurring invoice */
#define FINE 8

static struct sheet *sheet_for(struct fixture_audit *f, int64_t id)
{
	const struct sheet_facts *facts = sheet_facts_new(f->arena, &f->audit);

	return sheet_facts_of(facts, f->arena, account_customer(&f->account, id));
}

static void each_look_has_its_own_result(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct sheet *sheet = sheet_for(f, OWN);

	(void)state;
	assert_int_equal(sheet->checks[ISSUE_DUPLICATE_NAME].state, SHEET_IN_THE_WAY);
	assert_int_equal(sheet->checks[ISSUE_NO_RECURRING_INVOICE].state, SHEET_IN_THE_WAY);
	assert_int_equal(sheet->checks[ISSUE_NO_BUSINESS_NAME].state, SHEET_FINE);
	assert_string_equal(sheet->sentence, "Two things are in the way.");
	assert_int_equal(sheet->outcome, OVERALL_NOT_READY);
	assert_int_equal(sheet->task_count, 2);
	sheet = sheet_for(f, 13);
	assert_int_equal(sheet->checks[ISSUE_NO_BUSINESS_NAME].state, SHEET_ACCEPTED);
	assert_int_equal(sheet->outcome, OVERALL_READY);
	sheet = sheet_for(f, FINE);
	assert_string_equal(sheet->sentence, "Your record is ready to be billed.");
	fixture_audit_free(f);
}

/* Whatever was asked and could be looked at, of each kind: asked, left open, and why. */
static void nothing_is_in_order_that_nobody_looked_at(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const int all = 1 << (2 * ISSUE_COUNT);

	(void)state;
	for (int looked = 0; looked < all; looked++) {
		bool asked = false, open = false;
		for (int i = 0; i < ISSUE_COUNT; i++) {
			const int bits = looked >> (2 * i);
			f->audit.looks[i] = (struct issue_look){ .asked = bits & 1,
								 .open = bits & 2 ? REASON_TIMEOUT
										  : REASON_NONE };
			asked = asked || bits & 1;
			/* The business name is the record's own. */
			open = open || ((bits & 3) == 3 && i != ISSUE_NO_BUSINESS_NAME);
		}
		const struct sheet *sheet = sheet_for(f, FINE);
		for (int i = 0; i < ISSUE_COUNT; i++) {
			const struct issue_look *look = &f->audit.looks[i];
			const enum sheet_state is = sheet->checks[i].state;
			assert_int_equal(is == SHEET_NOT_ASKED, !look->asked);
			if (look->open && i != ISSUE_NO_BUSINESS_NAME)
				assert_int_not_equal(is, SHEET_FINE);
		}
		assert_int_equal(sheet->outcome,
				 asked && !open ? OVERALL_READY : OVERALL_INCONCLUSIVE);
	}
	fixture_audit_free(f);
}

/* A business name that could not be understood is none that is known. */
static void an_odd_name_is_not_filled_in(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.looks[ISSUE_NO_BUSINESS_NAME].open = REASON_MALFORMED;
	struct customer *customer =
		(struct customer *)(uintptr_t)account_customer(&f->account, FINE);
	customer->odd = ODD_NAME;
	assert_int_equal(sheet_for(f, FINE)->checks[ISSUE_NO_BUSINESS_NAME].state, SHEET_UNCHECKED);
	customer->odd = 0;
	customer->business_name = " ";
	assert_int_equal(sheet_for(f, FINE)->checks[ISSUE_NO_BUSINESS_NAME].state, SHEET_UNCHECKED);
	fixture_audit_free(f);
}

static void mark(const struct texts_visitor *v, const char **text, enum texts_place place)
{
	(void)place;
	*text = arena_printf(v->context, "SECRET %s", *text);
}

static void assert_clean(const char *text)
{
	if (text && strstr(text, "SECRET"))
		fail_msg("tells of others: %s", text);
}

/* Every text of the audit is marked but those of the profile and the customer's own name. */
static void nothing_else_comes_through(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct texts_visitor v = { mark, f->arena };
	const char *const subdomain = f->account.subdomain;

	(void)state;
	for (size_t i = 0; i < f->account.user_count; i++)
		f->account.users[i].group_count = 0; /* shared between fixtures */
	for (size_t i = 0; i < f->audit.group_count; i++)
		f->audit.groups[i].permission_count = 0;
	f->audit.token = NULL;
	f->audit.group_attested_count = 0;
	texts_of_account(&v, &f->account);
	texts_of_inputs(&v, &f->audit);
	texts_of_results(&v, &f->audit);
	f->account.subdomain = subdomain;
	struct customer *own = (struct customer *)(uintptr_t)account_customer(&f->account, OWN);
	own->business_name = "Own Name";
	for (size_t i = 0; i < f->account.schedule_count; i++)
		f->account.schedules[i].name = "SECRET";
	const struct sheet *sheet = sheet_for(f, OWN);
	const char *const texts[] = { sheet->name,  sheet->short_name,	  sheet->sentence,
				      sheet->below, sheet->invoices_note, sheet->how,
				      sheet->title, sheet->limits,	  sheet->day };
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_clean(texts[i]);
	for (int i = 0; i < ISSUE_COUNT; i++)
		assert_clean(sheet->checks[i].found);
	for (size_t i = 0; i < sheet->task_count; i++)
		assert_clean(sheet->tasks[i].what);
	for (size_t i = 0; i < sheet->ask_count; i++)
		assert_clean(sheet->asks[i]);
	for (size_t i = 0; i < SHEET_LINES; i++)
		assert_clean(sheet->lines[i].text);
	assert_string_equal(sheet->name, "Own Name");
	fixture_audit_free(f);
}

static void invoices_are_the_customers_own(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct schedule schedules[8] = { { .id = 1 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(schedules); i++)
		schedules[i] =
			(struct schedule){ .id = (int64_t)(100 + i),
					   .customer_id = i < 5 ? OWN : FINE,
					   .name = "",
					   .frequency = "Monthly",
					   .next_run = i ? "2026-12-01T00:00:00.000Z" : "soon",
					   .paused = i == 1 ? TRI_YES : TRI_NO };
	schedules[4].odd = ODD_CUSTOMER;
	f->account.schedules = schedules;
	f->account.schedule_count = COUNT_OF(schedules);
	f->account.sources[SOURCE_SCHEDULES].complete = true;
	const struct sheet *sheet = sheet_for(f, OWN);
	assert_int_equal(sheet->invoice_count, 4);
	assert_int_equal(sheet->invoices[0].id, 100);
	assert_string_equal(sheet->invoices[0].next, "Not known");
	assert_string_equal(sheet->invoices[1].next, "1 December 2026");
	assert_string_equal(sheet->invoices[1].state, "Paused");
	assert_string_equal(sheet->invoices_note, "");
	assert_int_equal(sheet_for(f, FINE)->invoices[0].id, 105);
	assert_int_equal(sheet_for(f, 3)->invoice_count, 0);
	f->account.sources[SOURCE_SCHEDULES].complete = false;
	f->account.sources[SOURCE_SCHEDULES].reason = REASON_SERVER_ERROR;
	assert_string_equal(sheet_for(f, OWN)->invoices_note,
			    "There may be others: our system answered with an error.");
	fixture_audit_free(f);
}

static void files_are_named_for_anyone(void **state)
{
	static const struct {
		const char *name, *file;
	} examples[] = {
		{ "Dapplegate Nursery", "7-dapplegate-nursery.pdf" },
		{ "Café Zoë, s.r.o.", "7-cafe-zoe-s-r-o.pdf" },
		{ "  STRASSE & Straße ", "7-strasse-strasse.pdf" },
		{ "株式会社", "7-customer.pdf" },
		{ "../../etc/passwd", "7-etc-passwd.pdf" },
		{ "ＡＢＣ　Ltd", "7-abc-ltd.pdf" },
		{ "", "7-customer.pdf" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(examples); i++) {
		const struct customer customer = { .id = 7,
						   .business_name = examples[i].name,
						   .full_name = "" };
		assert_string_equal(sheet_file_name(arena, &customer), examples[i].file);
	}
	char many[400];
	memset(many, 'x', sizeof many - 1);
	many[sizeof many - 1] = '\0';
	assert_int_equal(strlen(text_slug(arena, many, 60)), 60);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_look_has_its_own_result),
		cmocka_unit_test(nothing_is_in_order_that_nobody_looked_at),
		cmocka_unit_test(an_odd_name_is_not_filled_in),
		cmocka_unit_test(nothing_else_comes_through),
		cmocka_unit_test(invoices_are_the_customers_own),
		cmocka_unit_test(files_are_named_for_anyone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
