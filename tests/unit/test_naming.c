/* What sentences call people, customers, invoices and days; and lists of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/rules/naming.h"

static const char *person(struct arena *arena, const char *name)
{
	const struct user user = { .id = 101, .name = name, .email = "" };

	return naming_user(arena, &user);
}

static void a_user_is_called_by_name_and_number(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(person(arena, "Celia Lindqvist"), "Celia Lindqvist (user 101)");
	assert_string_equal(person(arena, ""), "user 101");
	assert_string_equal(person(arena, "  "), "user 101");
	assert_string_equal(person(arena, "  Ann  Lee "), "Ann  Lee (user 101)");
	arena_free(arena);
}

static void the_owner_is_called_by_what_is_known(void **state)
{
	struct user users[] = { { .id = 7, .name = "Ann Lee", .email = "" } };
	struct account account = { .users = users,
				   .user_count = 1,
				   .me = { .user_id = 7, .user_name = "Old Name" } };
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(naming_owner(arena, &account), "Ann Lee (user 7)");
	users[0].name = "";
	assert_string_equal(naming_owner(arena, &account), "Old Name (user 7)");
	account.user_count = 0;
	assert_string_equal(naming_owner(arena, &account), "Old Name (user 7)");
	account.me.user_name = "";
	assert_string_equal(naming_owner(arena, &account), "user 7");
	arena_free(arena);
}

static struct customer customers[] = {
	{ .id = 17, .business_name = "Copperhaven Logistics", .full_name = "Bo", .email = "" },
	{ .id = 18, .business_name = "", .full_name = "Bo Berg", .email = "" },
	{ .id = 19, .business_name = " ", .full_name = "", .email = "" },
};

static void a_customer_and_its_invoice_too(void **state)
{
	static const struct schedule schedules[] = { { .id = 5038, .customer_id = 17 },
						     { .id = 5039, .customer_id = 99 } };
	const struct account account = { .customers = customers,
					 .customer_count = COUNT_OF(customers) };
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(naming_customer(arena, &customers[0]), "Copperhaven Logistics (17)");
	assert_string_equal(naming_customer(arena, &customers[1]), "Bo Berg (18)");
	assert_string_equal(naming_customer(arena, &customers[2]), "customer 19");
	assert_string_equal(naming_invoice(arena, &account, &schedules[0]),
			    "invoice 5038 of Copperhaven Logistics (17)");
	assert_string_equal(naming_invoice(arena, &account, &schedules[1]), "invoice 5039");
	arena_free(arena);
}

static void a_day_is_said_as_people_say_it(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(naming_day(arena, "2026-11-24"), "24 November 2026");
	assert_string_equal(naming_day(arena, "2027-01-05"), "5 January 2027");
	assert_string_equal(naming_day(arena, "2026-12-31"), "31 December 2026");
	assert_string_equal(naming_day(arena, "soon"), "soon");
	arena_free(arena);
}

static const char *repeated(struct arena *arena, const char *text, size_t count)
{
	const char *all = "";

	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%s%s", all, text);
	return all;
}

static void a_long_name_is_shortened_between_characters(void **state)
{
	/* One byte, two, three, four; and one with an accent of its own. */
	static const char *const letters[] = { "a", "\xc3\xa9", "\xe6\xbc\xa2", "\xf0\x9f\x98\x80",
					       "e\xcc\x81" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(letters); i++) {
		const char *fits = repeated(arena, letters[i], NAMING_LONGEST);
		const char *too_long = repeated(arena, letters[i], 300);
		assert_ptr_equal(naming_short(arena, fits), fits);
		const char *cut = naming_short(arena, too_long);
		assert_true(text_is_utf8(cut, strlen(cut)));
		assert_string_equal(cut,
				    arena_printf(arena, "%s\xe2\x80\xa6",
						 repeated(arena, letters[i], NAMING_LONGEST - 1)));
	}
	assert_string_equal(
		naming_short(arena, arena_printf(arena, "%s %s", repeated(arena, "x", 58),
						 repeated(arena, "y", 20))),
		arena_printf(arena, "%s\xe2\x80\xa6", repeated(arena, "x", 58)));
	arena_free(arena);
}

static const char *list_of(struct arena *arena, size_t count, const char *sheet)
{
	struct naming list = { .count = 0 };

	for (size_t i = 1; i <= count; i++)
		if (naming_count(&list))
			naming_add(arena, &list, arena_printf(arena, "%zu", i));
	return naming_list(arena, &list, sheet);
}

static void the_first_ten_are_named_and_the_rest_counted(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(list_of(arena, 0, "S"), "");
	assert_string_equal(list_of(arena, 1, "S"), "1");
	assert_string_equal(list_of(arena, 10, "S"), "1; 2; 3; 4; 5; 6; 7; 8; 9; 10");
	assert_string_equal(list_of(arena, 14, "Customer findings"),
			    "1; 2; 3; 4; 5; 6; 7; 8; 9; 10 and 4 more: sheet Customer findings");
	assert_string_equal(list_of(arena, 11, ""), "1; 2; 3; 4; 5; 6; 7; 8; 9; 10 and 1 more");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_user_is_called_by_name_and_number),
		cmocka_unit_test(the_owner_is_called_by_what_is_known),
		cmocka_unit_test(a_customer_and_its_invoice_too),
		cmocka_unit_test(a_day_is_said_as_people_say_it),
		cmocka_unit_test(a_long_name_is_shortened_between_characters),
		cmocka_unit_test(the_first_ten_are_named_and_the_rest_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
