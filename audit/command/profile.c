#include "audit/command/commands.h"
#include "audit/core/array.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/command/output.h"
#include "audit/command/paper.h"
#include "audit/command/profile_text.h"
#include "audit/command/profile_token.h"
#include "audit/command/standard_output.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/place.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/input/file_copy.h"
#include "audit/input/templates.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/profile/profile.h"

struct profile_options {
	struct common_options common;
	const char *out;
	const char *paper;
};

/* What each action works with; `out` is printed when it is done. */
struct task {
	struct arena *arena;
	struct catalogue *catalogue;
	char *const *operands;
	size_t count;
	const struct profile_options *options;
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

static int load_all(const struct task *task, const struct profile *const **out, struct error *err)
{
	const struct profile **profiles = arena_array(task->arena, task->count, sizeof *profiles);

	for (size_t i = 0; i < task->count; i++) {
		struct profile *profile = NULL;
		if (load(task, task->operands[i], &profile, err) != 0)
			return -1;
		profiles[i] = profile;
	}
	*out = profiles;
	return 0;
}

static int diff(const struct task *task, struct error *err)
{
	const struct profile *const *profiles = NULL;
	struct profile_diff found;

	if (load_all(task, &profiles, err) != 0)
		return -1;
	if (task->count > 2) {
		profile_token_shared(task->out, task->arena, task->catalogue, profiles,
				     task->count);
		return 0;
	}
	profile_diff(task->arena, task->catalogue, profiles[0], profiles[1], &found);
	profile_text_diff(task->out, task->catalogue, task->operands, &found);
	return 0;
}

/* Written in the folder that it belongs to: complete, or not there. */
static int write_file(const struct task *task, const char *path, struct output output,
		      struct error *err)
{
	const char *slash = strrchr(path, '/');
	const char *folder = !slash ? "."
			     : slash == path
				     ? "/"
				     : arena_printf(task->arena, "%.*s", (int)(slash - path), path);
	struct place place = { .path = NULL, .fd = -1 };

	output.name = slash ? slash + 1 : path;
	if (place_open(&place, folder, err) != 0)
		return -1;
	const int result = output_write(&output, &place, NULL, err);
	place_close(&place);
	return result;
}

static int write_sheet(const void *what, const struct outfile *to, size_t *missing,
		       struct error *err)
{
	(void)missing;
	return tick_sheet_write(what, to->temporary, err);
}

static int token(const struct task *task, struct error *err)
{
	const struct profile *const *profiles = NULL;
	const char *paper = task->options->paper ? task->options->paper : paper_of_locale();
	const char *path = task->options->out;

	if (load_all(task, &profiles, err) != 0)
		return -1;
	struct tick_sheet sheet =
		profile_token(task->arena, task->catalogue, profiles, task->count);
	if (!path) {
		profile_token_text(task->out, &sheet);
		return 0;
	}
	if (paper_from_word(paper, &sheet.paper, err) != 0 ||
	    clock_report_ms(&sheet.created_ms, clock_wall_ms(), err) != 0 ||
	    write_file(task, path,
		       (struct output){ .by_path = true, .write = write_sheet, .what = &sheet },
		       err) != 0)
		return -1;
	str_printf(task->out, "%s\n", path);
	return 0;
}

static int write_text(const void *what, const struct outfile *to, size_t *missing,
		      struct error *err)
{
	(void)missing;
	(void)err;
	(void)fputs(what, to->stream); /* whether it could be written is seen at its end */
	return 0;
}

/* The id stands for that of the skeleton, its first letters for those of its requirements. */
static const char *skeleton_for(struct arena *arena, const char *skeleton, const char *id)
{
	static const char placeholder[] = "example-vendor", prefix[] = "EX-";
	const char own[] = { (char)toupper(id[0]), id[1] ? (char)toupper(id[1]) : 'X', '-', '\0' };
	struct str text = STR_INIT(STR_BODY);

	while (*skeleton) {
		if (strncmp(skeleton, placeholder, strlen(placeholder)) == 0) {
			str_puts(&text, id);
			skeleton += strlen(placeholder);
		} else if (strncmp(skeleton, prefix, strlen(prefix)) == 0) {
			str_puts(&text, own);
			skeleton += strlen(prefix);
		} else
			str_putc(&text, *skeleton++);
	}
	const char *copy = arena_strdup(arena, str_text(&text));
	str_release(&text);
	return copy;
}

static bool is_id(const char *id)
{
	return *id && *id != '-' && strlen(id) <= 63 &&
	       !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static int new_one(const struct task *task, struct error *err)
{
	struct evidence_input file = { .text = NULL };
	const char *id = task->operands[0], *path = task->options->out;

	if (!is_id(id))
		return error_set(err,
				 "'profile new' takes an id of lower-case letters, digits and "
				 "hyphens, found '%s'",
				 id);
	if (path && access(path, F_OK) == 0)
		return error_set(err, "'%s': is there already", path);
	if (templates_skeleton(task->arena, &file, err) != 0)
		return -1;
	const char *text = skeleton_for(task->arena, file.text, id);
	if (!path) {
		str_puts(task->out, text);
		return 0;
	}
	if (write_file(task, path, (struct output){ .write = write_text, .what = text }, err) != 0)
		return -1;
	str_printf(task->out, "%s\n", path);
	return 0;
}

static const struct action {
	const char *name;
	size_t least, most; /* operands */
	bool writes;	    /* takes --out */
	const char *wanted;
	int (*run)(const struct task *task, struct error *err);
} actions[] = {
	{ "list", 0, 0, false, "no operand", list },
	{ "show", 1, 1, false, "one ID|FILE", show },
	{ "lint", 1, 1, false, "one FILE", lint },
	{ "diff", 2, SIZE_MAX, false, "two of ID|FILE, or more", diff },
	{ "token", 1, SIZE_MAX, true, "one ID|FILE, or more", token },
	{ "new", 1, 1, true, "one ID", new_one },
};

#define ACTIONS "list, show, lint, diff, token or new"

static const struct action *find_action(char *const *words, size_t count, struct error *err)
{
	if (count == 0) {
		error_set(err, "'profile' takes " ACTIONS ", found nothing");
		return NULL;
	}
	for (size_t i = 0; i < COUNT_OF(actions); i++) {
		if (strcmp(words[0], actions[i].name) != 0)
			continue;
		if (count - 1 >= actions[i].least && count - 1 <= actions[i].most)
			return &actions[i];
		error_set(err, "'profile %s' takes %s, found %zu", actions[i].name,
			  actions[i].wanted, count - 1);
		return NULL;
	}
	error_set(err, "'profile' takes " ACTIONS ", found '%s'", words[0]);
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

	const struct profile_options *options = invocation->options.values;
	if (!action)
		return -1;
	if (!action->writes && (options->out || options->paper))
		return error_set(err, "'profile %s' takes no --%s", action->name,
				 options->out ? "out" : "paper");
	if (read_catalogue(arena, &catalogue, err) != 0)
		return -1;
	const struct task task = { arena,   catalogue, words + 1, invocation->operand_count - 1,
				   options, &out };
	int result = action->run(&task, err);
	/* The mistakes that lint found are printed too. */
	if (standard_output_print(&out, err) != 0)
		result = -1;
	str_release(&out);
	return result;
}

static const struct option_row rows[] = {
	{ "out", 'o', OPTION_FIELD(OPTION_TEXT, profile_options, out), .is_path = option_any_path,
	  .argument = "FILE",
	  .help = "of token: a PDF, a page to tick;\nof new: the profile, must not exist" },
	{ "paper", 0, OPTION_FIELD(OPTION_TEXT, profile_options, paper), .argument = "a4|letter",
	  .help = "page size of that PDF (as LC_PAPER says,\nelse a4)" },
	OPTION_HELP,
	{ .name = NULL },
};

const struct command profile_command = {
	.name = "profile",
	.operand = "ACTION",
	.summary = "list, show, lint, compare or write documented prerequisites",
	.details = "  list                        the built-in profiles\n"
		   "  show ID|FILE                what a profile asks for\n"
		   "  lint FILE                   every mistake in a profile;\n"
		   "                              status 0 if there is none, else 2\n"
		   "  diff ID|FILE ID|FILE...     permissions that one of them needs\n"
		   "                              and the other does not; of more than\n"
		   "                              two, what each would have too much\n"
		   "                              on one token\n"
		   "  token ID|FILE...            what to tick on the token page, and\n"
		   "                              for the group of the token owner\n"
		   "  new ID                      a profile to fill in\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct profile_options),
	.run = run,
};
