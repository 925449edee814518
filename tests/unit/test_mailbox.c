/* Addresses in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mailbox.h"
#include "audit/core/str.h"

/* Every address of a text, joined by blanks. */
static void addresses_are_taken_apart(void **state)
{
	static const struct {
		const char *text, *addresses;
	} cases[] = {
		{ "", "" },
		{ " ", "" },
		{ "none", "" },
		{ "a@x.example", "a@x.example" },
		{ " a@x.example ", "a@x.example" },
		{ "a@x.example,b@y.example", "a@x.example b@y.example" },
		{ "a@x.example; b@y.example;", "a@x.example b@y.example" },
		{ "a@x.example b@y.example", "a@x.example b@y.example" },
		{ "a@x.example\nb@y.example", "a@x.example b@y.example" },
		{ "Ann <a@x.example>", "a@x.example" },
		{ "\"Tech, T.\" <a@x.example>, b@y.example", "a@x.example b@y.example" },
		{ "\"b@y.example\" <a@x.example>", "a@x.example" },
		{ "<a@x.example>", "a@x.example" },
		{ "mailto:a@x.example", "a@x.example" },
		{ "<mailto:a@x.example>", "a@x.example" },
		{ "a@x.example (office)", "a@x.example" },
		{ "'a@x.example'", "a@x.example" },
		{ "\"Tech <a@x.example>", "a@x.example" },
		{ "Ann <a@x.example", "a@x.example" },
		{ ",;, a@x.example", "a@x.example" },
		/* What people type between two, and around one. */
		{ "Office <a@x.example> Tech <b@y.example>", "a@x.example b@y.example" },
		{ "<a@x.example> b@y.example", "a@x.example b@y.example" },
		{ "a@x.example <office>", "a@x.example" },
		{ "a@x.example <b@y.example>", "b@y.example" },
		{ "a@x.example/b@y.example", "a@x.example b@y.example" },
		{ "a@x.example|b@y.example&c@z.example", "a@x.example b@y.example c@z.example" },
		{ "a@x.example+b@y.example", "a@x.example b@y.example" },
		{ "a@x.example\uff0cb@y.example\uff1bc@z.example",
		  "a@x.example b@y.example c@z.example" },
		{ "a@x.example\u00a0b@y.example", "a@x.example b@y.example" },
		{ "a@x.example.", "a@x.example" },
		{ "mailto:a@x.example?subject=x", "a@x.example" },
		{ "*a@x.example* `b@y.example` {c@z.example}",
		  "a@x.example b@y.example c@z.example" },
		{ "\u201ca@x.example\u201d", "a@x.example" },
		/* And what is of an address itself. */
		{ "a+b@x.example", "a+b@x.example" },
		{ "o'a@x.example", "o'a@x.example" },
		{ "'o'a@x.example', 'b@y.example'", "o'a@x.example b@y.example" },
		{ "a/b@x.example", "a/b@x.example" },
		{ "_a@x.example", "_a@x.example" },
		{ "j\u00f6rg@b\u00fccher.example", "j\u00f6rg@b\u00fccher.example" },
		{ "a@x_y.example", "a@x_y.example" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str found = STR_INIT(STR_LINE);
		struct mailbox mailbox;
		size_t at = 0;
		while ((mailbox = mailbox_next(cases[i].text, &at)).length)
			str_printf(&found, "%s%.*s", found.length ? " " : "", (int)mailbox.length,
				   mailbox.address);
		assert_string_equal(str_text(&found), cases[i].addresses);
		str_release(&found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_taken_apart),
	};

	return cmocka_run_group_tests_name("mailbox", tests, NULL, NULL);
}
