/* Other clients' names do not get into a report about one; other words stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/edition/client_names.h"

static const char *const clients[] = {
	"Contoso Ltd.",
	"Contoso",
	"Fabrikam & Söhne",
	"ＡＣＭＥ　Works",
	"株式会社山田",
	"Tickets",
	"bob@contoso.com",
	"삼성",
	"***",
	"360",
	"24/7",
	"",
	"Straße 7",
	"㈱テスト",
	"ﾊﾞﾝﾄﾞ",
	"Contoso",
	"Ann Lee",
};

static struct client_names *names_of_clients(void)
{
	struct client_names *names = client_names_new();

	for (size_t i = 0; i < COUNT_OF(clients); i++)
		client_names_add(names, clients[i]);
	client_names_ready(names);
	return names;
}

static void names_are_found_however_they_are_written(void **state)
{
	static const struct {
		const char *text, *shown;
	} examples[] = {
		{ "Contoso", "another customer" },
		{ "for CONTOSO, LTD. and contoso's",
		  "for another customer. and another customer's" },
		{ "<Contoso>|contoso-ltd", "<another customer>|another customer" },
		{ "Fabrikam  SÖHNE", "another customer" },
		{ "fabrikam so\xCC\x88hne", "another customer" },
		{ "Acme works here", "another customer here" },
		{ "请联系株式会社山田先生", "请联系another customer先生" },
		{ "삼성은", "another customer은" },
		{ "STRASSE 7", "another customer" },
		{ "(株)ﾃｽﾄ", "(株)another customer" },
		{ "ﾄﾞﾗｯｸﾞのﾃｽﾄ", "ﾄﾞﾗｯｸﾞのanother customer" },
		{ "バンドの", "another customerの" },
		{ "mail bob@contoso.com now", "mail another customer now" },
		{ "Ann Lee, Contoso", "another customer, another customer" },
	};
	struct client_names *names = names_of_clients();
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(examples); i++)
		assert_string_equal(client_names_hide(names, arena, examples[i].text),
				    examples[i].shown);
	arena_free(arena);
	client_names_free(names);
}

static void other_words_stay(void **state)
{
	static const char *const texts[] = {
		"",    "Contosoville", "Fabrikam", "Ann and Lee", "Works of Acme",
		"***", "360 of 24/7",  "山田",	   "Straße 8",	  "Söhne & Fabrikam"
	};
	struct client_names *names = names_of_clients();
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_ptr_equal(client_names_hide(names, arena, texts[i]), texts[i]);
	arena_free(arena);
	client_names_free(names);
}

static void what_is_shown_anyway_is_not_hidden(void **state)
{
	struct client_names *names = names_of_clients();
	struct arena *arena = arena_new();

	(void)state;
	client_names_allow(names, "Tickets - List/Search, by Ann Lee for Contoso");
	assert_string_equal(client_names_hide(names, arena, "Tickets - Edit: Ann Lee, Contoso"),
			    "Tickets - Edit: Ann Lee, Contoso");
	/* The longer name is another one. */
	assert_string_equal(client_names_hide(names, arena, "Contoso Ltd"), "another customer");
	arena_free(arena);
	client_names_free(names);
}

static void without_names_nothing_is_hidden(void **state)
{
	struct client_names *names = client_names_new();
	struct arena *arena = arena_new();

	(void)state;
	client_names_ready(names);
	client_names_allow(names, "Contoso");
	assert_string_equal(client_names_hide(names, arena, "Contoso"), "Contoso");
	arena_free(arena);
	client_names_free(names);
	client_names_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_however_they_are_written),
		cmocka_unit_test(other_words_stay),
		cmocka_unit_test(what_is_shown_anyway_is_not_hidden),
		cmocka_unit_test(without_names_nothing_is_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
