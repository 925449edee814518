#include "audit/command/presentation.h"

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
