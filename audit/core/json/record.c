#include "audit/core/json/record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/json/json.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"

/* A member of a struct that is read, and of one that is written. */
struct taking {
	const struct json_reader *reader;
	const struct json_place *at;
	const struct json_field *field;
	char *out;
};
struct putting {
	struct json_writer *w;
	const struct json_field *field;
	const char *key; /* NULL: an array's item */
	const char *in;
};

enum { TAKEN, WRONG, TOLD = -1 }; /* the mistake was told already */

static int take_value(const struct taking *t, const cJSON *item, void *to);
static void put_value(const struct putting *p, const void *from);

static bool take_text(const struct json_reader *reader, const cJSON *item, const char **to)
{
	if (cJSON_IsString(item))
		*to = json_text(reader->arena, item);
	return cJSON_IsString(item);
}

static bool take_boolean(const cJSON *item, bool *to)
{
	*to = cJSON_IsTrue(item);
	return cJSON_IsBool(item);
}

static bool take_maybe(const cJSON *item, enum tri *to)
{
	*to = json_tri(item);
	return cJSON_IsBool(item) || cJSON_IsNull(item);
}

static bool take_count(const cJSON *item, size_t *to)
{
	int64_t number = 0;

	if (!cJSON_IsNumber(item) || !json_count(item, &number))
		return false;
	*to = (size_t)number;
	return true;
}

static bool take_id(const cJSON *item, int64_t *to)
{
	return cJSON_IsNumber(item) && json_id(item, to);
}

static bool take_moment(const cJSON *item, int64_t *to)
{
	return cJSON_IsString(item) && clock_parse_iso(item->valuestring, to) == 0;
}

/* An enum without negative values is an unsigned int to gcc and clang. */
static bool take_word(const cJSON *item, const struct json_field *field, unsigned *to)
{
	int value = cJSON_IsString(item) ? field->from_name(item->valuestring) : -1;

	if (value >= 0)
		*to = (unsigned)value;
	return value >= 0;
}

static bool take_present(const cJSON *item, bool *to)
{
	*to = cJSON_IsObject(item);
	return *to || cJSON_IsNull(item);
}

/* A word, and whether there is one. */
static bool take_word_if(const struct taking *t, const cJSON *item, unsigned *to)
{
	bool *is_there = (bool *)(t->out + t->field->also);

	*is_there = !cJSON_IsNull(item);
	return !*is_there || take_word(item, t->field, to);
}

static bool take_scalar(const struct taking *t, const cJSON *item, void *to)
{
	switch (t->field->type) {
	case JSON_TEXT:
		return take_text(t->reader, item, to);
	case JSON_BOOLEAN:
		return take_boolean(item, to);
	case JSON_MAYBE:
		return take_maybe(item, to);
	case JSON_COUNT:
		return take_count(item, to);
	case JSON_ID:
		return take_id(item, to);
	case JSON_ID_OR_NULL:
		return cJSON_IsNull(item) || take_id(item, to);
	case JSON_MOMENT:
		return take_moment(item, to);
	case JSON_WORD:
		return take_word(item, t->field, to);
	case JSON_WORD_IF:
		return take_word_if(t, item, to);
	case JSON_PRESENT:
		return take_present(item, to);
	case JSON_LIST:
	case JSON_OBJECT:
	case JSON_LINK:
	case JSON_LINK_OR_NULL:
	case JSON_TYPE_COUNT:
		break;
	}
	return false;
}

static int take_plain(const struct taking *t, const cJSON *item, void *to)
{
	return take_scalar(t, item, to) ? TAKEN : WRONG;
}

static void put_maybe(const struct putting *p, enum tri value)
{
	if (value == TRI_UNKNOWN)
		json_null(p->w, p->key);
	else
		json_boolean(p->w, p->key, value == TRI_YES);
}

static void put_text(const struct putting *p, const char *text)
{
	if (text)
		json_string(p->w, p->key, text);
}

static void put_id(const struct putting *p, int64_t id)
{
	if (id)
		json_integer(p->w, p->key, id);
	else
		json_null(p->w, p->key);
}

static void put_word(const struct putting *p, unsigned value)
{
	if (p->field->type == JSON_WORD || *(const bool *)(p->in + p->field->also))
		json_string(p->w, p->key, p->field->name(value));
	else
		json_null(p->w, p->key);
}

static void put_plain(const struct putting *p, const void *from)
{
	switch (p->field->type) {
	case JSON_TEXT:
		put_text(p, *(const char *const *)from);
		break;
	case JSON_BOOLEAN:
		json_boolean(p->w, p->key, *(const bool *)from);
		break;
	case JSON_MAYBE:
		put_maybe(p, *(const enum tri *)from);
		break;
	case JSON_COUNT:
		json_integer(p->w, p->key, (int64_t)(*(const size_t *)from));
		break;
	case JSON_ID:
	case JSON_ID_OR_NULL:
		put_id(p, *(const int64_t *)from);
		break;
	case JSON_MOMENT:
		json_time(p->w, p->key, *(const int64_t *)from);
		break;
	case JSON_WORD:
	case JSON_WORD_IF:
		put_word(p, *(const unsigned *)from);
		break;
	case JSON_PRESENT: /* another field of that key is written */
	case JSON_LIST:
	case JSON_OBJECT:
	case JSON_LINK:
	case JSON_LINK_OR_NULL:
	case JSON_TYPE_COUNT:
		break;
	}
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int check_distinct(const struct taking *t, const char *rows, size_t count)
{
	const char **names = arena_array(t->reader->arena, count, sizeof *names);

	for (size_t i = 0; i < count; i++)
		memcpy(&names[i], rows + i * t->field->size, sizeof *names);
	if (count)
		qsort(names, count, sizeof *names, compare_texts);
	for (size_t i = 1; i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0) {
			const cJSON twice = { .type = cJSON_String,
					      .valuestring = (char *)names[i] };
			return json_mistake(t->reader, t->at, "every one once", &twice);
		}
	return TAKEN;
}

static int take_list(const struct taking *t, const cJSON *item, void *to)
{
	struct json_place place = { .outer = t->at };
	const struct json_field object = { .type = JSON_OBJECT, .record = t->field->record };
	const struct json_field *field = t->field->item ? t->field->item : &object;
	const struct taking each = { t->reader, &place, field, NULL };
	const cJSON *row;

	if (!cJSON_IsArray(item))
		return WRONG;
	char *rows =
		arena_array(t->reader->arena, (size_t)cJSON_GetArraySize(item), t->field->size);
	cJSON_ArrayForEach(row, item)
	{
		if (take_value(&each, row, rows + place.index * t->field->size) != TAKEN)
			return TOLD;
		place.index++;
	}
	memcpy(to, &rows, sizeof rows);
	memcpy(t->out + t->field->also, &place.index, sizeof place.index);
	return t->field->distinct ? check_distinct(t, rows, place.index) : TAKEN;
}

static void put_list(const struct putting *p, const void *from)
{
	const struct json_field object = { .type = JSON_OBJECT, .record = p->field->record };
	const struct json_field *field = p->field->item ? p->field->item : &object;
	const struct putting each = { p->w, field, NULL, NULL };
	const size_t size = p->field->size;
	const char *rows = NULL;
	size_t count = 0;

	memcpy(&rows, from, sizeof rows);
	memcpy(&count, p->in + p->field->also, sizeof count);
	char *made = rows ? NULL : xcalloc(1, size);
	json_array(p->w, p->key);
	for (size_t i = 0; i < count; i++) {
		if (made)
			p->field->make(p->in, i, made);
		put_value(&each, made ? made : rows + i * size);
	}
	json_end(p->w);
	free(made);
}

static int take_object(const struct taking *t, const cJSON *item, void *to)
{
	return json_record_read(t->reader, item, t->at, t->field->record, to);
}

static void put_object(const struct putting *p, const void *from)
{
	json_record_write(p->w, p->key, p->field->record, from);
}

static int take_link(const struct taking *t, const cJSON *item, void *to)
{
	if (!cJSON_IsObject(item))
		return cJSON_IsNull(item) && t->field->type == JSON_LINK_OR_NULL ? TAKEN : WRONG;
	void *linked = arena_alloc(t->reader->arena, t->field->record->size);
	memcpy(to, &linked, sizeof linked);
	return json_record_read(t->reader, item, t->at, t->field->record, linked);
}

static void put_link(const struct putting *p, const void *from)
{
	const void *linked = NULL;

	memcpy(&linked, from, sizeof linked);
	if (linked)
		json_record_write(p->w, p->key, p->field->record, linked);
	else if (p->field->type == JSON_LINK_OR_NULL)
		json_null(p->w, p->key);
}

/* What holds records itself nests as deep as the tables do, which are constants. */
static const struct {
	const char *expected;
	int (*take)(const struct taking *t, const cJSON *item, void *to);
	void (*put)(const struct putting *p, const void *from);
} kinds[] = {
	[JSON_TEXT] = { "a string", take_plain, put_plain },
	[JSON_BOOLEAN] = { "true or false", take_plain, put_plain },
	[JSON_MAYBE] = { "true, false or null", take_plain, put_plain },
	[JSON_COUNT] = { "a whole number", take_plain, put_plain },
	[JSON_ID] = { "a whole number above 0", take_plain, put_plain },
	[JSON_ID_OR_NULL] = { "a whole number above 0, or null", take_plain, put_plain },
	[JSON_MOMENT] = { "a time such as 2026-11-24T08:15:00Z", take_plain, put_plain },
	[JSON_WORD] = { "one of the words for it", take_plain, put_plain },
	[JSON_WORD_IF] = { "one of the words for it, or null", take_plain, put_plain },
	[JSON_PRESENT] = { "an object or null", take_plain, put_plain },
	[JSON_LIST] = { "an array", take_list, put_list },
	[JSON_OBJECT] = { "an object", take_object, put_object },
	[JSON_LINK] = { "an object", take_link, put_link },
	[JSON_LINK_OR_NULL] = { "an object or null", take_link, put_link },
};
_Static_assert(COUNT_OF(kinds) == JSON_TYPE_COUNT, "every type is read and written");

static int take_value(const struct taking *t, const cJSON *item, void *to)
{
	const struct json_field *field = t->field;
	const int result = item ? kinds[field->type].take(t, item, to) : WRONG;

	if (result != WRONG)
		return result;
	return json_mistake(t->reader, t->at,
			    field->expected ? field->expected : kinds[field->type].expected, item);
}

static void put_value(const struct putting *p, const void *from)
{
	kinds[p->field->type].put(p, from);
}

int json_record_read(const struct json_reader *reader, const cJSON *item,
		     const struct json_place *at, const struct json_record *record, void *out)
{
	if (!cJSON_IsObject(item))
		return json_mistake(reader, at, "an object", item);
	for (size_t i = 0; i < record->count; i++) {
		const struct json_field *field = &record->fields[i];
		const struct json_place here = { .outer = at, .key = field->key };
		const struct taking taking = { reader, &here, field, out };
		const cJSON *member = json_get(item, field->key);
		if (field->use == JSON_UNREAD || (!member && field->use == JSON_OPTIONAL))
			continue;
		if (take_value(&taking, member, taking.out + field->offset) != TAKEN)
			return -1;
	}
	return 0;
}

void json_record_write(struct json_writer *w, const char *key, const struct json_record *record,
		       const void *in)
{
	json_object(w, key);
	for (size_t i = 0; i < record->count; i++) {
		const struct json_field *field = &record->fields[i];
		const struct putting putting = { w, field, field->key, in };
		put_value(&putting, putting.in + field->offset);
	}
	json_end(w);
}
