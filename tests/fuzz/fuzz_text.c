/*
 * The cleaner: whatever comes in, what comes out is fit to store and show, and
 * cleaning it again changes nothing. What a name is compared by is stable too.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "tests/fuzz/property.h"

static void check_terminal(const char *text)
{
	struct str shown = STR_INIT(STR_BODY);

	text_for_terminal(&shown, text);
	HOLDS(!shown.overflow);
	HOLDS(property_is_clean(str_text(&shown)));
	str_release(&shown);
}

static void check_fold(struct arena *arena, const char *clean)
{
	const char *folded = text_fold(arena, clean);
	size_t length = strlen(folded);

	HOLDS(property_is_utf8(folded, length));
	HOLDS(strcmp(text_fold(arena, folded), folded) == 0);
	HOLDS(!strstr(folded, "  "));
	HOLDS(length == 0 || (folded[0] != ' ' && folded[length - 1] != ' '));
	/* A name of white space only, and nothing else, is no name. */
	HOLDS(!text_is_blank(clean) || length == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *text = property_text(data, size);
	const char *clean = text_clean(arena, text);

	HOLDS(text_is_utf8(text, size) == property_is_utf8(text, size));
	HOLDS(property_is_clean(clean));
	HOLDS(strcmp(text_clean(arena, clean), clean) == 0);
	/* Nothing that was fit is touched. */
	HOLDS(!property_is_clean(text) || strcmp(clean, text) == 0);
	check_terminal(text);
	check_fold(arena, clean);
	(void)text_fold(arena, text);
	HOLDS(text_equal_ignoring_case(text, text));
	free(text);
	arena_free(arena);
	return 0;
}
