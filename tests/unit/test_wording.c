/* A brand's texts for one reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/look/wording.h"

static struct brand brand_of(const char *text)
{
	return (struct brand){ .organisation = text,
			       .prepared_for = text,
			       .title = text,
			       .period = text,
			       .assessor = text,
			       .reviewer = text,
			       .confidentiality = text,
			       .footer = text,
			       .email = text,
			       .phone = text,
			       .web = text,
			       .primary = { true, 0x123456 },
			       .logo = { .alt = text } };
}

static void names_are_filled_in(void **state)
{
	static const struct {
		const char *text, *filled;
	} examples[] = {
		{ "", "" },
		{ "For {customer} only", "For A{account} & Co only" }, /* once: no name is a text */
		{ "{account}{account}", "acmeacme" },
		{ "{{account}}", "{acme}" },
		{ "{customer", "{customer" },
		{ "{Customer} {other} {}", "{Customer} {other} {}" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(examples); i++) {
		const struct brand brand = brand_of(examples[i].text);
		const struct brand *filled = wording_fill(arena, &brand, "A{account} & Co", "acme");
		const char *const texts[] = {
			filled->organisation, filled->prepared_for,
			filled->title,	      filled->period,
			filled->assessor,     filled->reviewer,
			filled->footer,	      filled->confidentiality,
			filled->email,	      filled->phone,
			filled->web,	      filled->logo.alt,
		};
		for (size_t k = 0; k < COUNT_OF(texts); k++)
			assert_string_equal(texts[k], examples[i].filled);
		assert_int_equal(filled->primary.value, 0x123456);
		assert_string_equal(brand.title, examples[i].text);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_filled_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
