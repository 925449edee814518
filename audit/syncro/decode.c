#include "audit/syncro/decode.h"

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/syncro/field.h"
#include "audit/syncro/internal.h"

static bool is_text_or_absent(const cJSON *item)
{
	return !item || field_is_text(item);
}

/* /me */

static size_t count_declared(const cJSON *map)
{
	const cJSON *area;
	size_t count = 0;

	cJSON_ArrayForEach(area, map)
	{
		if (cJSON_IsObject(area))
			count += (size_t)cJSON_GetArraySize(area);
	}
	return count;
}

static void decode_declared(struct arena *arena, const cJSON *map, struct me *out)
{
	const cJSON *area, *action;

	if (!cJSON_IsObject(map))
		return;
	out->declared = arena_array(arena, count_declared(map), sizeof *out->declared);
	cJSON_ArrayForEach(area, map)
	{
		if (!cJSON_IsObject(area))
			continue;
		const char *name = text_clean(arena, area->string);
		cJSON_ArrayForEach(action, area)
		{
			out->declared[out->declared_count++] =
				(struct declared){ .area = name,
						   .action = text_clean(arena, action->string),
						   .granted = json_tri(action) };
		}
	}
}

bool decode_me(struct arena *arena, const cJSON *body, struct me *out)
{
	struct me me = { .known = true };

	if (!json_id(json_get(body, "user_id"), &me.user_id))
		return false;
	me.user_name = field_text(arena, body, "user_name");
	me.user_email = field_text(arena, body, "user_email");
	me.subdomain = field_text(arena, body, "subdomain");
	me.global_admin = json_tri(json_get(body, "admin"));
	me.admin_odd = !field_is_flag_or_absent(json_get(body, "admin"));
	me.two_factor_required = json_tri(json_get(body, "two_factor_required"));
	decode_declared(arena, json_get(body, "permissions"), &me);
	*out = me;
	return true;
}

/* Users */

static bool add_group(struct arena *arena, const cJSON *item, struct user *user)
{
	const char *name =
		cJSON_IsObject(item) ? field_text(arena, item, "name") : json_text(arena, item);

	if (!cJSON_IsNull(item) && !*name && !cJSON_IsString(item))
		return false;
	if (*name)
		user->groups[user->group_count++] = name;
	return true;
}

/* Text, an array of texts (or of objects with a name), or null. */
static bool decode_groups(struct arena *arena, const cJSON *group, struct user *user)
{
	const cJSON *item;
	size_t count = cJSON_IsArray(group) ? (size_t)cJSON_GetArraySize(group) : 1;

	if (!group || cJSON_IsNull(group))
		return true;
	user->groups = arena_array(arena, count, sizeof *user->groups);
	if (!cJSON_IsArray(group))
		return cJSON_IsString(group) && add_group(arena, group, user);
	cJSON_ArrayForEach(item, group)
	{
		if (!add_group(arena, item, user))
			return false;
	}
	return true;
}

bool decode_user_detail(struct arena *arena, const cJSON *body, int64_t id, struct user *out)
{
	const cJSON *user = json_get(body, "user");
	struct user result = { .detailed = true };

	if (!json_id(json_get(user, "id"), &result.id) || result.id != id ||
	    !field_is_text(json_get(user, "email")) ||
	    !is_text_or_absent(json_get(user, "full_name")) ||
	    !field_is_flag_or_absent(json_get(user, "admin")) ||
	    !decode_groups(arena, json_get(user, "group"), &result))
		return false;
	result.name = field_text(arena, user, "full_name");
	result.email = field_text(arena, user, "email");
	result.global_admin = json_tri(json_get(user, "admin"));
	*out = result;
	return true;
}

/* [1, "Joe Doe"], or {"id": 1, "full_name": "Joe Doe"} (or "name"). */
static bool decode_user(struct arena *arena, const cJSON *row, struct decode_row *out)
{
	const cJSON *id = cJSON_IsArray(row) ? row->child : json_get(row, "id");
	const cJSON *name = cJSON_IsArray(row) && id ? id->next : json_get(row, "full_name");

	if (cJSON_IsObject(row) && !name)
		name = json_get(row, "name");
	if (!json_id(id, &out->id) || !is_text_or_absent(name))
		return false;
	out->user = (struct user){
		.id = out->id, .name = json_text(arena, name), .email = "", .listed = true
	};
	return true;
}

static void keep_users(struct account *account, void *rows, size_t count)
{
	account->users = rows;
	account->user_count = count;
}

/* Customers: decode_customer.c */

static void keep_customers(struct account *account, void *rows, size_t count)
{
	account->customers = rows;
	account->customer_count = count;
}

/* Schedules */

static bool is_set(const cJSON *item)
{
	return item && !cJSON_IsNull(item) && !cJSON_IsFalse(item) &&
	       !(cJSON_IsString(item) && !*item->valuestring) &&
	       !(cJSON_IsNumber(item) && item->valuedouble == 0);
}

/* Without the field, or with null, a line recurs like the invoice it stands on. */
static enum tri one_time(const cJSON *item)
{
	return !item || cJSON_IsNull(item) ? TRI_NO : json_tri(item);
}

/* What tells nothing of itself is no line that recurs. */
static bool is_told(const cJSON *const *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i] && !cJSON_IsNull(fields[i]))
			return true;
	return false;
}

static bool decode_line(struct arena *arena, const cJSON *item, struct schedule_line *out)
{
	enum { NAME, DESCRIPTION, QUANTITY, RECURRING_TYPE, ONE_TIME, COUNT };
	static const char *const keys[] = { "name", "description", "quantity", "recurring_type_id",
					    "one_time_charge" };
	const cJSON *row[COUNT];

	json_members(item, keys, COUNT, row);
	if (!cJSON_IsObject(item) || !is_told(row, COUNT) || !is_text_or_absent(row[NAME]) ||
	    !is_text_or_absent(row[DESCRIPTION]) || !is_text_or_absent(row[QUANTITY]))
		return false;
	const char *name = json_text(arena, row[NAME]);
	*out = (struct schedule_line){ .name = *name ? name : json_text(arena, row[DESCRIPTION]),
				       .quantity = json_text(arena, row[QUANTITY]),
				       .computed = is_set(row[RECURRING_TYPE]),
				       .one_time = one_time(row[ONE_TIME]) };
	return true;
}

static bool decode_lines(struct arena *arena, const cJSON *lines, struct schedule *schedule)
{
	const cJSON *line;

	if (!lines || cJSON_IsNull(lines))
		return true;
	if (!cJSON_IsArray(lines))
		return false;
	schedule->lines_known = true;
	schedule->lines =
		arena_array(arena, (size_t)cJSON_GetArraySize(lines), sizeof *schedule->lines);
	cJSON_ArrayForEach(line, lines)
	{
		if (!decode_line(arena, line, &schedule->lines[schedule->line_count]))
			schedule->lines_known = false;
		else
			schedule->line_count++;
	}
	return schedule->lines_known;
}

static bool decode_schedule(struct arena *arena, const cJSON *item, struct decode_row *out)
{
	enum { ID, CUSTOMER, FREQUENCY, NAME, NEXT_RUN, PAUSED, LINES, COUNT };
	static const char *const keys[] = { "id",	"customer_id", "frequency", "name",
					    "next_run", "paused",      "lines" };
	static const unsigned texts[] = { NAME, FREQUENCY };
	struct schedule *schedule = &out->schedule;
	const cJSON *row[COUNT];

	json_members(item, keys, COUNT, row);
	*schedule = (struct schedule){ .id = 0 };
	if (!json_id(row[ID], &schedule->id))
		return false;
	out->id = schedule->id;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (!is_text_or_absent(row[texts[i]]))
			field_note_odd(out, &schedule->odd, ODD_NAME, keys[texts[i]]);
	if (!cJSON_IsNull(row[CUSTOMER]) && !json_id(row[CUSTOMER], &schedule->customer_id))
		field_note_odd(out, &schedule->odd, ODD_CUSTOMER, keys[CUSTOMER]);
	if (!is_text_or_absent(row[NEXT_RUN]))
		field_note_odd(out, &schedule->odd, ODD_RUN, keys[NEXT_RUN]);
	if (!field_is_flag_or_absent(row[PAUSED]))
		field_note_odd(out, &schedule->odd, ODD_STATE, keys[PAUSED]);
	if (!decode_lines(arena, row[LINES], schedule))
		field_note_odd(out, &schedule->odd, ODD_LINES, keys[LINES]);
	schedule->name = json_text(arena, row[NAME]);
	schedule->frequency = json_text(arena, row[FREQUENCY]);
	schedule->next_run = json_text(arena, row[NEXT_RUN]);
	schedule->paused = json_tri(row[PAUSED]);
	return true;
}

static void keep_schedules(struct account *account, void *rows, size_t count)
{
	account->schedules = rows;
	account->schedule_count = count;
}

static bool decode_ticket(struct arena *arena, const cJSON *row, struct decode_row *out)
{
	(void)arena;
	return json_id(json_get(row, "id"), &out->id);
}

/* Lists */

const cJSON *decode_rows(const cJSON *body, enum list list)
{
	const cJSON *rows = json_get(body, list_rows[list].key);

	return cJSON_IsArray(rows) ? rows : NULL;
}

struct paging_meta decode_meta(const cJSON *body)
{
	const cJSON *meta = json_get(body, "meta");
	struct paging_meta result = { .total_pages = -1, .total_entries = -1 };

	(void)json_count(json_get(meta, "total_pages"), &result.total_pages);
	(void)json_count(json_get(meta, "total_entries"), &result.total_entries);
	return result;
}

/* What becomes of a row of each list, and in the end of all of them. */
static const struct {
	bool (*decode)(struct arena *arena, const cJSON *row, struct decode_row *out);
	void (*keep)(struct account *account, void *rows, size_t count);
	size_t size;
} decoders[LIST_COUNT] = {
	[LIST_USERS] = { decode_user, keep_users, sizeof(struct user) },
	[LIST_CUSTOMERS] = { decode_customer, keep_customers, sizeof(struct customer) },
	[LIST_SCHEDULES] = { decode_schedule, keep_schedules, sizeof(struct schedule) },
	[LIST_TICKETS] = { decode_ticket, NULL, 0 },
};

bool decode_row(struct arena *arena, enum list list, const cJSON *row, struct decode_row *out)
{
	struct decode_row result = { .odd_field = "" };

	if (!decoders[list].decode || !decoders[list].decode(arena, row, &result))
		return false;
	*out = result;
	return true;
}

size_t decode_row_size(enum list list)
{
	return decoders[list].size;
}

/* Each of them begins with it. */
int64_t decode_row_id(const void *row)
{
	_Static_assert(offsetof(struct user, id) == 0, "id");
	_Static_assert(offsetof(struct customer, id) == 0, "id");
	_Static_assert(offsetof(struct schedule, id) == 0, "id");
	return *(const int64_t *)row;
}

void decode_keep(struct account *account, enum list list, void *rows, size_t count)
{
	decoders[list].keep(account, rows, count);
}
