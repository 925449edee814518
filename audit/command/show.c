#include "audit/command/commands.h"

#include <unistd.h>

#include "audit/command/recollection.h"
#include "audit/command/standard_output.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/screen.h"
#include "audit/core/text.h"
#include "audit/input/yardstick.h"
#include "report/edition/edition.h"
#include "report/format/show_text.h"
#include "report/view/view.h"

static const struct option_row rows[] = { OPTION_HELP, { .name = NULL } };

static const struct finding *find(const struct audit *audit, const char *id)
{
	for (size_t i = 0; i < audit->finding_count; i++)
		if (text_equal_ignoring_case(audit->findings[i].requirement->id, id))
			return &audit->findings[i];
	return NULL;
}

/* Returns whether there was anything to show. */
static bool show(struct screen *screen, const struct audit *audit, const char *id)
{
	struct view *view = view_new(audit);
	const struct finding *finding = id ? find(audit, id) : NULL;

	if (finding)
		show_requirement(screen, view, finding);
	else if (!id)
		show_report(screen, view);
	view_free(view);
	return finding || !id;
}

static int refuse(const struct audit *const *audits, size_t count, const char *id,
		  struct error *err)
{
	struct str known = STR_INIT(STR_LINE);

	for (size_t i = 0; i < count; i++)
		for (size_t f = 0; f < audits[i]->finding_count; f++)
			str_printf(&known, "%s%s", known.length ? ", " : "",
				   audits[i]->findings[f].requirement->id);
	error_set(err, "'%.100s': is no requirement of this report; there are %s", id,
		  str_text(&known));
	str_release(&known);
	return -1;
}

/* They begin with an empty line, which a terminal parts them from the prompt by. */
static int print(struct screen *screen, struct error *err)
{
	struct str text = STR_INIT(SCREEN_MOST);
	const char *from = str_text(&screen->out);

	if (screen->out.overflow)
		return error_set(err, "the report is longer than %zu bytes", SCREEN_MOST);
	str_puts(&text, !screen->terminal.present && *from == '\n' ? from + 1 : from);
	int result = standard_output_print(&text, err);
	str_release(&text);
	return result;
}

static int load_and_show(struct arena *arena, const char *path, const char *id,
			 struct yardsticks *known, struct error *err)
{
	const struct audit **audits = NULL;
	struct screen screen = SCREEN_INIT(terminal_at(STDOUT_FILENO));
	size_t count = 0;
	bool any = false;

	if (recollection_load(arena, path, known, &audits, &count, err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		any = show(&screen, edition_shown(arena, audits[i]), id) || any;
	int result = any ? print(&screen, err) : refuse(audits, count, id, err);
	str_release(&screen.out);
	return result;
}

static int run(struct invocation *invocation, struct error *err)
{
	char *const *words = invocation->operands;
	const size_t operands = invocation->operand_count;
	struct yardsticks known = { .count = 0 };

	if (operands != 1 && operands != 2)
		return error_set(err, "'show' takes FOLDER and maybe an ID, found %zu operands",
				 operands);
	const int result = load_and_show(invocation->arena, words[0],
					 operands == 2 ? words[1] : NULL, &known, err);
	yardsticks_release(&known);
	return result;
}

const struct command show_command = {
	.name = "show",
	.operand = "FOLDER [ID]",
	.summary = "print a report, or one requirement of it",
	.details = "FOLDER is a report folder or a results.json; ID is that of a requirement,\n"
		   "such as JC-2.2, whose evidence and steps are shown then. Status 0, or 2:\n"
		   "it cannot be read, or there is no such requirement.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
