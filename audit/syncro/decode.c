#include "audit/syncro/decode.h"

#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/syncro/endpoint.h"

/* A text, a number or null: what stands where text belongs. */
static bool is_text(const cJSON *item)
{
	return cJSON_IsString(item) || cJSON_IsNumber(item) || cJSON_IsNull(item);
}

static bool is_text_or_absent(const cJSON *item)
{
	return !item || is_text(item);
}

static bool is_flag_or_absent(const cJSON *item)
{
	return !item || cJSON_IsNull(item) || cJSON_IsBool(item);
}

static const char *text_of(struct arena *arena, const cJSON *object, const char *key)
{
	return json_text(arena, json_get(object, key));
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
	me.user_name = text_of(arena, body, "user_name");
	me.user_email = text_of(arena, body, "user_email");
	me.subdomain = text_of(arena, body, "subdomain");
	me.global_admin = json_tri(json_get(body, "admin"));
	me.admin_odd = !is_flag_or_absent(json_get(body, "admin"));
	me.two_factor_required = json_tri(json_get(body, "two_factor_required"));
	decode_declared(arena, json_get(body, "permissions"), &me);
	*out = me;
	return true;
}

/* Users */

static bool add_group(struct arena *arena, const cJSON *item, struct user *user)
{
	const char *name =
		cJSON_IsObject(item) ? text_of(arena, item, "name") : json_text(arena, item);

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
	    !is_text(json_get(user, "email")) || !is_text_or_absent(json_get(user, "full_name")) ||
	    !is_flag_or_absent(json_get(user, "admin")) ||
	    !decode_groups(arena, json_get(user, "group"), &result))
		return false;
	result.name = text_of(arena, user, "full_name");
	result.email = text_of(arena, user, "email");
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

/* Customers */

static const char *full_name(struct arena *arena, const cJSON *row)
{
	const char *full = text_of(arena, row, "fullname");

	if (*full)
		return full;
	const char *first = text_of(arena, row, "firstname");
	const char *last = text_of(arena, row, "lastname");
	return *first && *last ? arena_printf(arena, "%s %s", first, last) : *first ? first : last;
}

/* Notes that a field is not what is documented; the first one of a row is named. */
static void note_odd(struct decode_row *out, unsigned *bits, enum odd odd, const char *field)
{
	*bits |= odd;
	if (!*out->odd_field)
		out->odd_field = field;
}

struct addresses {
	struct customer_address *items;
	size_t count;
};

static void add_address(struct arena *arena, const char *field, const cJSON *item,
			struct addresses *addresses, struct decode_row *out)
{
	const char *text = is_text(item) ? json_text(arena, item) : "";

	if (!is_text(item))
		note_odd(out, &out->customer.odd, ODD_EMAIL, field);
	else if (*text)
		addresses->items[addresses->count++] = (struct customer_address){ field, text };
}

/* A text, or an array of texts. */
static void add_address_list(struct arena *arena, const char *field, const cJSON *item,
			     struct addresses *addresses, struct decode_row *out)
{
	const cJSON *one;

	if (!cJSON_IsArray(item)) {
		if (item)
			add_address(arena, field, item, addresses, out);
		return;
	}
	cJSON_ArrayForEach(one, item)
	{
		add_address(arena, field, one, addresses, out);
	}
}

static void add_contacts(struct arena *arena, const cJSON *contacts, struct addresses *addresses,
			 struct decode_row *out)
{
	const cJSON *contact;
	size_t number = 0;

	if (!contacts || cJSON_IsNull(contacts))
		return;
	if (!cJSON_IsArray(contacts)) {
		note_odd(out, &out->customer.odd, ODD_EMAIL, "contacts");
		return;
	}
	cJSON_ArrayForEach(contact, contacts)
	{
		const char *field = arena_printf(arena, "contacts[%zu].email", number++);
		const cJSON *email = json_get(contact, "email");
		if (!cJSON_IsObject(contact))
			note_odd(out, &out->customer.odd, ODD_EMAIL, field);
		else if (email)
			add_address(arena, field, email, addresses, out);
	}
}

static size_t count_items(const cJSON *item)
{
	return cJSON_IsArray(item) ? (size_t)cJSON_GetArraySize(item) : 1;
}

static void decode_addresses(struct arena *arena, const cJSON *row, struct decode_row *out)
{
	static const char *const fields[] = { "notification_email", "invoice_cc_emails" };
	const cJSON *contacts = json_get(row, "contacts");
	size_t most = count_items(contacts);
	struct addresses addresses = { .count = 0 };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		most += count_items(json_get(row, fields[i]));
	addresses.items = arena_array(arena, most, sizeof *addresses.items);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		add_address_list(arena, fields[i], json_get(row, fields[i]), &addresses, out);
	add_contacts(arena, contacts, &addresses, out);
	out->customer.addresses = addresses.items;
	out->customer.address_count = addresses.count;
}

static bool decode_customer(struct arena *arena, const cJSON *row, struct decode_row *out)
{
	static const struct {
		const char *field;
		bool required;
		enum odd odd;
	} texts[] = {
		{ "business_name", true, ODD_NAME }, { "fullname", false, ODD_NAME },
		{ "firstname", false, ODD_NAME },    { "lastname", false, ODD_NAME },
		{ "email", true, ODD_EMAIL },
	};

	if (!json_id(json_get(row, "id"), &out->id))
		return false;
	out->customer = (struct customer){ .id = out->id,
					   .business_name = text_of(arena, row, "business_name"),
					   .full_name = full_name(arena, row),
					   .email = text_of(arena, row, "email"),
					   .disabled = json_tri(json_get(row, "disabled")) };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const cJSON *item = json_get(row, texts[i].field);
		if (item ? !is_text(item) : texts[i].required)
			note_odd(out, &out->customer.odd, texts[i].odd, texts[i].field);
	}
	if (!is_flag_or_absent(json_get(row, "disabled")))
		note_odd(out, &out->customer.odd, ODD_STATE, "disabled");
	decode_addresses(arena, row, out);
	return true;
}

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

static bool decode_line(struct arena *arena, const cJSON *row, struct schedule_line *out)
{
	const char *name = text_of(arena, row, "name");

	if (!cJSON_IsObject(row) || !is_text_or_absent(json_get(row, "name")) ||
	    !is_text_or_absent(json_get(row, "description")) ||
	    !is_text_or_absent(json_get(row, "quantity")))
		return false;
	*out = (struct schedule_line){ .name = *name ? name : text_of(arena, row, "description"),
				       .quantity = text_of(arena, row, "quantity"),
				       .computed = is_set(json_get(row, "recurring_type_id")),
				       .one_time = one_time(json_get(row, "one_time_charge")) };
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

static bool decode_schedule(struct arena *arena, const cJSON *row, struct decode_row *out)
{
	static const char *const texts[] = { "name", "frequency" };
	const cJSON *customer = json_get(row, "customer_id");
	struct schedule *schedule = &out->schedule;

	*schedule = (struct schedule){ .id = 0 };
	if (!json_id(json_get(row, "id"), &schedule->id))
		return false;
	out->id = schedule->id;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!is_text_or_absent(json_get(row, texts[i])))
			note_odd(out, &schedule->odd, ODD_NAME, texts[i]);
	if (!cJSON_IsNull(customer) && !json_id(customer, &schedule->customer_id))
		note_odd(out, &schedule->odd, ODD_CUSTOMER, "customer_id");
	if (!is_text_or_absent(json_get(row, "next_run")))
		note_odd(out, &schedule->odd, ODD_RUN, "next_run");
	if (!is_flag_or_absent(json_get(row, "paused")))
		note_odd(out, &schedule->odd, ODD_STATE, "paused");
	if (!decode_lines(arena, json_get(row, "lines"), schedule))
		note_odd(out, &schedule->odd, ODD_LINES, "lines");
	schedule->name = text_of(arena, row, "name");
	schedule->frequency = text_of(arena, row, "frequency");
	schedule->next_run = text_of(arena, row, "next_run");
	schedule->paused = json_tri(json_get(row, "paused"));
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

void decode_keep(struct account *account, enum list list, void *rows, size_t count)
{
	decoders[list].keep(account, rows, count);
}
