#include "audit/syncro/keep.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/jumpcloud/path.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/endpoint.h"
#include "audit/syncro/field.h"

enum keep_kind {
	KEEP_VALUE,  /* a text, number, flag or null, or an array of them */
	KEEP_OBJECT, /* of the fields inside */
	KEEP_ROWS,   /* an array of objects of the fields inside */
	KEEP_NAMED,  /* the same, or in place of an object a name, or an id with a name */
	KEEP_FLAGS,  /* objects of flags, whatever their names */
	KEEP_TEXTS,  /* texts in a list, or by field; one alone is dropped */
	KEEP_FILLED, /* the names, and whether something stands there */
};

struct keep_field {
	const char *key; /* NULL ends a list; "" is any other key, by its shape */
	enum keep_kind kind;
	const struct keep_field *inside;
};

#define VALUE(key)                                                                                 \
	{                                                                                          \
		key, KEEP_VALUE, NULL                                                              \
	}
#define END                                                                                        \
	{                                                                                          \
		NULL, KEEP_VALUE, NULL                                                             \
	}
/* What Syncro says went wrong, in all its spellings. */
#define COMPLAINTS                                                                                 \
	{ "error", KEEP_FLAGS, NULL }, { "errors", KEEP_FLAGS, NULL }, VALUE("success"),           \
		VALUE("authorized"), VALUE("allowed"), VALUE("permitted")

static const struct keep_field named[] = { VALUE("id"), VALUE("name"), END };
static const struct keep_field meta[] = { VALUE("page"), VALUE("per_page"), VALUE("total_pages"),
					  VALUE("total_entries"), END };
static const struct keep_field me[] = { COMPLAINTS,
					VALUE("user_id"),
					VALUE("user_name"),
					VALUE("user_email"),
					VALUE("subdomain"),
					VALUE("admin"),
					VALUE("two_factor_required"),
					{ "permissions", KEEP_FLAGS, NULL },
					END };
static const struct keep_field user[] = { VALUE("id"),
					  VALUE("email"),
					  VALUE("full_name"),
					  VALUE("name"),
					  VALUE("admin"),
					  { "group", KEEP_NAMED, named },
					  END };
static const struct keep_field user_detail[] = { COMPLAINTS, { "user", KEEP_OBJECT, user }, END };
static const struct keep_field users[] = {
	COMPLAINTS, { "meta", KEEP_OBJECT, meta }, { "users", KEEP_NAMED, user }, END
};
static const struct keep_field contact[] = {
	VALUE("id"), VALUE("email"), { "properties", KEEP_FILLED, NULL }, END
};
static const struct keep_field customer[] = { VALUE("id"),
					      VALUE("business_name"),
					      VALUE("firstname"),
					      VALUE("lastname"),
					      VALUE("fullname"),
					      VALUE("email"),
					      VALUE("notification_email"),
					      VALUE("invoice_cc_emails"),
					      VALUE("no_email"),
					      VALUE("disabled"),
					      { "contacts", KEEP_ROWS, contact },
					      { "properties", KEEP_FILLED, NULL },
					      END };
static const struct keep_field customers[] = {
	COMPLAINTS, { "meta", KEEP_OBJECT, meta }, { "customers", KEEP_ROWS, customer }, END
};
static const struct keep_field line[] = { VALUE("id"),
					  VALUE("name"),
					  VALUE("description"),
					  VALUE("quantity"),
					  VALUE("recurring_type_id"),
					  VALUE("one_time_charge"),
					  END };
static const struct keep_field schedule[] = { VALUE("id"),
					      VALUE("customer_id"),
					      VALUE("name"),
					      VALUE("frequency"),
					      VALUE("next_run"),
					      VALUE("paused"),
					      { "lines", KEEP_ROWS, line },
					      END };
static const struct keep_field schedules[] = {
	COMPLAINTS, { "meta", KEEP_OBJECT, meta }, { "schedules", KEEP_ROWS, schedule }, END
};
static const struct keep_field just_id[] = { COMPLAINTS, VALUE("id"), END };
static const struct keep_field tickets[] = {
	COMPLAINTS, { "meta", KEEP_OBJECT, meta }, { "tickets", KEEP_ROWS, just_id }, END
};
static const struct keep_field ticket_settings[] = { COMPLAINTS, VALUE("ticket_status_list"), END };
static const struct keep_field settings_of_tickets[] = { VALUE("problem_types"),
							 VALUE("priorities"), END };
static const struct keep_field settings[] = { COMPLAINTS,
					      { "ticket", KEEP_OBJECT, settings_of_tickets },
					      END };
static const struct keep_field sku[] = { VALUE("sku"), END };
static const struct keep_field product[] = {
	VALUE("id"), VALUE("name"), VALUE("disabled"), { "product_skus", KEEP_ROWS, sku }, END
};
static const struct keep_field products[] = {
	COMPLAINTS, { "meta", KEEP_OBJECT, meta }, { "products", KEEP_ROWS, product }, END
};
/* A probe's answer: that it is a record or a list, whose, and what it says of a right. */
static const struct keep_field probe[] = { COMPLAINTS,
					   { "message", KEEP_TEXTS, NULL },
					   VALUE("id"),
					   VALUE("can_manage"),
					   { "meta", KEEP_OBJECT, meta },
					   { "", KEEP_ROWS, just_id },
					   END };

static const struct keep_field mtp_admin[] = { VALUE("_id"),	   VALUE("id"),
					       VALUE("email"),	   VALUE("firstname"),
					       VALUE("lastname"),  VALUE("roleName"),
					       VALUE("suspended"), END };
static const struct keep_field mtp_integration[] = { VALUE("integrationId"), VALUE("id"),
						     VALUE("type"), END };
static const struct keep_field mtp_mapping[] = { { "company", KEEP_OBJECT, named },
						 { "organization", KEEP_OBJECT, named },
						 END };
static const struct keep_field mtp_admins[] = {
	COMPLAINTS, VALUE("totalCount"), { "results", KEEP_ROWS, mtp_admin }, END
};
static const struct keep_field mtp_integrations[] = {
	COMPLAINTS, VALUE("totalCount"), { "records", KEEP_ROWS, mtp_integration }, END
};
static const struct keep_field mtp_detail[] = { COMPLAINTS, VALUE("id"), VALUE("subdomain"),
						VALUE("isMspAuthConfigured"), END };
static const struct keep_field mtp_mappings[] = {
	COMPLAINTS, VALUE("totalCount"), { "records", KEEP_ROWS, mtp_mapping }, END
};

static const struct keep_field *mtp_fields(const char *path)
{
	TABLE(const struct keep_field *const, fields, MTP_KIND_COUNT, [MTP_OTHER] = probe,
	      [MTP_ADMINS] = mtp_admins, [MTP_INTEGRATIONS] = mtp_integrations,
	      [MTP_DETAIL] = mtp_detail, [MTP_MAPPINGS] = mtp_mappings);

	return fields[mtp_path_parse(path).kind];
}

/* What some profile's check looks at, else a probe. */
static const struct keep_field *look_fields(const char *method, const char *path)
{
	static const struct {
		const char *path;
		bool query; /* what follows is a query */
		const struct keep_field *fields;
	} looks[] = {
		{ "/tickets/settings", false, ticket_settings },
		{ "/settings", false, settings },
		{ "/products?name=", true, products },
		{ "/products?sku=", true, products },
	};

	for (size_t i = 0; strcmp(method, "GET") == 0 && i < COUNT_OF(looks); i++)
		if (looks[i].query ? strncmp(path, looks[i].path, strlen(looks[i].path)) == 0
				   : strcmp(path, looks[i].path) == 0)
			return looks[i].fields;
	return probe;
}

static const struct keep_field *syncro_fields(const char *method, const char *path)
{
	TABLE(const struct keep_field *const, lists,
	      LIST_COUNT, [LIST_NONE] = probe, [LIST_USERS] = users, [LIST_CUSTOMERS] = customers,
	      [LIST_SCHEDULES] = schedules, [LIST_TICKETS] = tickets);
	const struct endpoint endpoint = endpoint_parse(method, path);

	switch (endpoint.kind) {
	case ENDPOINT_ME:
		return me;
	case ENDPOINT_USER:
		return user_detail;
	case ENDPOINT_LIST:
		return lists[endpoint.list];
	case ENDPOINT_OTHER:
		break;
	}
	return look_fields(method, path);
}

static bool is_container(const cJSON *item)
{
	return cJSON_IsObject(item) || cJSON_IsArray(item);
}

static void empty(cJSON *item)
{
	cJSON_Delete(item->child);
	item->child = NULL;
}

/* What is no value that anybody reads: that it was there is all that stays. */
static void blank(cJSON *item)
{
	if (cJSON_IsString(item))
		item->valuestring[0] = '\0';
	else if (cJSON_IsNumber(item))
		cJSON_SetNumberValue(item, 0);
	else
		empty(item);
}

static void replace(cJSON *parent, cJSON *item, cJSON *with)
{
	cJSON_ReplaceItemViaPointer(parent, item, with);
}

/* A value among values; a nested one that does not belong there is emptied. */
static void keep_value(cJSON *item)
{
	cJSON *inner;

	if (cJSON_IsObject(item))
		empty(item);
	cJSON_ArrayForEach(inner, item)
	{
		if (is_container(inner))
			empty(inner);
	}
}

/* true or false; 0 where it may be a box that is not ticked: each is read as what it stands for. */
static cJSON *create_filled(enum tri filled)
{
	return filled == TRI_UNKNOWN ? cJSON_CreateNumber(0) : cJSON_CreateBool(filled == TRI_YES);
}

/* What a custom field holds is nobody's business. */
static void keep_filled(cJSON *item)
{
	for (cJSON *inner = item->child, *next; inner; inner = next) {
		next = inner->next;
		cJSON *filled = create_filled(field_filled(inner));
		if (inner->string)
			filled->string = json_strdup(inner->string);
		replace(item, inner, filled);
	}
}

static void keep_flags(cJSON *item)
{
	cJSON *area;

	cJSON_ArrayForEach(area, item)
	{
		cJSON *flag;
		cJSON_ArrayForEach(flag, area)
		{
			if (is_container(flag))
				empty(flag);
		}
	}
}

/* An array of values in place of an object: [17, "Joe Doe"]. */
static void keep_pair(cJSON *row)
{
	while (cJSON_GetArraySize(row) > 2)
		cJSON_DeleteItemFromArray(row, 2);
	keep_value(row);
}

static const struct keep_field *field_of(const struct keep_field *fields, const cJSON *item)
{
	for (; fields->key; fields++)
		if (!*fields->key ? is_container(item) : strcmp(fields->key, item->string) == 0)
			return fields->kind != KEEP_TEXTS || is_container(item) ? fields : NULL;
	return NULL;
}

/* Objects whose members are still to be sorted, each with the fields that may stay. */
struct work {
	struct {
		cJSON *object;
		const struct keep_field *fields;
	} * items;
	size_t count, capacity;
};

static void add_work(struct work *work, cJSON *object, const struct keep_field *fields)
{
	ARRAY_RESERVE(work->items, work->count, work->capacity);
	work->items[work->count].object = object;
	work->items[work->count++].fields = fields;
}

static void keep_rows(struct work *work, cJSON *rows, const struct keep_field *fields, bool by_name)
{
	cJSON *row;

	cJSON_ArrayForEach(row, rows)
	{
		if (cJSON_IsObject(row))
			add_work(work, row, fields);
		else if (!by_name)
			blank(row);
		else if (cJSON_IsArray(row))
			keep_pair(row);
	}
}

static void keep_complaint(cJSON *item)
{
	if (cJSON_IsObject(item))
		keep_flags(item);
	else
		keep_value(item);
}

static void keep_member(struct work *work, cJSON *item, const struct keep_field *field)
{
	const bool by_name = field->kind == KEEP_NAMED;

	if (field->kind == KEEP_VALUE)
		keep_value(item);
	else if (field->kind == KEEP_FLAGS || field->kind == KEEP_TEXTS)
		keep_complaint(item);
	else if (field->kind == KEEP_FILLED && cJSON_IsObject(item))
		keep_filled(item);
	else if (field->inside && cJSON_IsObject(item))
		add_work(work, item, field->inside);
	else if ((by_name || field->kind == KEEP_ROWS) && cJSON_IsArray(item))
		keep_rows(work, item, field->inside, by_name);
	else if (!by_name)
		blank(item);
}

/* That an object had something in it is told by its first member, without its value. */
static void keep_one(cJSON *object, cJSON *first)
{
	blank(first);
	object->child = first;
	first->prev = first;
	first->next = NULL;
}

static void sort_members(struct work *work, cJSON *object, const struct keep_field *fields)
{
	cJSON *first = NULL;

	for (cJSON *item = object->child, *next; item; item = next) {
		next = item->next;
		const struct keep_field *field = field_of(fields, item);
		if (field) {
			keep_member(work, item, field);
			continue;
		}
		cJSON *dropped = cJSON_DetachItemViaPointer(object, item);
		if (first)
			cJSON_Delete(dropped);
		else
			first = dropped;
	}
	if (first && !object->child)
		keep_one(object, first);
	else
		cJSON_Delete(first);
}

void keep_fields(cJSON *body, enum api api, const char *method, const char *path)
{
	const struct keep_field *fields =
		api == API_MTP ? mtp_fields(path) : syncro_fields(method, path);
	struct work work = { .count = 0 };

	if (answer_is_message(body))
		keep_complaint(body->child);
	else if (cJSON_IsObject(body))
		add_work(&work, body, fields);
	else
		keep_rows(&work, body, just_id, false);
	while (work.count > 0) {
		work.count--;
		sort_members(&work, work.items[work.count].object, work.items[work.count].fields);
	}
	free(work.items);
}
