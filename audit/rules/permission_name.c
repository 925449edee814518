#include "audit/rules/permission_name.h"

#include <stddef.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"

/* Leading words that Syncro's and vendors' pages use for the same family. */
static const struct {
	const char *written;
	const char *meant;
} families[] = {
	{ "customer ", "customers " },	    { "organization ", "customers " },
	{ "organizations ", "customers " }, { "contact ", "contacts " },
	{ "end user ", "contacts " },	    { "end users ", "contacts " },
};

/* Dashes and spaces beyond ASCII, as UTF-8. */
static const char *const separators[] = {
	"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94",
	"\xE2\x80\x95", "\xE2\x88\x92", "\xEF\xBC\x8D", "\xEF\xB9\x98", "\xEF\xB9\xA3",
	"\xC2\xA0",	"\xE2\x80\xAF", "\xE2\x80\x89",
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Bytes of a separator at `text`; 0 if a word goes on there. */
static size_t separator(const char *text)
{
	char c = lower(*text);

	if ((unsigned char)c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? 0 : 1;
	for (size_t i = 0; i < COUNT_OF(separators); i++)
		if (strncmp(text, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

/* Lower-case words, a space behind each; -1 if they do not fit. */
static int to_words(char words[PERMISSION_NAME_KEY], const char *name)
{
	size_t out = 0;

	while (*name) {
		size_t skip = separator(name);
		if (out + 2 >= PERMISSION_NAME_KEY)
			return -1;
		if (skip == 0)
			words[out++] = lower(*name);
		else if (out > 0 && words[out - 1] != ' ')
			words[out++] = ' ';
		name += skip ? skip : 1;
	}
	if (out > 0 && words[out - 1] != ' ')
		words[out++] = ' ';
	words[out] = '\0';
	return 0;
}

static const char *skip_family(const char *words, const char **family)
{
	*family = "";
	for (size_t i = 0; i < COUNT_OF(families); i++) {
		size_t length = strlen(families[i].written);
		if (strncmp(words, families[i].written, length) == 0) {
			*family = families[i].meant;
			return words + length;
		}
	}
	return words;
}

void permission_name_key(char key[PERMISSION_NAME_KEY], const char *name)
{
	char words[PERMISSION_NAME_KEY];
	const char *family;
	size_t out = 0;

	key[0] = '\0';
	if (to_words(words, name) != 0)
		return;
	const char *rest = skip_family(words, &family);
	if (strlen(family) + strlen(rest) >= PERMISSION_NAME_KEY)
		return;
	/* Without the spaces: "De-Duplicate", "De Duplicate" and "Deduplicate" are one. */
	for (const char *from = family; *from; from++)
		if (*from != ' ')
			key[out++] = *from;
	for (const char *from = rest; *from; from++)
		if (*from != ' ')
			key[out++] = *from;
	key[out] = '\0';
	if (strcmp(key, "customersviewdetails") == 0)
		key[out - 1] = '\0';
}
