#include "tests/standin/secrets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/standin/store.h"

static void put(cJSON *object, const char *key, const char *value)
{
	if (cJSON_GetObjectItemCaseSensitive(object, key))
		(void)cJSON_ReplaceItemInObjectCaseSensitive(object, key,
							     cJSON_CreateString(value));
	else
		(void)cJSON_AddStringToObject(object, key, value);
}

static void restore_in(cJSON *row)
{
	const cJSON *id = cJSON_GetObjectItemCaseSensitive(row, "id");
	const double number = cJSON_IsNumber(id) ? id->valuedouble : 0;
	char link[256];

	if (cJSON_GetObjectItemCaseSensitive(row, "business_name")) {
		/* What Syncro tells of a customer and no report has a use for. */
		put(row, "notes", STORE_SECRET "-NOTES");
		put(row, "phone", STORE_SECRET "-PHONE");
		put(row, "address", STORE_SECRET "-ADDRESS");
		(void)snprintf(
			link, sizeof link,
			"https://sample.example/my_profile/v2/index?portal_key=%s-PORTAL-%.0f",
			STORE_SECRET, number);
		put(row, "online_profile_url", link);
	}
	if (cJSON_GetObjectItemCaseSensitive(row, "pdf_url")) {
		(void)snprintf(link, sizeof link, "https://sample.example/pdf/%s-PDF-%.0f",
			       STORE_SECRET, number);
		put(row, "pdf_url", link);
	}
}

/* Secrets stand in a row of a list, in the object of a detail, or at the top. */
void secrets_restore(cJSON *body)
{
	cJSON *member = NULL, *row = NULL;

	if (cJSON_GetObjectItemCaseSensitive(body, "user_email"))
		put(body, "user_token", STORE_SECRET "-USER-TOKEN-4711");
	cJSON_ArrayForEach(member, body)
	{
		restore_in(member);
		if (cJSON_IsArray(member))
			cJSON_ArrayForEach(row, member) restore_in(row);
	}
}

static void change(cJSON *me, char *change_text)
{
	char *value = strchr(change_text, '='), *dot = strchr(change_text, '.');
	cJSON *object = me;

	if (!value)
		return;
	*value++ = '\0';
	if (dot && dot < value) {
		*dot = '\0';
		object = cJSON_GetObjectItemCaseSensitive(
			cJSON_GetObjectItemCaseSensitive(me, "permissions"), change_text);
		change_text = dot + 1;
	}
	if (!cJSON_GetObjectItemCaseSensitive(object, change_text))
		return;
	cJSON *parsed = cJSON_Parse(value);
	(void)cJSON_ReplaceItemInObjectCaseSensitive(object, change_text,
						     parsed ? parsed : cJSON_CreateString(value));
}

void secrets_declare(cJSON *me, const char *changes)
{
	char copy[1024], *rest = NULL;

	(void)snprintf(copy, sizeof copy, "%s", changes);
	for (char *one = strtok_r(copy, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
		change(me, one);
}
