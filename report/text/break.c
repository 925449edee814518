/* Places where text may be broken: ICU's rules and dictionaries. */
#include "report/text/internal.h"

#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "audit/core/mem.h"

struct text_breaker {
	UBreakIterator *iterators[2];
	UBreakIterator *current;
	UText text;
	size_t length;
};

struct text_breaker *text_breaker_new(void)
{
	static const UBreakIteratorType kinds[] = {
		[TEXT_BREAK_LINE] = UBRK_LINE,
		[TEXT_BREAK_CHARACTER] = UBRK_CHARACTER,
	};
	struct text_breaker *breaker = xcalloc(1, sizeof *breaker);
	UErrorCode status = U_ZERO_ERROR;

	breaker->text = (UText)UTEXT_INITIALIZER;
	for (size_t i = 0; i < 2; i++)
		breaker->iterators[i] = ubrk_open(kinds[i], "en", NULL, 0, &status);
	if (U_FAILURE(status)) {
		text_breaker_free(breaker);
		return NULL;
	}
	return breaker;
}

void text_breaker_free(struct text_breaker *breaker)
{
	if (!breaker)
		return;
	for (size_t i = 0; i < 2; i++)
		if (breaker->iterators[i])
			ubrk_close(breaker->iterators[i]);
	utext_close(&breaker->text);
	free(breaker);
}

void text_breaker_begin(struct text_breaker *breaker, enum text_break kind, const char *text,
			size_t length)
{
	UErrorCode status = U_ZERO_ERROR;

	utext_openUTF8(&breaker->text, text, (int64_t)length, &status);
	breaker->current = breaker->iterators[kind];
	ubrk_setUText(breaker->current, &breaker->text, &status);
	breaker->length = length;
	if (U_FAILURE(status))
		breaker->current = NULL;
}

size_t text_breaker_next(struct text_breaker *breaker, size_t at)
{
	int32_t next = UBRK_DONE;

	if (breaker->current)
		next = ubrk_following(breaker->current, (int32_t)at);
	return next == UBRK_DONE ? breaker->length : (size_t)next;
}
