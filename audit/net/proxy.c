#include "audit/net/proxy.h"

#include <stddef.h>

#include "audit/core/array.h"

static const struct {
	long from, to;
	const char *text;
} faults[] = {
	{ 401, 401, "it asks for a user name and password" },
	{ 403, 403, "it does not allow this host; ask who runs it, or name the host in NO_PROXY" },
	{ 407, 407,
	  "it wants a user name and password, as in "
	  "HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT" },
	{ 500, 599, "it cannot reach the host" },
};

const char *proxy_fault(long status)
{
	for (size_t i = 0; i < COUNT_OF(faults); i++)
		if (status >= faults[i].from && status <= faults[i].to)
			return faults[i].text;
	return "is HTTPS_PROXY right?";
}
