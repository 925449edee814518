#include "audit/rules/naming.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/character.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

#define ELLIPSIS "\xe2\x80\xa6"

/* Bytes of the first `most` characters; an accent belongs to what it stands on. */
static size_t size_of_first(const char *text, size_t most)
{
	size_t at = 0, count = 0;

	for (struct character c = character_at(text); c.size; c = character_at(text + at)) {
		if (!c.extends && count++ == most)
			break;
		at += c.size;
	}
	return at;
}

/* The same without the blanks at its ends. */
static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
	const char *end = text + length;

	while (end > text && end[-1] == ' ')
		end--;
	while (text < end && *text == ' ')
		text++;
	return *end ? arena_printf(arena, "%.*s", (int)(end - text), text) : text;
}

const char *naming_short(struct arena *arena, const char *text)
{
	const char *name = trimmed(arena, text, strlen(text));

	if (!name[size_of_first(name, NAMING_LONGEST)])
		return name;
	return arena_printf(arena, "%s" ELLIPSIS,
			    trimmed(arena, name, size_of_first(name, NAMING_LONGEST - 1)));
}

static const char *person(struct arena *arena, const char *name, int64_t id)
{
	if (text_is_blank(name))
		return arena_printf(arena, "user %" PRId64, id);
	return arena_printf(arena, "%s (user %" PRId64 ")", naming_short(arena, name), id);
}

const char *naming_user(struct arena *arena, const struct user *user)
{
	return person(arena, user->name, user->id);
}

const char *naming_owner(struct arena *arena, const struct account *account)
{
	const struct user *user = account_user(account, account->me.user_id);
	const char *name = user ? user->name : "";

	return person(arena, text_is_blank(name) ? account->me.user_name : name,
		      account->me.user_id);
}

const char *naming_customer(struct arena *arena, const struct customer *customer)
{
	const char *name = customer_name(customer);

	if (text_is_blank(name))
		return arena_printf(arena, "customer %" PRId64, customer->id);
	return arena_printf(arena, "%s (%" PRId64 ")", naming_short(arena, name), customer->id);
}

const char *naming_invoice(struct arena *arena, const struct account *account,
			   const struct schedule *schedule)
{
	const struct customer *customer = account_customer(account, schedule->customer_id);

	return arena_printf(arena, "invoice %" PRId64 "%s%s", schedule->id, customer ? " of " : "",
			    customer ? naming_customer(arena, customer) : "");
}

const char *naming_day(struct arena *arena, const char *day)
{
	char text[CLOCK_TEXT];

	return clock_day(text, day) == 0 ? arena_strdup(arena, text) : day;
}

bool naming_count(struct naming *list)
{
	return list->count++ < NAMING_FIRST;
}

void naming_add(struct arena *arena, struct naming *list, const char *name)
{
	list->text = list->text ? arena_printf(arena, "%s; %s", list->text, name) : name;
}

const char *naming_list(struct arena *arena, const struct naming *list, const char *sheet)
{
	if (list->count <= NAMING_FIRST)
		return list->text ? list->text : "";
	return arena_printf(arena, "%s and %zu more%s%s", list->text, list->count - NAMING_FIRST,
			    *sheet ? ": sheet " : "", sheet);
}
