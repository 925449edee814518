#include "tests/standin/permission_set.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/standin/options.h"

/* What the billing integration asks for and an endpoint shows. */
static const char needed[] =
	"Customers - List/Search,Customers - View Detail,Customers - Edit,Customers - Create,"
	"Customers - Delete,Tickets - List/Search,Tickets - View Details,Tickets - Create,"
	"Tickets - Edit,Tickets - Delete,Ticket Canned Responses - Manage,"
	"Ticket Workflows - Manage,Recurring Invoices - List,Recurring Invoices - New,"
	"Recurring Invoices - Edit,Recurring Invoices - Delete";

struct names {
	const char **items;
	size_t count;
};

/* Takes `text` apart at commas and line ends; adds to what is there. */
static void add_names(struct arena *arena, struct names *names, const char *text)
{
	char *copy = arena_strdup(arena, text), *rest = NULL;
	size_t most = names->count + strlen(text) / 2 + 2;
	const char **items = arena_array(arena, most, sizeof *items);

	for (size_t i = 0; i < names->count; i++)
		items[i] = names->items[i];
	names->items = items;
	for (char *name = strtok_r(copy, ",\n", &rest); name; name = strtok_r(NULL, ",\n", &rest)) {
		name += strspn(name, " ");
		for (size_t end = strlen(name); end && name[end - 1] == ' '; end--)
			name[end - 1] = '\0';
		if (*name)
			names->items[names->count++] = name;
	}
}

static int add_file(struct arena *arena, struct names *names, const char *path, struct error *err)
{
	struct str text = STR_INIT(STR_BODY);
	int result = file_read(path, &text, err);

	if (result == 0)
		add_names(arena, names, str_text(&text));
	str_release(&text);
	return result;
}

int permission_set_make(struct arena *arena, const struct options *options,
			struct permission_set *out, struct error *err)
{
	struct names granted = { NULL, 0 }, refused = { NULL, 0 };
	const char *word = options->permissions;

	if (word[0] == '@') {
		if (add_file(arena, &granted, word + 1, err) != 0)
			return -1;
	} else if (strcmp(word, "needed") == 0) {
		add_names(arena, &granted, needed);
	} else if (strcmp(word, "all") != 0 && strcmp(word, "none") != 0) {
		add_names(arena, &granted, word);
	}
	add_names(arena, &granted, options->with);
	add_names(arena, &refused, options->without);
	*out = (struct permission_set){ strcmp(word, "all") == 0, granted.items, granted.count,
					refused.items, refused.count };
	return 0;
}

static bool stands_in(const char *name, const char *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i], name) == 0)
			return true;
	return false;
}

bool permission_set_holds(const struct permission_set *set, const char *name)
{
	if (!name)
		return true;
	if (stands_in(name, set->refused, set->refused_count))
		return false;
	return set->all || stands_in(name, set->granted, set->granted_count);
}
