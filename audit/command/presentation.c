#include "audit/command/presentation.h"

#include <string.h>

#include "audit/core/error.h"

int presentation_choose(const char *word, bool pulled, struct presentation *out, struct error *err)
{
	const int edition = edition_from_name(word);

	if (edition < 0)
		return error_set(err, "--edition: expected internal or auditor, found '%s'", word);
	if (edition == EDITION_AUDITOR && pulled)
		return error_set(
			err, "--edition auditor: is made of an internal report's evidence; audit "
			     "first, then 'syncro-audit replay FOLDER --edition auditor'");
	out->edition = (enum edition)edition;
	return 0;
}

int presentation_separator(const char *word, struct presentation *out, struct error *err)
{
	static const char separators[] = ",;\t";

	if (strcmp(word, "tab") == 0)
		word = "\t";
	if (!*word || word[1] || !strchr(separators, *word))
		return error_set(err, "--csv-separator: expected ',', ';' or tab, found '%s'",
				 word);
	out->csv_separator = *word;
	return 0;
}
