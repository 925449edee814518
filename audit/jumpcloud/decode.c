#include "audit/jumpcloud/decode.h"

#include <inttypes.h>

#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/jumpcloud/path.h"

static bool is_text_or_absent(const cJSON *item)
{
	return !item || cJSON_IsString(item) || cJSON_IsNull(item);
}

static bool is_flag_or_absent(const cJSON *item)
{
	return !item || cJSON_IsBool(item) || cJSON_IsNull(item);
}

static const char *text_of(struct arena *arena, const cJSON *object, const char *key)
{
	return json_text(arena, json_get(object, key));
}

static const char *full_name(struct arena *arena, const cJSON *row)
{
	const char *first = text_of(arena, row, "firstname");
	const char *last = text_of(arena, row, "lastname");

	return *first && *last ? arena_printf(arena, "%s %s", first, last) : *first ? first : last;
}

bool mtp_decode_admin(struct arena *arena, const cJSON *row, struct mtp_admin *out,
		      const char **key)
{
	const cJSON *role = json_get(row, "roleName");
	const char *id = text_of(arena, row, json_get(row, "_id") ? "_id" : "id");

	if (!*id || !cJSON_IsString(role) || text_is_blank(role->valuestring) ||
	    !is_text_or_absent(json_get(row, "email")) ||
	    !is_text_or_absent(json_get(row, "firstname")) ||
	    !is_text_or_absent(json_get(row, "lastname")) ||
	    !is_flag_or_absent(json_get(row, "suspended")))
		return false;
	*out = (struct mtp_admin){ .id = id,
				   .name = full_name(arena, row),
				   .email = text_of(arena, row, "email"),
				   .role = json_text(arena, role),
				   .suspended = json_tri(json_get(row, "suspended")) };
	*key = id;
	return true;
}

bool mtp_decode_integration(struct arena *arena, const cJSON *row, struct mtp_integration *out,
			    const char **key)
{
	const cJSON *type = json_get(row, "type");
	const char *id =
		text_of(arena, row, json_get(row, "integrationId") ? "integrationId" : "id");

	if (!*id || !cJSON_IsString(type))
		return false;
	bool syncro = text_equal_ignoring_case(type->valuestring, "syncro");
	if (syncro && !mtp_path_is_id(id))
		return false;
	*out = (struct mtp_integration){ .id = syncro ? id : "", .subdomain = "" };
	*key = id;
	return true;
}

bool mtp_decode_company(struct arena *arena, const cJSON *row, struct mtp_company *out,
			const char **key)
{
	const cJSON *company = json_get(row, "company");
	const cJSON *organization = json_get(row, "organization");
	const cJSON *name = json_get(company, "name");
	int64_t id = 0;

	if (!json_id(json_get(company, "id"), &id) || !cJSON_IsString(name) ||
	    text_is_blank(name->valuestring))
		return false;
	*out = (struct mtp_company){ .customer_id = id,
				     .name = json_text(arena, name),
				     .organization = text_of(arena, organization, "name") };
	*key = arena_printf(arena, "%" PRId64 "/%s", id, text_of(arena, organization, "id"));
	return true;
}
