#include "audit/command/paper.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/words.h"

WORDS(names, 2, [PAPER_A4] = "a4", [PAPER_LETTER] = "letter");

int paper_from_word(const char *word, enum paper *out, struct error *err)
{
	const int found = words_find(names, COUNT_OF(names), word);

	if (found < 0)
		return error_set(err, "--paper: expected a4 or letter, found '%s'", word);
	*out = (enum paper)found;
	return 0;
}

/* In the order in which the C library looks at them. */
static const char *locale_named(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_PAPER", "LANG" };

	for (size_t i = 0; i < COUNT_OF(variables); i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

/* glibc gives the number, of mm, in the place of a pointer. */
static unsigned millimetres(locale_t locale, nl_item item)
{
	union {
		const char *text;
		unsigned number;
	} told = { .text = nl_langinfo_l(item, locale) };

	return told.number;
}

static bool is_letter(locale_t locale)
{
	return millimetres(locale, _NL_PAPER_WIDTH) == 216 &&
	       millimetres(locale, _NL_PAPER_HEIGHT) == 279;
}

/* "es_MX.UTF-8", "en_US@euro": the countries whose locales glibc gives that size. */
static bool is_of_a_letter_country(const char *name)
{
	static const char countries[] = "BO CA CL CO CR GT MX NI PA PH PR SV US VE";
	const char *underscore = strchr(name, '_');
	char country[3] = "";

	if (!underscore || strcspn(underscore + 1, ".@") != 2)
		return false;
	memcpy(country, underscore + 1, 2);
	return strstr(countries, country) != NULL;
}

const char *paper_of_locale(void)
{
	const char *name = locale_named();
	const locale_t locale = newlocale(LC_PAPER_MASK, name, (locale_t)0);
	const bool letter = locale ? is_letter(locale) : is_of_a_letter_country(name);

	if (locale)
		freelocale(locale);
	return names[letter ? PAPER_LETTER : PAPER_A4];
}
