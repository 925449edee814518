/* Sentences that many findings need: told once, under a number. */
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/view/internal.h"

#define MANY 3

static const char *const numbers[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

/* Bytes of the first sentence of `text`, without the space behind it. */
static size_t sentence(const char *text)
{
	const char *end = strstr(text, ". ");

	return end ? (size_t)(end - text) + 1 : strlen(text);
}

static const char *next(const char *text, size_t length)
{
	text += length;
	return *text == ' ' ? text + 1 : text;
}

static bool says(const char *summary, const char *wanted, size_t length)
{
	for (const char *at = summary; *at;) {
		const size_t here = sentence(at);
		if (here == length && memcmp(at, wanted, length) == 0)
			return true;
		at = next(at, here);
	}
	return false;
}

static bool is_needed_by_many(const struct view *view, const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < view->finding_count && count < MANY; i++)
		count += says(view->findings[i]->summary, text, length);
	return count == MANY;
}

static size_t footnote_of(const struct view *view, const char *text, size_t length)
{
	size_t at = 0;

	while (at < view->footnote_count && (strlen(view->footnotes[at].text) != length ||
					     memcmp(view->footnotes[at].text, text, length) != 0))
		at++;
	return at;
}

/* The first sentence says what this finding is: it stays where it is. */
static void add_footnotes_of(struct view *view, const char *summary)
{
	for (const char *at = next(summary, sentence(summary)); *at;) {
		const size_t length = sentence(at);
		if (view->footnote_count < COUNT_OF(numbers) &&
		    footnote_of(view, at, length) == view->footnote_count &&
		    is_needed_by_many(view, at, length)) {
			view->footnotes[view->footnote_count] =
				(struct view_footnote){ .mark = numbers[view->footnote_count],
							.text = arena_printf(view->arena, "%.*s",
									     (int)length, at) };
			view->footnote_count++;
		}
		at = next(at, length);
	}
}

void view_add_footnotes(struct view *view)
{
	const struct audit *audit = view->audit;

	view->footnotes = arena_array(view->arena, COUNT_OF(numbers), sizeof *view->footnotes);
	for (size_t i = 0; i < audit->finding_count; i++)
		add_footnotes_of(view, audit->findings[i].summary);
}

const char *view_brief(const struct view *view, const struct finding *finding)
{
	const char *summary = finding->summary;
	const size_t first = sentence(summary);
	struct str text = STR_INIT(STR_BODY);

	str_add(&text, summary, first);
	for (const char *at = next(summary, first); *at;) {
		const size_t length = sentence(at);
		const size_t footnote = footnote_of(view, at, length);
		if (footnote < view->footnote_count)
			str_puts(&text, view->footnotes[footnote].mark);
		else
			str_printf(&text, " %.*s", (int)length, at);
		at = next(at, length);
	}
	return str_keep(&text, view->arena);
}

unsigned view_footnotes_of(const struct view *view, const char *text)
{
	unsigned marked = 0;

	for (size_t i = 0; i < view->footnote_count; i++)
		if (strstr(text, view->footnotes[i].mark))
			marked |= 1u << i;
	return marked;
}
