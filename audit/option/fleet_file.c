#include "audit/option/fleet_file.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/option/object.h"

#define NAME_LONGEST 80
#define ACCOUNTS_MOST 10000

/* A whole number that may be left out. */
struct number {
	const char *key;
	int64_t usual, least, most;
};
static const struct number rate = { "rate", 180, 0, 100000 };
static const struct number in_flight = { "accounts-in-flight", 8, 1, 64 };

/* Of audit's options those that an account says by a key of its own, or the fleet for all. */
static const char *const apart[] = { "subdomain", "out",     "rate", "config",
				     "quiet",	  "verbose", "help", "dry-run" };

static bool is_apart(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(apart); i++)
		if (strcmp(apart[i], name) == 0)
			return true;
	return false;
}

/* Whether an object is one, with the `own` keys and those of the options. */
static bool check_object(struct fleet_file *file, const cJSON *item, const char *at,
			 const struct input_field *own, size_t own_count)
{
	struct arena *scratch = arena_new();
	const struct options options =
		options_usual(scratch, file->command->rows, file->command->size);
	struct input_field *fields = arena_array(scratch, own_count + options.own, sizeof *fields);
	size_t count = 0;

	for (; count < own_count; count++)
		fields[count] = own[count];
	for (size_t i = 0; i < options.own; i++)
		if (options.rows[i]->help && !is_apart(options.rows[i]->name))
			fields[count++] = options_field(options.rows[i]);
	const bool right = input_object(&file->in, item, at, fields, count);
	arena_free(scratch);
	return right;
}

/* A day that holds one of these would be taken for a report. */
static bool is_of_report(const char *name)
{
	static const char *const names[] = { "manifest.json", "results.json", "evidence" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (text_equal_ignoring_case(names[i], name))
			return true;
	return strncmp(name, "overview.", strlen("overview.")) == 0;
}

/* Windows reads the folders too, when they are copied there. */
static bool is_folder_name(const char *name)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < length; i++)
		if ((unsigned char)name[i] < ' ' || strchr("/\\:*?\"<>|\x7f", name[i]))
			return false;
	return length > 0 && length <= NAME_LONGEST && name[0] != '.' && name[0] != ' ' &&
	       name[length - 1] != '.' && name[length - 1] != ' ' && !is_of_report(name);
}

static void check_name(struct fleet_file *file, size_t number, const char *at)
{
	const char *name = file->accounts[number].name;

	if (!is_folder_name(name) || strcmp(text_clean(file->in.arena, name), name) != 0)
		input_problem(
			&file->in, at,
			"a name fit for a folder: 1 to %d bytes, none of / \\ : * ? \" < > |, "
			"no full stop or blank at an end, not that of a file of a report, "
			"found \"%s\"",
			NAME_LONGEST, name);
	for (size_t i = 0; i < number; i++)
		if (file->accounts[i].name &&
		    text_equal_ignoring_case(file->accounts[i].name, name))
			input_problem(&file->in, at, "a name no other account has, found \"%s\"",
				      name);
}

static const cJSON *member(const struct fleet_file *file, const char *key, enum input_type type)
{
	return input_member(file->in.root, key, type);
}

/* What stands in the environment would be one token for all. */
static bool tells_token(const cJSON *object)
{
	return object && (input_member(object, "token-file", INPUT_TEXT) ||
			  input_member(object, "token-command", INPUT_TEXT));
}

/* Whether the options of an account, or the defaults, are such. */
static void check_options(struct fleet_file *file, const cJSON *item, const char *at)
{
	const cJSON *token = input_member(item, "token-file", INPUT_TEXT);
	struct arena *scratch = arena_new();
	struct options options = options_usual(scratch, file->command->rows, file->command->size);

	options_apply(scratch, &file->in, item, at, &options);
	arena_free(scratch);
	if (token && input_member(item, "token-command", INPUT_TEXT))
		input_problem(&file->in, at, "token-file or token-command, found both");
	if (token && strcmp(token->valuestring, "-") == 0)
		input_problem(&file->in, input_at(&file->in, at, "token-file"),
			      "a file, found \"-\": there is one standard input");
}

static void read_defaults(struct fleet_file *file)
{
	const cJSON *defaults = member(file, "defaults", INPUT_OBJECT);

	if (defaults && check_object(file, defaults, "/defaults", NULL, 0))
		check_options(file, defaults, "/defaults");
}

static void read_account(struct fleet_file *file, const cJSON *item, size_t number, const char *at)
{
	static const struct input_field own[] = { { "name", INPUT_TEXT, true },
						  { "subdomain", INPUT_TEXT, true } };
	struct fleet_file_account *account = &file->accounts[number];

	if (!check_object(file, item, at, own, COUNT_OF(own)))
		return;
	account->name = input_member(item, "name", INPUT_TEXT)->valuestring;
	account->subdomain = input_member(item, "subdomain", INPUT_TEXT)->valuestring;
	check_name(file, number, input_at(&file->in, at, "name"));
	check_options(file, item, at);
	if (!tells_token(item) && !tells_token(member(file, "defaults", INPUT_OBJECT)))
		input_problem(&file->in, at, "token-file or token-command, found neither");
}

static void read_accounts(struct fleet_file *file, struct arena *arena)
{
	const cJSON *accounts = member(file, "accounts", INPUT_ARRAY);
	const cJSON *item = accounts ? accounts->child : NULL;
	const int count = cJSON_GetArraySize(accounts);

	if (accounts && (count < 1 || count > ACCOUNTS_MOST)) {
		input_problem(&file->in, "/accounts", "1 to %d accounts, found %d", ACCOUNTS_MOST,
			      count);
		return;
	}
	file->accounts = arena_array(arena, (size_t)count, sizeof *file->accounts);
	for (; item; item = item->next) {
		read_account(file, item, file->count,
			     input_at_index(&file->in, "/accounts", file->count));
		file->count++;
	}
}

static int64_t read_number(struct fleet_file *file, const struct number *number)
{
	const cJSON *item = member(file, number->key, INPUT_INTEGER);

	if (!item)
		return number->usual;
	if (item->valuedouble < (double)number->least || item->valuedouble > (double)number->most)
		input_problem(&file->in, input_at(&file->in, "", number->key),
			      "a whole number from %d to %d, found %.0f", (int)number->least,
			      (int)number->most, item->valuedouble);
	return (int64_t)item->valuedouble;
}

static const char *read_out(const struct fleet_file *file, struct arena *arena)
{
	const cJSON *item = member(file, "out", INPUT_TEXT);
	const char *slash = strrchr(file->in.file, '/');

	if (!item)
		return NULL;
	if (*item->valuestring == '/' || !slash)
		return arena_strdup(arena, item->valuestring);
	return arena_printf(arena, "%.*s/%s", (int)(slash - file->in.file), file->in.file,
			    item->valuestring);
}

static void read_all(struct fleet_file *file, struct arena *arena)
{
	const struct input_field fields[] = { { "accounts", INPUT_ARRAY, true },
					      { "defaults", INPUT_OBJECT, false },
					      { "out", INPUT_TEXT, true },
					      { rate.key, INPUT_INTEGER, false },
					      { in_flight.key, INPUT_INTEGER, false } };

	(void)input_object(&file->in, file->in.root, "", fields, COUNT_OF(fields));
	file->out = read_out(file, arena);
	file->rate = read_number(file, &rate);
	file->in_flight = read_number(file, &in_flight);
	read_defaults(file);
	read_accounts(file, arena);
}

int fleet_file_open(struct fleet_file *file, struct arena *arena, const char *path,
		    const struct command *command, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	int result = file_read(path, &bytes, err);

	*file = (struct fleet_file){ .command = command };
	if (result != 0)
		error_prepend(err, "fleet file");
	else
		result = input_open(&file->in, path, str_text(&bytes), bytes.length, err);
	str_release(&bytes);
	if (result != 0)
		return -1;
	read_all(file, arena);
	if (!file->in.problem_count)
		return 0;
	return input_close(&file->in, err);
}

static struct options with_defaults(struct fleet_file *file, struct arena *arena,
				    const cJSON *account)
{
	struct options options = options_usual(arena, file->command->rows, file->command->size);
	const cJSON *defaults = member(file, "defaults", INPUT_OBJECT);

	if (account)
		options_apply(arena, &file->in, account, "", &options);
	if (defaults)
		options_apply(arena, &file->in, defaults, "", &options);
	return options;
}

struct options fleet_file_defaults(struct fleet_file *file, struct arena *arena)
{
	return with_defaults(file, arena, NULL);
}

struct options fleet_file_options(struct fleet_file *file, struct arena *arena, size_t account)
{
	const cJSON *accounts = member(file, "accounts", INPUT_ARRAY);

	return with_defaults(file, arena, cJSON_GetArrayItem(accounts, (int)account));
}

void fleet_file_close(struct fleet_file *file)
{
	struct error ignored;

	if (file->in.root)
		(void)input_close(&file->in, &ignored);
	*file = (struct fleet_file){ .count = 0 };
}
