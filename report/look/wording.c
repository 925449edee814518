#include "report/look/wording.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

const struct brand wording_no_brand = {
	.organisation = "",
	.prepared_for = "",
	.title = "",
	.period = "",
	.assessor = "",
	.reviewer = "",
	.confidentiality = "",
	.footer = "",
	.email = "",
	.phone = "",
	.web = "",
	.logo = { .alt = "" },
};

struct word {
	const char *key, *stands_for;
};

static const char *fill(struct arena *arena, const char *text, const struct word *words,
			size_t count)
{
	struct str out = STR_INIT(STR_BODY);
	const char *from = text;

	for (const char *at = text; (at = strchr(at, '{')); at++)
		for (size_t i = 0; i < count; i++) {
			if (strncmp(at, words[i].key, strlen(words[i].key)) != 0)
				continue;
			str_add(&out, from, (size_t)(at - from));
			str_puts(&out, words[i].stands_for);
			from = at + strlen(words[i].key);
		}
	if (from == text)
		return text;
	str_puts(&out, from);
	return str_keep(&out, arena);
}

const struct brand *wording_fill(struct arena *arena, const struct brand *brand,
				 const char *customer, const char *account)
{
	const struct word words[] = { { "{customer}", customer }, { "{account}", account } };
	struct brand *filled = arena_copy(arena, brand, sizeof *filled);
	const char **const texts[] = {
		&filled->organisation, &filled->prepared_for,	 &filled->title,  &filled->period,
		&filled->assessor,     &filled->reviewer,	 &filled->footer, &filled->email,
		&filled->phone,	       &filled->confidentiality, &filled->web,	  &filled->logo.alt,
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = fill(arena, *texts[i], words, COUNT_OF(words));
	return filled;
}
