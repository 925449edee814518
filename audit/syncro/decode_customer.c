/* A customer and its addresses. */
#include "audit/syncro/internal.h"

#include <stdio.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/syncro/field.h"

/* What is read of a row, in the order in which Syncro tells it. */
enum member {
	ID,
	FIRST_NAME,
	LAST_NAME,
	FULL_NAME,
	BUSINESS_NAME,
	EMAIL,
	DISABLED,
	NOTIFICATION,
	COPIES,
	PROPERTIES,
	CONTACTS,
	MEMBER_COUNT
};

static const char *const keys[MEMBER_COUNT] = {
	[ID] = "id",
	[FIRST_NAME] = "firstname",
	[LAST_NAME] = "lastname",
	[FULL_NAME] = "fullname",
	[BUSINESS_NAME] = "business_name",
	[EMAIL] = "email",
	[DISABLED] = "disabled",
	[NOTIFICATION] = "notification_email",
	[COPIES] = "invoice_cc_emails",
	[PROPERTIES] = "properties",
	[CONTACTS] = "contacts",
};

static const char *full_name(struct arena *arena, const cJSON *const row[])
{
	const char *full = json_text(arena, row[FULL_NAME]);

	if (*full)
		return full;
	const char *first = json_text(arena, row[FIRST_NAME]);
	const char *last = json_text(arena, row[LAST_NAME]);
	return *first && *last ? arena_printf(arena, "%s %s", first, last) : *first ? first : last;
}

struct addresses {
	struct customer_address *items;
	size_t count;
};

static void add_address(struct arena *arena, const char *field, const cJSON *item,
			struct addresses *addresses, struct decode_row *out)
{
	const char *text = field_is_text(item) ? json_text(arena, item) : "";

	if (!field_is_text(item))
		field_note_odd(out, &out->customer.odd, ODD_EMAIL, field);
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
		field_note_odd(out, &out->customer.odd, ODD_EMAIL, "contacts");
		return;
	}
	cJSON_ArrayForEach(contact, contacts)
	{
		char name[sizeof "contacts[].email" + 20];
		(void)snprintf(name, sizeof name, "contacts[%zu].email", number++);
		const char *field = arena_share(arena, name);
		const cJSON *email = json_get(contact, "email");
		if (!cJSON_IsObject(contact))
			field_note_odd(out, &out->customer.odd, ODD_EMAIL, field);
		else if (email)
			add_address(arena, field, email, addresses, out);
	}
}

static size_t count_items(const cJSON *item)
{
	return cJSON_IsArray(item) ? (size_t)cJSON_GetArraySize(item) : item != NULL;
}

static void decode_addresses(struct arena *arena, const cJSON *const row[], struct decode_row *out)
{
	static const enum member fields[] = { NOTIFICATION, COPIES };
	size_t most = count_items(row[CONTACTS]);
	struct addresses addresses = { .count = 0 };

	for (size_t i = 0; i < COUNT_OF(fields); i++)
		most += count_items(row[fields[i]]);
	if (most == 0)
		return;
	addresses.items = arena_array(arena, most, sizeof *addresses.items);
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		add_address_list(arena, keys[fields[i]], row[fields[i]], &addresses, out);
	add_contacts(arena, row[CONTACTS], &addresses, out);
	out->customer.addresses = addresses.items;
	out->customer.address_count = (uint32_t)addresses.count;
}

struct fields {
	struct custom_field *items;
	size_t count;
};

/* Whether the record tells its custom fields. */
static bool add_fields(struct arena *arena, const cJSON *properties, uint32_t contact,
		       struct fields *fields)
{
	const cJSON *field;

	if (!cJSON_IsObject(properties))
		return false;
	if (!fields->items) /* no record has any */
		return true;
	cJSON_ArrayForEach(field, properties)
	{
		fields->items[fields->count++] =
			(struct custom_field){ .name = text_clean(arena, field->string),
					       .of_contact = contact > 0,
					       .filled = field_filled(field),
					       .contact = contact };
	}
	return true;
}

static void decode_fields(struct arena *arena, const cJSON *const row[], struct customer *customer)
{
	const cJSON *contact;
	size_t most = (size_t)cJSON_GetArraySize(row[PROPERTIES]);
	struct fields fields = { .count = 0 };

	cJSON_ArrayForEach(contact, row[CONTACTS])
	{
		most += (size_t)cJSON_GetArraySize(json_get(contact, keys[PROPERTIES]));
	}
	if (most > 0)
		fields.items = arena_array(arena, most, sizeof *fields.items);
	customer->fields_known = add_fields(arena, row[PROPERTIES], 0, &fields);
	customer->contact_fields_known = cJSON_IsArray(row[CONTACTS]);
	cJSON_ArrayForEach(contact, row[CONTACTS])
	{
		if (!add_fields(arena, json_get(contact, keys[PROPERTIES]),
				++customer->contact_count, &fields))
			customer->contact_fields_known = false;
	}
	customer->fields = fields.items;
	customer->field_count = (uint32_t)fields.count;
}

bool decode_customer(struct arena *arena, const cJSON *item, struct decode_row *out)
{
	static const struct {
		enum member member;
		bool required;
		enum odd odd;
	} texts[] = {
		{ BUSINESS_NAME, true, ODD_NAME }, { FULL_NAME, false, ODD_NAME },
		{ FIRST_NAME, false, ODD_NAME },   { LAST_NAME, false, ODD_NAME },
		{ EMAIL, true, ODD_EMAIL },
	};
	const cJSON *row[MEMBER_COUNT];

	json_members(item, keys, MEMBER_COUNT, row);
	if (!json_id(row[ID], &out->id))
		return false;
	out->customer = (struct customer){ .id = out->id,
					   .business_name = json_text(arena, row[BUSINESS_NAME]),
					   .full_name = full_name(arena, row),
					   .email = json_text(arena, row[EMAIL]),
					   .disabled = json_tri(row[DISABLED]) };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const cJSON *text = row[texts[i].member];
		if (text ? !field_is_text(text) : texts[i].required)
			field_note_odd(out, &out->customer.odd, texts[i].odd,
				       keys[texts[i].member]);
	}
	if (!field_is_flag_or_absent(row[DISABLED]))
		field_note_odd(out, &out->customer.odd, ODD_STATE, keys[DISABLED]);
	decode_addresses(arena, row, out);
	decode_fields(arena, row, &out->customer);
	return true;
}
