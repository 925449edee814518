/*
 * Tolerant of what Syncro is known to do, strict about ids and about what a
 * verdict rests on: what cannot be understood is told, never guessed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "tests/unit/fixture_decode.h"

static void customers_are_read(void **state)
{
	const struct customer *c;

	(void)state;
	c = fixture_decode_row(LIST_CUSTOMERS,
			       CUSTOMER(",\"fullname\":\"Joe Doe\",\"disabled\":false,\"x\":{}"));
	assert_non_null(c);
	assert_int_equal(c->id, 5);
	assert_string_equal(c->business_name, "Acme");
	assert_string_equal(c->full_name, "Joe Doe");
	assert_string_equal(c->email, "");
	assert_int_equal(c->disabled, TRI_NO);
	c = fixture_decode_row(LIST_CUSTOMERS,
			       CUSTOMER(",\"firstname\":\"Joe\",\"lastname\":\"Doe\""));
	assert_string_equal(c->full_name, "Joe Doe");
	assert_int_equal(c->disabled, TRI_UNKNOWN);
	c = fixture_decode_row(LIST_CUSTOMERS,
			       CUSTOMER(",\"firstname\":null,\"lastname\":\"Doe\""));
	assert_string_equal(c->full_name, "Doe");
	c = fixture_decode_row(LIST_CUSTOMERS,
			       "{\"id\":\"17\",\"business_name\":42,\"email\":\"a\\u0007b\"}");
	assert_int_equal(c->id, 17);
	assert_string_equal(c->business_name, "42");
	assert_string_equal(c->email, "a b");
}

static void customers_that_are_none_are_refused(void **state)
{
	static const char *const rows[] = {
		"null",
		"7",
		"[]",
		"{}",
		"\"x\"",
		"{\"id\":null,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":0,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":-5,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":1.5,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":1e999,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":9007199254740993,\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":\"5x\",\"business_name\":\"x\",\"email\":\"x\"}",
		"{\"id\":true,\"business_name\":\"x\",\"email\":\"x\"}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (fixture_decode_row(LIST_CUSTOMERS, rows[i]))
			fail_msg("%s", rows[i]);
}

static void users_come_as_arrays_or_objects(void **state)
{
	static const struct {
		const char *text;
		const char *name; /* NULL = refused */
	} cases[] = {
		{ "[5,\"Joe Doe\"]", "Joe Doe" },
		{ "[\"5\",\"Joe Doe\",\"more\"]", "Joe Doe" },
		{ "[5,null]", "" },
		{ "[5]", "" },
		{ "{\"id\":5,\"full_name\":\"Joe\"}", "Joe" },
		{ "{\"id\":5,\"name\":\"Joe\"}", "Joe" },
		{ "{\"id\":5}", "" },
		{ "[]", NULL },
		{ "[\"Joe\",5]", NULL },
		{ "[0,\"Joe\"]", NULL },
		{ "[5,{}]", NULL },
		{ "{\"user_id\":5}", NULL },
		{ "5", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct user *user = fixture_decode_row(LIST_USERS, cases[i].text);
		if (!user != !cases[i].name)
			fail_msg("%s", cases[i].text);
		if (!user)
			continue;
		assert_int_equal(user->id, 5);
		assert_string_equal(user->name, cases[i].name);
		assert_true(user->listed);
		assert_false(user->detailed);
	}
}

static bool detail(const char *text, struct user *out)
{
	cJSON *tree = fixture_decode_json(text);
	bool understood = decode_user_detail(fixture_decode_arena, tree, 5, out);

	cJSON_Delete(tree);
	return understood;
}

#define USER(fields) ("{\"user\":{\"id\":5,\"email\":\"j@x.org\"" fields "}}")

static void details_tell_groups_in_any_shape(void **state)
{
	static const struct {
		const char *text;
		size_t groups;
		const char *last;
	} cases[] = {
		{ USER(",\"group\":\"Admins\""), 1, "Admins" },
		{ USER(",\"group\":[\"Admins\",\"Techs\"]"), 2, "Techs" },
		{ USER(",\"group\":[{\"id\":3,\"name\":\"Techs\"}]"), 1, "Techs" },
		{ USER(",\"group\":[]"), 0, "" },
		{ USER(",\"group\":\"\""), 0, "" },
		{ USER(",\"group\":null"), 0, "" },
		{ USER(""), 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct user user = { .id = 0 };
		if (!detail(cases[i].text, &user) || user.group_count != cases[i].groups)
			fail_msg("%s", cases[i].text);
		if (user.group_count > 0)
			assert_string_equal(user.groups[user.group_count - 1], cases[i].last);
	}
}

static void details_tell_admins(void **state)
{
	struct user user = { .id = 0 };

	(void)state;
	assert_true(detail(USER(",\"admin\":true,\"full_name\":\"Joe\""), &user));
	assert_int_equal(user.global_admin, TRI_YES);
	assert_string_equal(user.name, "Joe");
	assert_string_equal(user.email, "j@x.org");
	assert_true(detail(USER(",\"admin\":null"), &user));
	assert_int_equal(user.global_admin, TRI_UNKNOWN);
}

static void details_that_are_none_are_refused(void **state)
{
	static const char *const texts[] = {
		"{}",
		"{\"user\":[]}",
		"{\"user\":{\"id\":6,\"email\":\"x\"}}",
		"{\"user\":{\"id\":5}}",
		"{\"user\":{\"id\":5,\"email\":{}}}",
		USER(",\"group\":7"),
		USER(",\"group\":{}"),
		USER(",\"group\":[7.5,[]]"),
		USER(",\"admin\":\"yes\""),
		USER(",\"admin\":1"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct user user = { .id = 99 };
		if (detail(texts[i], &user) || user.id != 99)
			fail_msg("%s", texts[i]);
	}
}

static void schedules_are_read_with_their_lines(void **state)
{
	const struct schedule *s = fixture_decode_row(
		LIST_SCHEDULES,
		SCHEDULE(",\"name\":\"Monthly\",\"frequency\":\"Monthly\",\"next_run\":\"2026-"
			 "12-01\","
			 "\"paused\":false,\"lines\":[{\"name\":\"A\",\"quantity\":\"9.99\"},"
			 "{\"description\":\"B\",\"quantity\":2,\"recurring_type_id\":4,"
			 "\"one_time_charge\":true}]"));

	(void)state;
	assert_non_null(s);
	assert_int_equal(s->customer_id, 5);
	assert_int_equal(s->paused, TRI_NO);
	assert_string_equal(s->next_run, "2026-12-01");
	assert_true(s->lines_known);
	assert_int_equal(s->line_count, 2);
	assert_string_equal(s->lines[0].quantity, "9.99");
	assert_false(s->lines[0].computed);
	assert_string_equal(s->lines[1].name, "B");
	assert_string_equal(s->lines[1].quantity, "2");
	assert_true(s->lines[1].computed);
	assert_int_equal(s->lines[1].one_time, TRI_YES);
	s = fixture_decode_row(LIST_SCHEDULES,
			       "{\"id\":3,\"customer_id\":null,\"paused\":null,\"lines\":null}");
	assert_int_equal(s->customer_id, 0);
	assert_int_equal(s->paused, TRI_UNKNOWN);
	assert_false(s->lines_known);
	s = fixture_decode_row(LIST_SCHEDULES, SCHEDULE(",\"lines\":[]"));
	assert_true(s->lines_known);
	assert_int_equal(s->line_count, 0);
}

static void schedules_that_are_none_are_refused(void **state)
{
	static const char *const rows[] = { "null", "[]", "{\"customer_id\":5}", "{\"id\":0}" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (fixture_decode_row(LIST_SCHEDULES, rows[i]))
			fail_msg("%s", rows[i]);
}

static void me_is_read_with_its_map(void **state)
{
	cJSON *tree = fixture_decode_json(
		"{\"user_id\":1,\"user_name\":\"Joe\",\"user_email\":null,"
		"\"admin\":true,\"subdomain\":\"acme\",\"permissions\":{\"customer\":"
		"{\"read\":true,\"write\":false,\"delete\":null},\"odd\":7,"
		"\"script\":{\"execute\":true}}}");
	struct me me = { .known = false };

	(void)state;
	assert_true(decode_me(fixture_decode_arena, tree, &me));
	cJSON_Delete(tree);
	assert_true(me.known);
	assert_int_equal(me.user_id, 1);
	assert_int_equal(me.global_admin, TRI_YES);
	assert_int_equal(me.two_factor_required, TRI_UNKNOWN);
	assert_string_equal(me.user_email, "");
	assert_string_equal(me.subdomain, "acme");
	assert_int_equal(me.declared_count, 4);
	assert_string_equal(me.declared[0].area, "customer");
	assert_int_equal(me.declared[0].granted, TRI_YES);
	assert_int_equal(me.declared[1].granted, TRI_NO);
	assert_int_equal(me.declared[2].granted, TRI_UNKNOWN);
	assert_string_equal(me.declared[3].action, "execute");
}

static void meta_is_taken_as_far_as_it_makes_sense(void **state)
{
	static const struct {
		const char *text;
		struct paging_meta meta;
	} cases[] = {
		{ "{\"meta\":{\"total_pages\":3,\"total_entries\":\"250\"}}", { 3, 250 } },
		{ "{\"meta\":{\"total_pages\":3,\"page\":1}}", { 3, -1 } },
		{ "{\"meta\":{\"total_pages\":-3,\"total_entries\":1.5}}", { -1, -1 } },
		{ "{\"meta\":{\"total_pages\":null}}", { -1, -1 } },
		{ "{\"meta\":[3]}", { -1, -1 } },
		{ "{\"meta\":null}", { -1, -1 } },
		{ "{}", { -1, -1 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		cJSON *tree = fixture_decode_json(cases[i].text);
		struct paging_meta meta = decode_meta(tree);
		cJSON_Delete(tree);
		if (meta.total_pages != cases[i].meta.total_pages ||
		    meta.total_entries != cases[i].meta.total_entries)
			fail_msg("%s", cases[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(customers_are_read, fixture_decode_open,
						fixture_decode_close),
		cmocka_unit_test_setup_teardown(customers_that_are_none_are_refused,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(users_come_as_arrays_or_objects,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(details_tell_groups_in_any_shape,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(details_tell_admins, fixture_decode_open,
						fixture_decode_close),
		cmocka_unit_test_setup_teardown(details_that_are_none_are_refused,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(schedules_are_read_with_their_lines,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(schedules_that_are_none_are_refused,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(me_is_read_with_its_map, fixture_decode_open,
						fixture_decode_close),
		cmocka_unit_test(meta_is_taken_as_far_as_it_makes_sense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
