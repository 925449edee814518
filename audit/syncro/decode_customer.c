/* A customer and its addresses. */
#include "audit/syncro/internal.h"

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/syncro/field.h"

static const char *full_name(struct arena *arena, const cJSON *row)
{
	const char *full = field_text(arena, row, "fullname");

	if (*full)
		return full;
	const char *first = field_text(arena, row, "firstname");
	const char *last = field_text(arena, row, "lastname");
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
		const char *field = arena_printf(arena, "contacts[%zu].email", number++);
		const cJSON *email = json_get(contact, "email");
		if (!cJSON_IsObject(contact))
			field_note_odd(out, &out->customer.odd, ODD_EMAIL, field);
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

	for (size_t i = 0; i < COUNT_OF(fields); i++)
		most += count_items(json_get(row, fields[i]));
	addresses.items = arena_array(arena, most, sizeof *addresses.items);
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		add_address_list(arena, fields[i], json_get(row, fields[i]), &addresses, out);
	add_contacts(arena, contacts, &addresses, out);
	out->customer.addresses = addresses.items;
	out->customer.address_count = addresses.count;
}

struct fields {
	struct custom_field *items;
	size_t count;
};

static size_t count_fields(const cJSON *record)
{
	return (size_t)cJSON_GetArraySize(json_get(record, "properties"));
}

/* Whether the record tells its custom fields. */
static bool add_fields(struct arena *arena, const cJSON *record, size_t contact,
		       struct fields *fields)
{
	const cJSON *properties = json_get(record, "properties"), *field;

	if (!cJSON_IsObject(properties))
		return false;
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

static void decode_fields(struct arena *arena, const cJSON *row, struct customer *customer)
{
	const cJSON *contacts = json_get(row, "contacts"), *contact;
	size_t most = count_fields(row);
	struct fields fields = { .count = 0 };

	cJSON_ArrayForEach(contact, contacts)
	{
		most += count_fields(contact);
	}
	fields.items = arena_array(arena, most, sizeof *fields.items);
	customer->fields_known = add_fields(arena, row, 0, &fields);
	customer->contact_fields_known = cJSON_IsArray(contacts);
	cJSON_ArrayForEach(contact, contacts)
	{
		if (!add_fields(arena, contact, ++customer->contact_count, &fields))
			customer->contact_fields_known = false;
	}
	customer->fields = fields.items;
	customer->field_count = fields.count;
}

bool decode_customer(struct arena *arena, const cJSON *row, struct decode_row *out)
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
					   .business_name = field_text(arena, row, "business_name"),
					   .full_name = full_name(arena, row),
					   .email = field_text(arena, row, "email"),
					   .disabled = json_tri(json_get(row, "disabled")) };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const cJSON *item = json_get(row, texts[i].field);
		if (item ? !field_is_text(item) : texts[i].required)
			field_note_odd(out, &out->customer.odd, texts[i].odd, texts[i].field);
	}
	if (!field_is_flag_or_absent(json_get(row, "disabled")))
		field_note_odd(out, &out->customer.odd, ODD_STATE, "disabled");
	decode_addresses(arena, row, out);
	decode_fields(arena, row, &out->customer);
	return true;
}
