#include "audit/syncro/field.h"

#include "audit/core/json/json.h"

bool field_is_text(const cJSON *item)
{
	return cJSON_IsString(item) || cJSON_IsNumber(item) || cJSON_IsNull(item);
}

bool field_is_flag_or_absent(const cJSON *item)
{
	return !item || cJSON_IsNull(item) || cJSON_IsBool(item);
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
