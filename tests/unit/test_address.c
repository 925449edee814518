/* E-mail addresses are found where they stand, and their masks tell no more than two letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/edition/address.h"

struct example {
	const char *text, *shown;
};

static void assert_shown(const struct example *examples, size_t count,
			 const char *(*mask)(struct arena *arena, const char *text))
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++) {
		const char *once = mask(arena, examples[i].text);
		assert_string_equal(once, examples[i].shown);
		if (mask == address_mask) /* what is masked stays so */
			assert_ptr_equal(mask(arena, once), once);
	}
	arena_free(arena);
}

static void an_address_is_masked(void **state)
{
	static const struct example examples[] = {
		{ "jane.doe@acme.com", "j…@a….com" },
		{ "JANE@ACME.CO.UK", "J…@A….UK" },
		{ "jane+billing@mail.acme.io", "j…@m….io" },
		{ "jane@acme.consulting", "j…@a…" },
		{ "jane@acme.example", "j…@a…" },
		{ "a@b.de", "a…@b….de" },
		{ "jane@10.0.0.7", "j…@1…" },
		{ "jane@[10.0.0.7]", "j…@…" },
		{ "jane@[IPv6:2001:db8::1]", "j…@…" },
		{ "\"jane doe\"@acme.com", "…@a….com" },
		{ "\"a \\\" b\"@acme.com", "…@a….com" },
		{ "o'brien@acme.com", "o…@a….com" },
		{ "_@acme.com", "…@a….com" },
		{ "jane@my_host.acme.com", "j…@m….com" },
		{ "jane@acme..com", "j…@a….com" },
		{ "jürgen@bücher.de", "j…@b….de" },
		{ "ünal@xn--bcher-kva.example", "ü…@x…" },
		{ "用户@例子.公司", "用…@例…" },
		{ "अजय@डाटा.भारत", "अ…@ड…" },
		{ "دانا@مثال.شركة", "د…@م…" },
		{ "jane＠acme。com", "j…@a….com" },
		{ "jane@paral·lel.cat", "j…@p….cat" },
		{ "jane\xE2\x80\x8B@acme.com", "j…@a….com" },
		{ "\xF0\x9F\x98\x80@acme.com", "\xF0\x9F\x98\x80…@a….com" },
	};

	(void)state;
	assert_shown(examples, COUNT_OF(examples), address_mask);
}

static void what_stands_around_it_stays(void **state)
{
	static const struct example examples[] = {
		{ "Ask jane@acme.com.", "Ask j…@a….com." },
		{ "Ask jane@acme.com... Then", "Ask j…@a….com... Then" },
		{ "Jane Doe <jane@acme.com>, Bob", "Jane Doe <j…@a….com>, Bob" },
		{ "(jane@acme.com)", "(j…@a….com)" },
		{ "'jane@acme.com'", "'j…@a….com'" },
		{ "“jane@acme.com”", "“j…@a….com”" },
		{ "„jane@acme.com“: ja", "„j…@a….com“: ja" },
		{ "mailto:jane@acme.com?subject=Hi", "mailto:j…@a….com?subject=Hi" },
		{ "MailTo:jane@server", "MailTo:j…@s…" },
		{ "<jane@server>", "<j…@s…>" },
		{ "a@b.com,c@d.org;e@f.net", "a…@b….com,c…@d….org;e…@f….net" },
		{ "jane@acme.com's key", "j…@a….com's key" },
		{ "attestation by jane@acme.com, 2026-11-20",
		  "attestation by j…@a….com, 2026-11-20" },
		{ "https://x.example/?m=jane%40acme.com&n=1", "https://x…@a….com&n=1" },
		{ "jane@host@acme.com", "j…@a….com" },
		{ "jane@acme.com@host", "j…@a….com@host" },
		{ "jane@acme.com\xC2\xA0or bob@acme.com", "j…@a….com\xC2\xA0or b…@a….com" },
		{ "\"said bob@acme.com", "\"said b…@a….com" },
	};

	(void)state;
	assert_shown(examples, COUNT_OF(examples), address_mask);
}

static void what_is_no_address_stays(void **state)
{
	static const char *const texts[] = {
		"",
		"Fitness@Home Ltd",
		"@acme",
		"@SUM(A1:A9)",
		"all @acme.com",
		"library@1.2.3",
		"jane@",
		"@",
		"50 @ 3.20 each",
		"https://x.example/@user",
		"100 %",
		"%40",
		"jane at acme.com",
		"…@…",
		"\"@\"",
		"jane@server",
		"a\"@acme",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_ptr_equal(address_mask(arena, texts[i]), texts[i]);
	arena_free(arena);
}

static void a_field_shows_nothing_else(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "jane@acme.com", "j…@a….com" },
		{ "Jane Doe <jane@acme.com>; bob@acme.com", "j…@a….com, b…@a….com" },
		{ "jane at acme dot com", "…" },
		{ "jane@server", "…" },
	};

	(void)state;
	assert_shown(examples, COUNT_OF(examples), address_mask_field);
}

/* Whatever is cut out of a text with addresses, nothing is read behind its end and no
 * local part longer than a letter is left before a host. */
static void every_cut_is_safe(void **state)
{
	static const char text[] = "x \"q r\"@host.example <secret@h> mailto:secret@[::1] "
				   "secret%40host.example secret＠host。example.";
	struct arena *arena = arena_new();

	(void)state;
	for (size_t from = 0; from < sizeof text; from++)
		for (size_t to = from; to < sizeof text; to++) {
			char *cut = arena_copy(arena, text + from, to - from + 1);
			cut[to - from] = '\0';
			const char *shown = address_mask(arena, cut);
			assert_null(strstr(shown, "secret@host.example"));
			assert_null(strstr(shown, "secret%40host.example"));
			assert_true(strlen(shown) <= 2 * (to - from) + 64);
		}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_masked),
		cmocka_unit_test(what_stands_around_it_stays),
		cmocka_unit_test(what_is_no_address_stays),
		cmocka_unit_test(a_field_shows_nothing_else),
		cmocka_unit_test(every_cut_is_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
