#include "audit/command/ending.h"

#include <string.h>
#include <unistd.h>

#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/screen.h"
#include "report/edition/edition.h"
#include "report/format/brief_text.h"
#include "report/report.h"
#include "report/view/view.h"

/* Those that a person opens. */
static const char *const opened[] = { "pdf", "xlsx", NULL };

bool ending_is_wanted(void)
{
	return log_is_shown(LOG_NOTICE) && terminal_at(STDERR_FILENO).present;
}

static void add_files(struct screen *screen, struct arena *arena, unsigned formats,
		      const char *heading, const char *stem)
{
	bool any = false;

	for (size_t i = 0; opened[i]; i++) {
		if (!(formats & report_format_bit(opened[i], strlen(opened[i]))))
			continue;
		if (!any)
			brief_heading(screen, heading);
		any = true;
		screen_say(screen, SCREEN_PLAIN, 1, arena_printf(arena, "%s.%s", stem, opened[i]));
	}
}

static void tell(struct screen *screen, const struct audit *audit, unsigned formats,
		 const char *folder)
{
	struct arena *arena = arena_new();
	struct view *view = view_new(edition_shown(arena, audit));

	brief_verdict(screen, view);
	brief_jobs(screen, view);
	brief_dates(screen, view);
	add_files(screen, arena, formats, "The report", arena_printf(arena, "%s/report", folder));
	view_free(view);
	arena_free(arena);
}

void ending_tell(struct audit *const *audits, size_t count, unsigned formats, const char *folder)
{
	struct screen screen = SCREEN_INIT(terminal_at(STDERR_FILENO));
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++)
		tell(&screen, audits[i], formats,
		     count > 1 ? arena_printf(arena, "%s/%s", folder, audits[i]->profile->id)
			       : folder);
	if (count > 1)
		add_files(&screen, arena, formats, "The overview of them all",
			  arena_printf(arena, "%s/overview", folder));
	log_text(LOG_NOTICE, str_text(&screen.out));
	arena_free(arena);
	str_release(&screen.out);
}
