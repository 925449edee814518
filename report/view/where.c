/* The pages of Syncro and of the vendor that a reader is led to. */
#include <inttypes.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/view/view.h"

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?=&%#"

const char *view_customer_url(const struct view *view, const struct customer *customer)
{
	return arena_printf(view->arena, "https://%s.syncromsp.com/customers/%" PRId64,
			    view->audit->account->subdomain, customer->id);
}

const char *view_where_url(const struct view *view, const struct requirement *requirement)
{
	static const char scheme[] = "https://";
	const char *address = strstr(requirement->where, scheme);

	if (address)
		return arena_printf(view->arena, "%s%.*s", scheme,
				    (int)strspn(address + sizeof scheme - 1, PLAIN),
				    address + sizeof scheme - 1);
	return strstr(requirement->where, "API Tokens")
		       ? arena_printf(view->arena, "https://%s.syncromsp.com/api_tokens",
				      view->audit->account->subdomain)
		       : NULL;
}
