#include "report/edition/client_names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/character.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

/* Words in small letters, each with the space behind it: "contoso ltd ". */
struct name {
	const char *words;
	bool allowed;
};

struct client_names {
	struct arena *arena;
	struct name *names;
	size_t count, capacity;
};

/* A word of a text, and where in the text it came from. */
struct word {
	size_t offset, length; /* in `folded`, with the space behind it */
	size_t from, to;       /* in the text */
};

struct words {
	struct arena *scratch; /* for folding; NULL until it is needed */
	struct str folded;
	struct word *items;
	size_t count, capacity;
};

static bool is_in_word(enum character_kind kind)
{
	return kind == CHARACTER_WORD || kind == CHARACTER_IDEOGRAPH;
}

/* The first run of word characters at or behind `text`; empty at the end. */
static const char *next_run(const char *text, const char **end)
{
	struct character c = character_at(text);

	while (c.size && !is_in_word(c.kind)) {
		text += c.size;
		c = character_at(text);
	}
	const bool alone = c.kind == CHARACTER_IDEOGRAPH;
	*end = text + c.size;
	if (!c.size)
		return text;
	for (c = character_at(*end); c.extends || (!alone && c.kind == CHARACTER_WORD);
	     c = character_at(*end))
		*end += c.size;
	return text;
}

static void add_word(struct words *words, const char *bytes, size_t length, size_t from, size_t to)
{
	ARRAY_RESERVE(words->items, words->count, words->capacity);
	words->items[words->count++] = (struct word){
		.offset = words->folded.length, .length = length + 1, .from = from, .to = to
	};
	for (size_t i = 0; i < length; i++) {
		bool is_capital = bytes[i] >= 'A' && bytes[i] <= 'Z';
		str_putc(&words->folded, (char)(bytes[i] + (is_capital ? 'a' - 'A' : 0)));
	}
	str_putc(&words->folded, ' ');
}

static bool is_ascii(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return false;
	return true;
}

/* Folding may make several words of one, as of a sign for "company". */
static void add_folded(struct words *words, const char *run, size_t length, size_t from)
{
	if (!words->scratch)
		words->scratch = arena_new();
	const char *end, *text = arena_printf(words->scratch, "%.*s", (int)length, run);
	const char *folded = text_fold(words->scratch, text);

	for (const char *word = next_run(folded, &end); end > word; word = next_run(end, &end))
		add_word(words, word, (size_t)(end - word), from, from + length);
}

static void read_words(struct words *words, const char *text)
{
	const char *end;

	*words = (struct words){ .folded = STR_INIT(18 * strlen(text) + 64) };
	for (const char *run = next_run(text, &end); end > run; run = next_run(end, &end)) {
		size_t length = (size_t)(end - run), from = (size_t)(run - text);
		if (is_ascii(run, length))
			add_word(words, run, length, from, from + length);
		else
			add_folded(words, run, length, from);
	}
}

static void release_words(struct words *words)
{
	arena_free(words->scratch);
	str_release(&words->folded);
	free(words->items);
}

struct client_names *client_names_new(void)
{
	struct client_names *names = xcalloc(1, sizeof *names);

	names->arena = arena_new();
	return names;
}

void client_names_free(struct client_names *names)
{
	if (!names)
		return;
	arena_free(names->arena);
	free(names->names);
	free(names);
}

static bool has_letter(const char *folded)
{
	for (const char *p = folded; *p; p++)
		if ((unsigned char)*p >= 0x80 || (*p >= 'a' && *p <= 'z'))
			return true;
	return false;
}

void client_names_add(struct client_names *names, const char *name)
{
	struct words words;

	read_words(&words, name);
	if (has_letter(str_text(&words.folded))) {
		ARRAY_RESERVE(names->names, names->count, names->capacity);
		names->names[names->count++] =
			(struct name){ .words = arena_strdup(names->arena,
							     str_text(&words.folded)) };
	}
	release_words(&words);
}

static int by_words(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->words, ((const struct name *)b)->words);
}

void client_names_ready(struct client_names *names)
{
	size_t kept = 0;

	if (!names->count)
		return;
	qsort(names->names, names->count, sizeof *names->names, by_words);
	for (size_t i = 1; i < names->count; i++)
		if (strcmp(names->names[kept].words, names->names[i].words) != 0)
			names->names[++kept] = names->names[i];
	names->count = kept + 1;
}

/* The first name in [low, high) that does not sort before `text`'s first bytes, or,
 * with `behind`, the first that sorts after them. */
static size_t bound(const struct client_names *names, size_t low, size_t high, const char *text,
		    size_t length, bool behind)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strncmp(names->names[middle].words, text, length);
		if (order < 0 || (behind && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The names that begin with some words of a text, one word after the other. */
struct cursor {
	size_t low, high;
	const char *text;
	size_t length;
};

static struct cursor begin(const struct client_names *names, const struct words *words,
			   size_t first)
{
	return (struct cursor){ .high = names->count,
				.text = str_text(&words->folded) + words->items[first].offset };
}

/* False when no name begins so; `name` is the one that ends with this word, or NULL. */
static bool narrow(const struct client_names *names, struct cursor *at, const struct word *word,
		   struct name **name)
{
	at->length += word->length;
	at->low = bound(names, at->low, at->high, at->text, at->length, false);
	at->high = bound(names, at->low, at->high, at->text, at->length, true);
	*name = NULL;
	/* The shortest of those that begin alike comes first. */
	if (at->low < at->high && strlen(names->names[at->low].words) == at->length)
		*name = &names->names[at->low];
	return at->low < at->high;
}

void client_names_allow(struct client_names *names, const char *text)
{
	struct words words;
	struct name *name;

	read_words(&words, text);
	for (size_t first = 0; first < words.count; first++) {
		struct cursor at = begin(names, &words, first);
		for (size_t i = first; i < words.count; i++) {
			if (!narrow(names, &at, &words.items[i], &name))
				break;
			if (name)
				name->allowed = true;
		}
	}
	release_words(&words);
}

/* Words of the longest hidden name that begins with word `first`; 0 if none does. */
static size_t hidden_words(const struct client_names *names, const struct words *words,
			   size_t first)
{
	struct cursor at = begin(names, words, first);
	struct name *name;
	size_t longest = 0;

	for (size_t i = first; i < words->count; i++) {
		if (!narrow(names, &at, &words->items[i], &name))
			break;
		if (name && !name->allowed)
			longest = i - first + 1;
	}
	return longest;
}

const char *client_names_hide(const struct client_names *names, struct arena *arena,
			      const char *text)
{
	struct str out = STR_INIT((sizeof CLIENT_NAMES_HIDDEN + 1) * strlen(text) + 64);
	struct words words;
	size_t from = 0;

	read_words(&words, text);
	for (size_t i = 0; i < words.count;) {
		size_t length = hidden_words(names, &words, i);
		if (!length) {
			i++;
			continue;
		}
		if (words.items[i].from >= from) {
			str_add(&out, text + from, words.items[i].from - from);
			str_puts(&out, CLIENT_NAMES_HIDDEN);
		}
		i += length;
		from = words.items[i - 1].to;
	}
	if (from) {
		str_puts(&out, text + from);
		text = arena_strdup(arena, str_text(&out));
	}
	str_release(&out);
	release_words(&words);
	return text;
}
