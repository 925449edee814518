#include "audit/syncro/refusal.h"

#include <stddef.h>
#include <string.h>

#include "audit/core/array.h"

static const struct {
	const char *method, *path, *body;
} documented[] = {
	/* An empty body is not documented as refused here. */
	{ "POST", "/customers", "{\"email\":\"it is not an email\"}" },
	{ "POST", "/tickets", "{}" },
	{ "PUT", "/tickets/0", "{\"subject\":\"\"}" },
	{ "POST", "/schedules", "{}" },
	{ "PUT", "/schedules/0", "{\"next_run\":\"\"}" },
};

bool refusal_is_documented(const char *method, const char *path, const char *body)
{
	for (size_t i = 0; i < COUNT_OF(documented); i++)
		if (strcmp(documented[i].method, method) == 0 &&
		    strcmp(documented[i].path, path) == 0 && strcmp(documented[i].body, body) == 0)
			return true;
	return false;
}
