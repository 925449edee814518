/* Reading what a profile says of a check. */
#include "audit/rules/check/check.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mailbox.h"
#include "audit/core/mem.h"
#include "audit/core/nearest.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "audit/rules/catalogue.h"

static const struct {
	const char *key;
	unsigned bit;
	enum input_type type;
} parameters[] = {
	{ "permission", CHECK_PERMISSION, INPUT_TEXT },
	{ "permissions", CHECK_PERMISSIONS, INPUT_ARRAY },
	{ "family", CHECK_FAMILY, INPUT_TEXT },
	{ "of", CHECK_OF, INPUT_TEXT },
	{ "global_admin_suffices", CHECK_GLOBAL_ADMIN_SUFFICES, INPUT_BOOLEAN },
	{ "complete", CHECK_COMPLETE, INPUT_BOOLEAN },
	{ "at_least", CHECK_AT_LEAST, INPUT_INTEGER },
	{ "at_most", CHECK_AT_MOST, INPUT_INTEGER },
	{ "days", CHECK_DAYS, INPUT_INTEGER },
	{ "open_ended", CHECK_OPEN_ENDED, INPUT_BOOLEAN },
	{ "role", CHECK_ROLE, INPUT_TEXT },
	{ "incomplete_because", CHECK_INCOMPLETE_BECAUSE, INPUT_TEXT },
	{ "not_shown_by", CHECK_NOT_SHOWN_BY, INPUT_TEXT },
	{ "expect", CHECK_EXPECT, INPUT_TEXT },
	{ "global_admin", CHECK_GLOBAL_ADMIN, INPUT_BOOLEAN },
	{ "dedicated", CHECK_DEDICATED, INPUT_BOOLEAN },
	{ "on", CHECK_ON, INPUT_TEXT },
	{ "name", CHECK_NAME, INPUT_TEXT },
	{ "filled", CHECK_FILLED, INPUT_BOOLEAN },
	{ "address", CHECK_ADDRESS, INPUT_TEXT },
	{ "setting", CHECK_SETTING, INPUT_TEXT },
	{ "values", CHECK_VALUES, INPUT_ARRAY },
	{ "sku", CHECK_SKU, INPUT_TEXT },
};

#define MOST_DAYS 36500 /* a century: beyond it the arithmetic means nothing */

#define KINDS_MOST 64

static const struct check_kind *read_kind(struct input *in, const cJSON *item, const char *at)
{
	const char *names[KINDS_MOST];
	const struct check_kind *kind;
	size_t count = 0;

	while (count < KINDS_MOST && (kind = check_kind_at(count)) != NULL)
		names[count++] = kind->name;
	int which =
		input_choice(in, json_get(item, "kind"), input_at(in, at, "kind"), names, count);
	return which < 0 ? NULL : check_kind_at((size_t)which);
}

/* Of two ways to say a thing one has to be there, and only one is taken. */
static unsigned required(const struct check_kind *kind, const cJSON *item)
{
	unsigned required = kind->requires;

	if (kind->takes & CHECK_OPEN_ENDED && json_get(item, "open_ended"))
		required &= ~(unsigned)CHECK_DAYS;
	if (kind->takes & CHECK_FAMILY && json_get(item, "family"))
		required &= ~(unsigned)CHECK_PERMISSIONS;
	return required;
}

static void check_fields(struct input *in, const cJSON *item, const char *at,
			 const struct check_kind *kind)
{
	struct input_field fields[COUNT_OF(parameters) + 1];
	unsigned needed = required(kind, item);
	size_t count = 0;

	fields[count++] = (struct input_field){ "kind", INPUT_TEXT, true };
	for (size_t i = 0; i < COUNT_OF(parameters); i++)
		if (kind->takes & parameters[i].bit)
			fields[count++] = (struct input_field){
				parameters[i].key,
				parameters[i].type,
				(needed & parameters[i].bit) != 0,
			};
	(void)input_object(in, item, at, fields, count);
}

/* A name that the catalogue lacks is the vendor's all the same: `profile lint` warns of it,
 * and a person decides. */
static void add_permission(struct arena *arena, struct input *in, struct catalogue *catalogue,
			   const cJSON *name, const char *at, struct check *check)
{
	const char *text = cJSON_IsString(name) ? json_text(arena, name) : "";

	if (!text[strspn(text, " ")]) {
		input_problem(in, at, "the name of a permission, found something else");
		return;
	}
	size_t index = catalogue_take(arena, catalogue, text);
	for (size_t i = 0; i < check->permission_count; i++)
		if (check->permissions[i] == index) {
			input_problem(in, at, "each permission once, found '%s' again",
				      catalogue->permissions[index].name);
			return;
		}
	check->permissions[check->permission_count++] = index;
}

static const char *nearest_family(const struct catalogue *catalogue, const char *name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < catalogue->count; i++)
		if (!catalogue->permissions[i].foreign)
			nearest_try(&nearest, catalogue->permissions[i].family);
	return nearest.found;
}

/* Every member that the catalogue's own file knows, whatever other profiles of a run name. */
static void read_family(struct arena *arena, struct input *in, const struct catalogue *catalogue,
			const cJSON *item, const char *at, struct check *check)
{
	const cJSON *family = input_member(item, "family", INPUT_TEXT);

	if (!family)
		return;
	check->family = json_text(arena, family);
	check->permissions = arena_array(arena, catalogue->count, sizeof *check->permissions);
	check->permission_count = 0;
	for (size_t i = 0; i < catalogue->count; i++)
		if (!catalogue->permissions[i].foreign &&
		    strcmp(catalogue->permissions[i].family, check->family) == 0)
			check->permissions[check->permission_count++] = i;
	if (json_get(item, "permissions"))
		input_problem(in, input_at(in, at, "permissions"),
			      "permissions or family, found both");
	if (check->permission_count)
		return;
	const char *nearest = nearest_family(catalogue, check->family);
	input_problem(in, input_at(in, at, "family"),
		      "the family of a permission of the catalogue, found \"%.*s\"%s%s%s",
		      text_cut(check->family, 80), check->family, nearest ? " (did you mean '" : "",
		      nearest ? nearest : "", nearest ? "'?)" : "");
}

static void read_permissions(struct arena *arena, struct input *in, struct catalogue *catalogue,
			     const cJSON *item, const char *at, struct check *check)
{
	const cJSON *one = input_member(item, "permission", INPUT_TEXT);
	const cJSON *array = input_member(item, "permissions", INPUT_ARRAY);
	const char *place = input_at(in, at, "permissions");
	size_t i = 0;
	const cJSON *name;

	check->permissions = arena_array(arena, 1 + (size_t)cJSON_GetArraySize(array),
					 sizeof *check->permissions);
	if (one)
		add_permission(arena, in, catalogue, one, input_at(in, at, "permission"), check);
	cJSON_ArrayForEach(name, array)
		add_permission(arena, in, catalogue, name, input_at_index(in, place, i++), check);
	if (array && i == 0)
		input_problem(in, place, "at least one permission, found none");
	read_family(arena, in, catalogue, item, at, check);
}

static int64_t read_number(const cJSON *item, const char *key, int64_t otherwise)
{
	int64_t number = otherwise;

	(void)json_count(input_member(item, key, INPUT_INTEGER), &number);
	return number;
}

static void check_expiry(struct input *in, const cJSON *item, const char *at,
			 const struct check *check)
{
	if (check->days > MOST_DAYS)
		input_problem(in, input_at(in, at, "days"), "at most %d days", MOST_DAYS);
	if (check->open_ended && json_get(item, "days"))
		input_problem(in, input_at(in, at, "days"), "days or open_ended, found both");
	if (cJSON_IsFalse(json_get(item, "open_ended")))
		input_problem(in, input_at(in, at, "open_ended"), "true, or days instead of it");
}

static enum not_shown_by read_not_shown_by(struct input *in, const cJSON *item, const char *at)
{
	WORDS(names,
	      NOT_SHOWN_BY_COUNT, [NOT_SHOWN_BY_UNTOLD] = "", [NOT_SHOWN_BY_SYNCRO] = "syncro",
	      [NOT_SHOWN_BY_VENDOR] = "vendor", [NOT_SHOWN_BY_TOOL] = "tool");
	const cJSON *name = input_member(item, "not_shown_by", INPUT_TEXT);
	int which = name ? input_choice(in, name, input_at(in, at, "not_shown_by"), names + 1,
					COUNT_OF(names) - 1)
			 : -1;

	return which < 0 ? NOT_SHOWN_BY_UNTOLD : (enum not_shown_by)(which + 1);
}

/* A list that is whole needs no excuse. */
static void check_completeness(struct input *in, const char *at, const struct check *check)
{
	if (check->complete && *check->incomplete_because)
		input_problem(in, input_at(in, at, "incomplete_because"),
			      "complete or incomplete_because, found both");
}

/* The place of one of two words; the first one where nothing is said. */
static bool is_second(struct input *in, const cJSON *item, const char *at, const char *key,
		      const char *const words[2])
{
	const cJSON *member = input_member(item, key, INPUT_TEXT);

	return member && input_choice(in, member, input_at(in, at, key), words, 2) == 1;
}

static void read_whose(struct input *in, const cJSON *item, const char *at, struct check *check)
{
	static const char *const whose[] = { "token", "user" };
	static const char *const records[] = { "customer", "contact" };

	check->on_contact = is_second(in, item, at, "on", records);
	check->of_user = is_second(in, item, at, "of", whose);
	check->global_admin_suffices = cJSON_IsTrue(json_get(item, "global_admin_suffices"));
	if (check->global_admin_suffices && json_get(item, "of") && !check->of_user)
		input_problem(in, input_at(in, at, "of"),
			      "user, because of global_admin_suffices, found \"token\"");
	check->of_user |= check->global_admin_suffices;
}

static void read_owner(struct input *in, const cJSON *item, const char *at, struct check *check)
{
	const cJSON *dedicated = input_member(item, "dedicated", INPUT_BOOLEAN);

	check->global_admin = json_tri(input_member(item, "global_admin", INPUT_BOOLEAN));
	check->dedicated = cJSON_IsTrue(dedicated);
	if (dedicated && !check->dedicated)
		input_problem(in, input_at(in, at, "dedicated"), "true, or nothing");
	if (strcmp(check->kind, "token-owner") == 0 && !check->dedicated && !check->global_admin)
		input_problem(in, at, "global_admin, dedicated or both, found neither");
}

/* Compared as a whole with each that is found: with a name or a second one it fits none. */
static bool is_one_address(const char *text)
{
	size_t at = 0;
	const struct mailbox mailbox = mailbox_next(text, &at);

	return mailbox_is_address(mailbox) && mailbox.length == strlen(text);
}

static void read_record(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			struct check *check)
{
	check->expect = json_text(arena, input_member(item, "expect", INPUT_TEXT));
	check->name = json_text(arena, input_member(item, "name", INPUT_TEXT));
	check->filled = cJSON_IsTrue(input_member(item, "filled", INPUT_BOOLEAN));
	check->address = json_text(arena, input_member(item, "address", INPUT_TEXT));
	if (*check->address && !is_one_address(check->address))
		input_problem(in, input_at(in, at, "address"), "an e-mail address, found \"%.*s\"",
			      text_cut(check->address, 80), check->address);
}

static enum setting read_setting(struct input *in, const cJSON *item, const char *at)
{
	WORDS(names, SETTING_COUNT, [SETTING_NONE] = "", [SETTING_TICKET_STATUS] = "ticket-status",
	      [SETTING_PROBLEM_TYPE] = "problem-type", [SETTING_PRIORITY] = "priority");
	const cJSON *name = input_member(item, "setting", INPUT_TEXT);
	int which = name ? input_choice(in, name, input_at(in, at, "setting"), names + 1,
					COUNT_OF(names) - 1)
			 : -1;

	return which < 0 ? SETTING_NONE : (enum setting)(which + 1);
}

/* What is looked up in the account's settings, or among its products. */
static void read_wanted(struct arena *arena, struct input *in, const cJSON *item, const char *at,
			struct check *check)
{
	const cJSON *array = input_member(item, "values", INPUT_ARRAY), *value;
	const char *place = input_at(in, at, "values");

	check->setting = read_setting(in, item, at);
	check->sku = json_text(arena, input_member(item, "sku", INPUT_TEXT));
	check->values =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *check->values);
	cJSON_ArrayForEach(value, array)
	{
		const char *text = json_text(arena, value);
		if (!cJSON_IsString(value) || !text[strspn(text, " ")])
			input_problem(in, input_at_index(in, place, check->value_count),
				      "a name as a string that is not empty");
		check->values[check->value_count++] = text;
	}
	if (array && check->value_count == 0)
		input_problem(in, place, "at least one name, found none");
	if (strcmp(check->kind, "product-exists") == 0 && !*check->name == !*check->sku)
		input_problem(in, at, "name or sku, found %s", *check->name ? "both" : "neither");
}

static void read_numbers(struct input *in, const cJSON *item, const char *at, struct check *check)
{
	check->at_least = read_number(item, "at_least", 0);
	check->at_most = read_number(item, "at_most", INT64_MAX);
	check->days = read_number(item, "days", 0);
	check->open_ended = cJSON_IsTrue(input_member(item, "open_ended", INPUT_BOOLEAN));
	if (check->at_most < check->at_least)
		input_problem(in, input_at(in, at, "at_most"), "a number not below at_least");
	check_expiry(in, item, at, check);
}

void check_read(struct arena *arena, struct input *in, struct catalogue *catalogue,
		const cJSON *item, const char *at, struct check *check)
{
	*check = (struct check){ .kind = "",
				 .family = "",
				 .role = "",
				 .incomplete_because = "",
				 .expect = "",
				 .name = "",
				 .sku = "",
				 .address = "" };
	if (!cJSON_IsObject(item))
		return;
	const struct check_kind *kind = read_kind(in, item, at);
	if (!kind)
		return;
	check->kind = kind->name;
	check_fields(in, item, at, kind);
	read_permissions(arena, in, catalogue, item, at, check);
	read_whose(in, item, at, check);
	read_owner(in, item, at, check);
	read_record(arena, in, item, at, check);
	read_wanted(arena, in, item, at, check);
	read_numbers(in, item, at, check);
	check->complete = cJSON_IsTrue(json_get(item, "complete"));
	check->role = json_text(arena, json_get(item, "role"));
	check->incomplete_because = json_text(arena, json_get(item, "incomplete_because"));
	check->not_shown_by = read_not_shown_by(in, item, at);
	check_completeness(in, at, check);
}
