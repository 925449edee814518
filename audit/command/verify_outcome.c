#include "audit/command/verify_outcome.h"

#include <stdarg.h>
#include <stdio.h>

#include "audit/core/json/difference.h"
#include "audit/core/text.h"
#include "audit/model/fact.h"
#include "report/report.h"

/* Of one comparison; another account's report would fill pages. */
#define TOLD_MOST 20

struct telling {
	struct verify_outcome *outcome;
	const char *file, *source;
	size_t told;
};

static void say_list(struct verify_outcome *outcome, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static void say_list(struct verify_outcome *outcome, const char *format, va_list args)
{
	char line[STR_LINE];

	(void)vsnprintf(line, sizeof line, format, args);
	/* Names come from the folder: they must not steer a terminal. */
	text_for_terminal(&outcome->text, line);
	str_putc(&outcome->text, '\n');
}

void verify_tells(struct verify_outcome *outcome, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say_list(outcome, format, args);
	va_end(args);
}

void verify_holds(struct verify_outcome *outcome, const char *format, ...)
{
	va_list args;

	if (outcome->quiet)
		return;
	va_start(args, format);
	say_list(outcome, format, args);
	va_end(args);
}

void verify_differs(struct verify_outcome *outcome, const char *file, const char *what,
		    const char *expected, const char *found)
{
	outcome->differences++;
	verify_tells(outcome, "%s: %s%sexpected %s, found %s", file, what, *what ? ": " : "",
		     expected, found);
}

void verify_unreadable(struct verify_outcome *outcome, const char *file, const char *why)
{
	outcome->unreadable++;
	verify_tells(outcome, "%s: %s", file, why);
}

static void tell(void *context, const char *what, const char *expected, const char *found)
{
	struct telling *telling = context;

	if (telling->told++ < TOLD_MOST)
		verify_tells(telling->outcome, "%s: %s: expected %s%s, found %s", telling->file,
			     what, expected ? expected : "nothing", telling->source,
			     found ? found : "nothing");
}

static bool all_told(const struct telling *telling)
{
	if (telling->told > TOLD_MOST)
		verify_tells(telling->outcome, "%s: %zu more differences", telling->file,
			     telling->told - TOLD_MOST);
	telling->outcome->differences += telling->told;
	return telling->told == 0;
}

bool verify_facts(struct verify_outcome *outcome, const char *file, const char *source,
		  struct facts *expected, struct facts *found, unsigned kinds)
{
	struct telling telling = { outcome, file, source, 0 };

	facts_compare(expected, found, kinds, tell, &telling);
	return all_told(&telling);
}

bool verify_trees(struct verify_outcome *outcome, const char *file, const char *source,
		  const cJSON *expected, const cJSON *found)
{
	struct telling telling = { outcome, file, source, 0 };

	json_differences(expected, found, tell, &telling);
	return all_told(&telling);
}

/* "XLSX, PDF and JSON agree; there is no ..." */
static void add_agreement(struct str *out, unsigned listed, unsigned shown)
{
	const struct report_format *format = report_formats;
	size_t count = 0, missing = 0;

	for (size_t i = 0; format[i].name; i++)
		if (shown & (1u << i))
			str_printf(out, "%s%s", count++ ? ", " : "", format[i].title);
	str_puts(out, count ? " and JSON agree" : "results.json agrees with itself");
	for (size_t i = 0; format[i].name; i++)
		if (format[i].for_people && !(listed & (1u << i)))
			str_printf(out, "%sno %s", missing++ ? " and " : "; there is ",
				   format[i].title);
}

#define UNCHECKED "the manifest carries a signature, which is not checked: give --signers FILE"

/* Of a folder that has no differences. */
static const char *const signed_words[] = {
	[VERIFY_UNSIGNED] = "the manifest is not signed",
	[VERIFY_SIGNED_UNCHECKED] = UNCHECKED,
	[VERIFY_SIGNED_WRONG] = "", /* a difference */
	[VERIFY_SIGNED_BY] = "the manifest is signed by ",
};

void verify_conclude(struct verify_outcome *outcome)
{
	size_t differences = outcome->differences, unreadable = outcome->unreadable;
	struct str agreement = STR_INIT(STR_LINE);

	add_agreement(&agreement, outcome->listed, outcome->shown);
	if (differences)
		verify_tells(outcome, "%zu difference%s: %s", differences,
			     differences == 1 ? "" : "s",
			     differences == 1 && outcome->signature == VERIFY_SIGNED_WRONG
				     ? "the folder is not signed as it has to be"
				     : "the folder is damaged, or its files disagree");
	else if (unreadable)
		verify_tells(outcome, "%zu file%s could not be read", unreadable,
			     unreadable == 1 ? "" : "s");
	else
		verify_holds(outcome, "nothing is damaged%s%s (%s%s)",
			     outcome->no_report ? "" : "; ",
			     outcome->no_report ? "" : str_text(&agreement),
			     signed_words[outcome->signature], str_text(&outcome->signer));
	str_release(&agreement);
}

void verify_release(struct verify_outcome *outcome)
{
	str_release(&outcome->text);
	str_release(&outcome->signer);
}
