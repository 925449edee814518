#include "audit/command/option_checks.h"

#include "audit/command/conclusion.h"
#include "audit/command/outputs.h"
#include "audit/command/paper.h"
#include "audit/command/presentation.h"
#include "audit/command/publication.h"
#include "audit/core/error.h"
#include "audit/jumpcloud/path.h"
#include "audit/net/url.h"

int option_check_format(struct arena *arena, const char *text, struct error *err)
{
	unsigned ignored = 0;

	(void)arena;
	return outputs_parse(text, &ignored, err);
}

int option_check_paper(struct arena *arena, const char *text, struct error *err)
{
	enum paper ignored = PAPER_A4;

	(void)arena;
	return paper_from_word(text, &ignored, err);
}

int option_check_separator(struct arena *arena, const char *text, struct error *err)
{
	struct presentation ignored;

	(void)arena;
	return presentation_separator(text, &ignored, err);
}

/* An audit makes no auditor's edition: that is told of the audit. */
int option_check_edition(struct arena *arena, const char *text, struct error *err)
{
	struct presentation ignored;

	(void)arena;
	return presentation_choose(text, false, &ignored, err);
}

int option_check_mode(struct arena *arena, const char *text, struct error *err)
{
	mode_t ignored = 0;

	(void)arena;
	return publication_choose_mode(text, &ignored, err);
}

/* There may be a baseline. */
int option_check_fail_on(struct arena *arena, const char *text, struct error *err)
{
	enum fail_on ignored = FAIL_ON_INCONCLUSIVE;

	(void)arena;
	return conclusion_choose(text, false, true, &ignored, err);
}

int option_check_subdomain(struct arena *arena, const char *text, struct error *err)
{
	const char *ignored = NULL;

	return url_subdomain(arena, text, &ignored, err);
}

int option_check_base_url(struct arena *arena, const char *text, struct error *err)
{
	const char *ignored = NULL;

	return url_base(arena, text, "", &ignored, err);
}

int option_check_provider(struct arena *arena, const char *text, struct error *err)
{
	(void)arena;
	if (mtp_path_is_id(text))
		return 0;
	return error_set(err,
			 "--mtp-provider: expected an id of letters, digits, hyphens and "
			 "underscores, found '%.100s'",
			 text);
}
