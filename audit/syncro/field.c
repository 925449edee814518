#include "audit/syncro/field.h"

#include "audit/core/array.h"
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

/* How a form of Rails', which Syncro is written in, says that a box is not ticked; how Syncro's
 * API delivers one is not documented. */
static bool may_be_unticked(const cJSON *item)
{
	static const char *const words[] = { "0", "f", "false", "off" };

	if (cJSON_IsNumber(item))
		return item->valuedouble == 0.0;
	for (size_t i = 0; cJSON_IsString(item) && i < COUNT_OF(words); i++)
		if (text_equal_ignoring_case(item->valuestring, words[i]))
			return true;
	return false;
}

static enum tri value_filled(const cJSON *item)
{
	if (may_be_unticked(item))
		return TRI_UNKNOWN;
	if (cJSON_IsString(item))
		return text_is_blank(item->valuestring) ? TRI_NO : TRI_YES;
	return item->child || cJSON_IsNumber(item) || cJSON_IsTrue(item) ? TRI_YES : TRI_NO;
}

enum tri field_filled(const cJSON *item)
{
	enum tri filled = TRI_NO;
	const cJSON *inner;

	if (!cJSON_IsArray(item) && !cJSON_IsObject(item))
		return value_filled(item);
	cJSON_ArrayForEach(inner, item)
	{
		const enum tri one = value_filled(inner);
		if (one == TRI_YES)
			return TRI_YES;
		if (one == TRI_UNKNOWN)
			filled = TRI_UNKNOWN;
	}
	return filled;
}

const char *field_text(struct arena *arena, const cJSON *object, const char *key)
{
	return json_text(arena, json_get(object, key));
}

void field_note_odd(struct decode_row *out, uint8_t *bits, enum odd odd, const char *field)
{
	*bits = (uint8_t)(*bits | odd);
	if (!*out->odd_field)
		out->odd_field = field;
}
