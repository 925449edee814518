#include "audit/core/json/difference.h"

#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

#define NAME_MOST 80
#define VALUE_MOST 200
#define AHEAD_MOST 100 /* items of a list that are looked through for a name */

/* An object or a list of both trees, and what is to be looked at of it next. */
struct level {
	const cJSON *expected, *found;
	const cJSON *object;		    /* the one found; NULL = a list */
	size_t expected_count, found_count; /* items of a list that were looked at */
	char name[NAME_MOST + 1];	    /* of what is looked at */
};

struct walk {
	struct level levels[JSON_DEPTH + 2];
	size_t depth;
	json_tell *tell;
	void *context;
	size_t told;
};

/* What it is called among its like; NULL if nothing names it. */
static const cJSON *name_of(const cJSON *item)
{
	static const char *const keys[] = { "id", "customer_id", "name", "requirement", "path" };

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const cJSON *name = json_get(item, keys[i]);
		if (cJSON_IsString(name) || cJSON_IsNumber(name))
			return name;
	}
	return NULL;
}

static void add_value(struct str *out, const cJSON *value)
{
	char *printed = cJSON_IsString(value) ? NULL : cJSON_PrintUnformatted(value);
	const char *text = printed ? printed : value->valuestring;
	const int length = text_cut(text, VALUE_MOST);

	str_printf(out, "%.*s%s", length, text, text[length] ? "..." : "");
	cJSON_free(printed);
}

static void tell(struct walk *walk, const cJSON *expected, const cJSON *found)
{
	struct str what = STR_INIT(STR_LINE), left = STR_INIT(STR_LINE), right = STR_INIT(STR_LINE);

	for (size_t i = 0; i < walk->depth; i++)
		str_printf(&what, "%s%s", i ? " " : "", walk->levels[i].name);
	if (expected)
		add_value(&left, expected);
	if (found)
		add_value(&right, found);
	walk->told++;
	walk->tell(walk->context, str_text(&what), expected ? str_text(&left) : NULL,
		   found ? str_text(&right) : NULL);
	str_release(&what);
	str_release(&left);
	str_release(&right);
}

static bool is_same(const cJSON *a, const cJSON *b)
{
	return a->type == b->type &&
	       (!cJSON_IsString(a) || strcmp(a->valuestring, b->valuestring) == 0) &&
	       (!cJSON_IsNumber(a) ||
		!(a->valuedouble < b->valuedouble || a->valuedouble > b->valuedouble));
}

static void set_name(struct walk *walk, const char *name)
{
	(void)snprintf(walk->levels[walk->depth - 1].name, NAME_MOST + 1, "%.*s",
		       text_cut(name, NAME_MOST), name);
}

/* Members that are not expected are told before the others are looked at. */
static void enter(struct walk *walk, const cJSON *expected, const cJSON *found)
{
	struct level *level = &walk->levels[walk->depth++];
	const cJSON *member = NULL;

	*level = (struct level){ .expected = expected->child,
				 .found = found->child,
				 .object = cJSON_IsObject(found) ? found : NULL };
	if (level->object)
		cJSON_ArrayForEach(member, found) if (!json_get(expected, member->string))
		{
			set_name(walk, member->string);
			tell(walk, NULL, member);
		}
}

static void compare(struct walk *walk, const cJSON *expected, const cJSON *found)
{
	const bool both = expected && found;

	if (both && ((cJSON_IsObject(expected) && cJSON_IsObject(found)) ||
		     (cJSON_IsArray(expected) && cJSON_IsArray(found))))
		enter(walk, expected, found);
	else if (!both || !is_same(expected, found))
		tell(walk, expected, found);
}

static bool has_name(const cJSON *item, const cJSON *name)
{
	const cJSON *own = name_of(item);

	return own && name && is_same(own, name);
}

static bool is_ahead(const cJSON *item, const cJSON *name)
{
	for (size_t i = 0; name && item && i < AHEAD_MOST; i++, item = item->next)
		if (has_name(item, name))
			return true;
	return false;
}

/* One of the two is NULL where the other list has no such item. */
static void next_items(struct level *level, const cJSON **expected, const cJSON **found)
{
	const cJSON *left = level->expected, *right = level->found;

	*expected = left;
	*found = right;
	if (left && right && !has_name(right, name_of(left))) {
		if (is_ahead(right->next, name_of(left)))
			*expected = NULL;
		else if (is_ahead(left->next, name_of(right)))
			*found = NULL;
	}
	if (*expected) {
		level->expected = left->next;
		level->expected_count++;
	}
	if (*found) {
		level->found = right->next;
		level->found_count++;
	}
}

static void name_item(struct walk *walk, const cJSON *expected, const cJSON *found)
{
	const struct level *level = &walk->levels[walk->depth - 1];
	const cJSON *own = name_of(expected ? expected : found);
	struct str name = STR_INIT(STR_LINE);

	if (own)
		add_value(&name, own);
	else
		str_printf(&name, "%zu", expected ? level->expected_count : level->found_count);
	set_name(walk, str_text(&name));
	str_release(&name);
}

/* False if nothing is left of the innermost level. */
static bool step(struct walk *walk)
{
	struct level *level = &walk->levels[walk->depth - 1];
	const cJSON *expected = level->expected, *found = NULL;

	if (!expected && (level->object || !level->found))
		return false;
	if (level->object) {
		level->expected = expected->next;
		found = json_get(level->object, expected->string);
		set_name(walk, expected->string);
	} else {
		next_items(level, &expected, &found);
		name_item(walk, expected, found);
	}
	compare(walk, expected, found);
	return true;
}

size_t json_differences(const cJSON *expected, const cJSON *found, json_tell *tell_it,
			void *context)
{
	struct walk walk = { .tell = tell_it, .context = context };

	compare(&walk, expected, found);
	while (walk.depth)
		if (!step(&walk))
			walk.depth--;
	return walk.told;
}
