#include "audit/command/commands.h"
#include "audit/core/array.h"

#include <string.h>

#include "audit/command/profile_text.h"
#include "audit/command/standard_output.h"
#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/input/file_copy.h"
#include "audit/input/templates.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/profile/profile.h"

/* What each action works with; `out` is printed when it is done. */
struct task {
	struct arena *arena;
	struct catalogue *catalogue;
	char *const *operands;
	struct str *out;
};

static int load(const struct task *task, const char *name, struct profile **out, struct error *err)
{
	struct evidence_input file = { .text = NULL };

	if (templates_profile(task->arena, name, &file, err) != 0)
		return -1;
	return profile_read(task->arena, task->catalogue, file.name, file.text, strlen(file.text),
			    out, err);
}

static int list(const struct task *task, struct error *err)
{
	const char **ids = NULL;
	size_t count = 0;
	int width = 0;

	if (templates_profiles(task->arena, &ids, &count, err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if ((int)strlen(ids[i]) > width)
			width = (int)strlen(ids[i]);
	for (size_t i = 0; i < count; i++) {
		struct profile *profile = NULL;
		if (load(task, ids[i], &profile, err) != 0) {
			str_clear(task->out);
			return -1;
		}
		profile_text_row(task->out, profile, width);
	}
	return 0;
}

static int show(const struct task *task, struct error *err)
{
	struct profile *profile = NULL;

	if (load(task, task->operands[0], &profile, err) != 0)
		return -1;
	profile_text_show(task->out, task->catalogue, profile);
	return 0;
}

static int lint(const struct task *task, struct error *err)
{
	struct evidence_input file = { .text = NULL };
	struct profile_lint found;

	if (file_copy_read(task->arena, "profile", task->operands[0], &file, err) != 0)
		return -1;
	profile_lint(task->arena, task->catalogue, file.text, strlen(file.text), &found);
	profile_text_lint(task->out, file.name, &found);
	if (found.count)
		return error_set(err, "%s: %zu mistake%s", file.name, found.count,
				 found.count == 1 ? "" : "s");
	return 0;
}

static int diff(const struct task *task, struct error *err)
{
	struct profile *a = NULL, *b = NULL;
	struct profile_diff found;

	if (load(task, task->operands[0], &a, err) != 0 ||
	    load(task, task->operands[1], &b, err) != 0)
		return -1;
	profile_diff(task->arena, task->catalogue, a, b, &found);
	profile_text_diff(task->out, task->catalogue, task->operands, &found);
	return 0;
}

static const struct action {
	const char *name;
	size_t operands;
	const char *wanted;
	int (*run)(const struct task *task, struct error *err);
} actions[] = {
	{ "list", 0, "no operand", list },
	{ "show", 1, "one ID|FILE", show },
	{ "lint", 1, "one FILE", lint },
	{ "diff", 2, "two of ID|FILE", diff },
};

static const struct action *find_action(char *const *words, size_t count, struct error *err)
{
	if (count == 0) {
		error_set(err, "'profile' takes list, show, lint or diff, found nothing");
		return NULL;
	}
	for (size_t i = 0; i < COUNT_OF(actions); i++) {
		if (strcmp(words[0], actions[i].name) != 0)
			continue;
		if (count - 1 == actions[i].operands)
			return &actions[i];
		error_set(err, "'profile %s' takes %s, found %zu", actions[i].name,
			  actions[i].wanted, count - 1);
		return NULL;
	}
	error_set(err, "'profile' takes list, show, lint or diff, found '%s'", words[0]);
	return NULL;
}

static int read_catalogue(struct arena *arena, struct catalogue **out, struct error *err)
{
	struct evidence_input file = { .text = NULL };

	if (templates_catalogue(arena, &file, err) != 0)
		return -1;
	return catalogue_read(arena, file.name, file.text, strlen(file.text), out, err);
}

static int run(struct invocation *invocation, struct error *err)
{
	struct arena *arena = invocation->arena;
	char *const *words = invocation->operands;
	struct str out = STR_INIT(STR_BODY);
	struct catalogue *catalogue = NULL;
	const struct action *action = find_action(words, invocation->operand_count, err);

	if (!action || read_catalogue(arena, &catalogue, err) != 0)
		return -1;
	const struct task task = { arena, catalogue, words + 1, &out };
	int result = action->run(&task, err);
	/* The mistakes that lint found are printed too. */
	if (standard_output_print(&out, err) != 0)
		result = -1;
	str_release(&out);
	return result;
}

static const struct option_row rows[] = { OPTION_HELP, { .name = NULL } };

const struct command profile_command = {
	.name = "profile",
	.operand = "ACTION",
	.summary = "list, show, lint or diff documented prerequisites",
	.details = "  list                        the built-in profiles\n"
		   "  show ID|FILE                what a profile asks for\n"
		   "  lint FILE                   every mistake in a profile;\n"
		   "                              status 0 if there is none, else 2\n"
		   "  diff ID|FILE ID|FILE        permissions that one of them needs\n"
		   "                              and the other does not\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
