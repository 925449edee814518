#include "audit/rules/look.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"

/* For the value of a query: letters, digits and -._~ stand for themselves. */
static const char *encoded(struct arena *arena, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_alloc(arena, 3 * strlen(text) + 1);
	size_t length = 0;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
			   *c)) {
			out[length++] = (char)*c;
			continue;
		}
		out[length++] = '%';
		out[length++] = hex[*c >> 4];
		out[length++] = hex[*c & 15];
	}
	out[length] = '\0';
	return out;
}

const char *look_path(struct arena *arena, const struct check *check)
{
	if (check->setting)
		return check->setting == SETTING_TICKET_STATUS ? "/tickets/settings" : "/settings";
	if (strcmp(check->kind, "product-exists") != 0)
		return NULL;
	return *check->sku ? arena_printf(arena, "/products?sku=%s", encoded(arena, check->sku))
			   : arena_printf(arena, "/products?name=%s", encoded(arena, check->name));
}

enum look_part look_part(const struct check *check)
{
	TABLE(const enum look_part, settings, SETTING_COUNT, [SETTING_NONE] = LOOK_PARTS,
	      [SETTING_TICKET_STATUS] = LOOK_TICKET_STATUS,
	      [SETTING_PROBLEM_TYPE] = LOOK_PROBLEM_TYPE, [SETTING_PRIORITY] = LOOK_PRIORITY);

	if (check->setting)
		return settings[check->setting];
	return *check->sku ? LOOK_PRODUCT_SKU : LOOK_PRODUCT_NAME;
}

const struct look *look_find(const struct account *account, const char *path)
{
	for (size_t i = 0; i < account->look_count; i++)
		if (strcmp(account->looks[i].path, path) == 0)
			return &account->looks[i];
	return NULL;
}
