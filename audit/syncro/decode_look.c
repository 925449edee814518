/* What the answer to a look shows. */
#include "audit/syncro/internal.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/syncro/field.h"

#define PRODUCTS "/products?"
#define PAGE_LEAST 25 /* so many rows may be all that a page holds */

/* Where lists of names stand in the settings. */
static const struct {
	const char *path, *parent, *key;
	enum look_part part;
} lists[] = {
	{ "/tickets/settings", "", "ticket_status_list", LOOK_TICKET_STATUS },
	{ "/settings", "ticket", "problem_types", LOOK_PROBLEM_TYPE },
	{ "/settings", "ticket", "priorities", LOOK_PRIORITY },
};

static void read_names(struct arena *arena, const cJSON *array, struct look_names *names)
{
	const cJSON *item;

	names->told = cJSON_IsArray(array);
	names->names = arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *names->names);
	cJSON_ArrayForEach(item, array)
	{
		if (cJSON_IsString(item))
			names->names[names->count++] = json_text(arena, item);
		else
			names->told = false;
	}
}

static void read_settings(struct arena *arena, const cJSON *body, struct look *look)
{
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const cJSON *parent = *lists[i].parent ? json_get(body, lists[i].parent) : body;
		if (strcmp(lists[i].path, look->path) == 0)
			read_names(arena, json_get(parent, lists[i].key),
				   &look->parts[lists[i].part]);
	}
}

/* False = something about the row is not as documented. */
static bool read_product(struct arena *arena, const cJSON *row, struct look_names *names,
			 struct look_names *skus)
{
	const cJSON *name = json_get(row, "name"), *disabled = json_get(row, "disabled");
	const cJSON *list = json_get(row, "product_skus"), *sku;

	if (!cJSON_IsObject(row) || !field_is_text(name) || !field_is_flag_or_absent(disabled))
		return false;
	if (cJSON_IsTrue(disabled))
		return true;
	names->names[names->count++] = json_text(arena, name);
	cJSON_ArrayForEach(sku, list)
	{
		const cJSON *text = json_get(sku, "sku");
		if (cJSON_IsString(text))
			skus->names[skus->count++] = json_text(arena, text);
		else if (text && !cJSON_IsNull(text))
			return false;
	}
	return !list || cJSON_IsNull(list) || cJSON_IsArray(list);
}

static size_t count_skus(const cJSON *rows)
{
	const cJSON *row;
	size_t count = 0;

	cJSON_ArrayForEach(row, rows)
	{
		count += (size_t)cJSON_GetArraySize(json_get(row, "product_skus"));
	}
	return count;
}

static void read_products(struct arena *arena, const cJSON *body, struct look *look)
{
	struct look_names *names = &look->parts[LOOK_PRODUCT_NAME];
	struct look_names *skus = &look->parts[LOOK_PRODUCT_SKU];
	const cJSON *rows = json_get(body, "products"), *row;
	const cJSON *meta = json_get(body, "meta"), *pages = json_get(meta, "total_pages");
	const cJSON *entries = json_get(meta, "total_entries");
	int64_t total = 0;

	names->told = cJSON_IsArray(rows);
	look->rows = (size_t)cJSON_GetArraySize(rows);
	names->names = arena_array(arena, look->rows, sizeof *names->names);
	skus->names = arena_array(arena, count_skus(rows), sizeof *skus->names);
	cJSON_ArrayForEach(row, rows)
	{
		if (!read_product(arena, row, names, skus))
			names->told = false;
	}
	skus->told = names->told;
	look->whole = pages ? json_count(pages, &total) && total <= 1 : look->rows < PAGE_LEAST;
	if (entries && (!json_count(entries, &total) || total > (int64_t)look->rows))
		look->whole = false;
}

void decode_look(struct arena *arena, const char *path, const cJSON *body, struct look *out)
{
	*out = (struct look){ .path = path };
	if (!cJSON_IsObject(body))
		return;
	if (strncmp(path, PRODUCTS, strlen(PRODUCTS)) == 0)
		read_products(arena, body, out);
	else
		read_settings(arena, body, out);
}
