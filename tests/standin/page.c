#include "tests/standin/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/endpoint.h"
#include "tests/standin/options.h"
#include "tests/standin/query.h"
#include "tests/standin/store.h"

struct page {
	int64_t number;
	int64_t per_page;
	int64_t entries;
	int64_t gone;	    /* so many in front were deleted */
	int64_t first, end; /* rows first..end-1 of those that are shown */
	enum meta_style meta;
};

/* Products can be asked for by name, or by SKU. */
static bool is_wanted(const struct call *call, const struct store_row *row)
{
	static const char *const fields[] = { "name", "sku" };
	char word[QUERY_VALUE] = "";

	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (query_value(call->target, fields[i], word)) {
			char member[QUERY_VALUE + 16];
			(void)snprintf(member, sizeof member, "\"%s\":\"%s\"", fields[i], word);
			return strstr(row->json, member) != NULL;
		}
	return true;
}

static bool shown(const struct call *call, const struct store_row *row)
{
	char word[QUERY_VALUE] = "";

	if (strcmp(call->path, "/products") == 0 && !is_wanted(call, row))
		return false;
	if (!row->disabled || strcmp(call->path, "/customers") != 0)
		return true;
	return query_value(call->target, "include_disabled", word) && strcmp(word, "true") == 0;
}

static enum meta_style style_named(const char *word, size_t length, enum meta_style otherwise)
{
	static const char *const names[] = {
		[META_NONE] = "none", [META_SHORT] = "short", [META_FULL] = "full"
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strlen(names[i]) == length && strncmp(names[i], word, length) == 0)
			return (enum meta_style)i;
	return otherwise;
}

/* "--meta full" is for every list, "--meta schedules=full,users=short" for some. */
static enum meta_style style_of(const struct call *call)
{
	const struct endpoint *endpoint = call->endpoint;
	const char *at = call->options->meta;
	size_t key = strlen(endpoint->key);

	if (!strchr(at, '='))
		return style_named(at, strlen(at), endpoint->meta);
	for (size_t length; *at; at += length + (at[length] == ',')) {
		length = strcspn(at, ",");
		if (strncmp(at, endpoint->key, key) == 0 && at[key] == '=')
			return style_named(at + key + 1, length - key - 1, endpoint->meta);
	}
	return endpoint->meta;
}

static void bend_rows(const struct call *call, struct page *page)
{
	enum bend_rows how = call->bend.rows;

	page->gone = how == BEND_ROWS_NO_FIRST && page->entries > 0;
	page->entries -= page->gone || (how == BEND_ROWS_NO_LAST && page->entries > 0);
	if (how == BEND_ROWS_REPEAT && page->number > 1) {
		page->first -= page->per_page;
		page->end = page->first + page->per_page;
	} else if (how == BEND_ROWS_SHIFT && page->number > 1) {
		page->first--;
		page->end--;
	} else if (how == BEND_ROWS_OVERLAP && page->first > 0) {
		page->first--;
	} else if (how == BEND_ROWS_VANISH) {
		page->first++;
	}
	if (page->end > page->entries)
		page->end = page->entries;
}

static struct page page_of(const struct call *call, const struct store_list *list)
{
	int64_t number = query_number(call->target, "page", 1);
	struct page page = { .number = number < 1 ? 1 : number,
			     .per_page = call->options->per_page ? call->options->per_page
								 : call->endpoint->per_page,
			     .meta = style_of(call) };

	for (size_t i = 0; list && i < list->count; i++)
		page.entries += shown(call, &list->rows[i]);
	if (!list && call->endpoint->fallback)
		page.entries = 1;
	if (page.number > INT32_MAX)
		page.number = INT32_MAX;
	page.first = (page.number - 1) * page.per_page;
	page.end = page.first + page.per_page;
	bend_rows(call, &page);
	return page;
}

static void add_row(const struct call *call, struct str *body, const struct store_row *row)
{
	struct error ignored;

	if (strcmp(call->path, "/users") != 0 || strcmp(call->options->users, "object") != 0) {
		str_puts(body, row->json);
		return;
	}
	cJSON *pair = json_parse(row->json, strlen(row->json), &ignored);
	char *name = cJSON_PrintUnformatted(cJSON_GetArrayItem(pair, 1));
	str_printf(body, "{\"id\":%" PRId64 ",\"name\":%s}", row->id, name);
	cJSON_free(name);
	cJSON_Delete(pair);
}

static void add_rows(const struct call *call, const struct store_list *list,
		     const struct page *page, struct str *body)
{
	int64_t at = -page->gone;
	const char *between = "";

	if (!list && page->first == 0 && page->end > 0)
		str_puts(body, call->endpoint->fallback);
	for (size_t i = 0; list && i < list->count; i++) {
		if (!shown(call, &list->rows[i]))
			continue;
		if (at >= page->first && at < page->end) {
			str_puts(body, between);
			add_row(call, body, &list->rows[i]);
			between = ",";
		}
		at++;
	}
}

static void add_meta(const struct call *call, const struct page *page, struct str *body)
{
	int64_t entries = page->entries;

	if (call->bend.meta == BEND_META_HIGH)
		entries += 3 * page->per_page;
	else if (call->bend.meta == BEND_META_LOW)
		entries = entries > page->per_page ? page->per_page : entries / 2;
	else if (call->bend.meta == BEND_META_CHANGES)
		entries += page->number * page->per_page;
	if (page->meta == META_NONE || call->bend.meta == BEND_META_ABSENT)
		return;
	int64_t pages = entries ? (entries - 1) / page->per_page + 1 : 1;
	entries += call->bend.meta == BEND_META_OVER;
	str_printf(body, ",\"meta\":{\"total_pages\":%" PRId64, pages);
	if (page->meta == META_FULL)
		str_printf(body, ",\"total_entries\":%" PRId64 ",\"per_page\":%" PRId64, entries,
			   page->per_page);
	str_printf(body, ",\"page\":%" PRId64 "}", page->number);
}

void page_serve(const struct call *call, struct answer *answer)
{
	const struct store_list *list = store_list(call->store, call->endpoint->list);
	struct page page = page_of(call, list);

	answer_set(answer, 200, "");
	str_printf(&answer->body, "{\"%s\":[", call->endpoint->key);
	add_rows(call, list, &page, &answer->body);
	str_puts(&answer->body, "]");
	add_meta(call, &page, &answer->body);
	str_puts(&answer->body, "}");
}
