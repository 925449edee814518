#include "audit/syncro/field.h"

#include "audit/core/json/json.h"
#include "audit/core/text.h"

bool field_is_text(const cJSON *item)
{
	return cJSON_IsString(item) || cJSON_IsNumber(item) || cJSON_IsNull(item);
}

bool field_is_flag_or_absent(const cJSON *item)
{
	return !item || cJSON_IsNull(item) || cJSON_IsBool(item);
}

static bool is_filled_value(const cJSON *item)
{
	if (cJSON_IsString(item))
		return !text_is_blank(item->valuestring);
	return item->child != NULL || cJSON_IsNumber(item) || cJSON_IsBool(item);
}

bool field_is_filled(const cJSON *item)
{
	const cJSON *inner;

	if (!cJSON_IsArray(item) && !cJSON_IsObject(item))
		return is_filled_value(item);
	cJSON_ArrayForEach(inner, item)
	{
		if (is_filled_value(inner))
			return true;
	}
	return false;
}

const char *field_text(struct arena *arena, const cJSON *object, const char *key)
{
	return json_text(arena, json_get(object, key));
}

void field_note_odd(struct decode_row *out, unsigned *bits, enum odd odd, const char *field)
{
	*bits |= odd;
	if (!*out->odd_field)
		out->odd_field = field;
}
