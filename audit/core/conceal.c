#include "audit/core/conceal.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#define SHORTEST 24 /* no token of Syncro's is as short */
#define LEFT 4

static int word_count;
static char *const *all_words;

void conceal_words(int count, char *const *words)
{
	word_count = count;
	all_words = words;
}

/* Letters and digits in one piece, both of them. */
static bool could_be_token(const char *text, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i < length; i++)
		digits += isdigit((unsigned char)text[i]) != 0;
	return length >= SHORTEST && digits > 0 && digits < length;
}

/* Hosts are told in small letters. */
static bool has(const char *word, const char *text, size_t length)
{
	for (; strlen(word) >= length; word++)
		if (strncasecmp(word, text, length) == 0)
			return true;
	return false;
}

static bool is_path(const char *word)
{
	const char *value = *word == '-' ? strchr(word, '=') : NULL;

	return access(value ? value + 1 : word, F_OK) == 0;
}

static bool was_typed(const char *text, size_t length)
{
	for (int i = 0; i < word_count; i++)
		if (has(all_words[i], text, length) && !is_path(all_words[i]))
			return true;
	return false;
}

void conceal(char *text)
{
	while (*text) {
		size_t length = 0;
		while (isalnum((unsigned char)text[length]))
			length++;
		if (could_be_token(text, length) && was_typed(text, length)) {
			memcpy(text + LEFT, "...", 3);
			memmove(text + LEFT + 3, text + length, strlen(text + length) + 1);
			length = LEFT + 3;
		}
		text += length + (length == 0);
	}
}
