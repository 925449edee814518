#include "audit/pull/harmless.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/model/profile.h"
#include "audit/syncro/refusal.h"

bool harmless_probe(const struct probe_spec *spec)
{
	if (spec->list != LIST_NONE)
		return !spec->write;
	if (*spec->path != '/' || strstr(spec->path, "://"))
		return false;
	if (!spec->write)
		return strcmp(spec->method, "GET") == 0 && !*spec->body;
	return refusal_is_documented(spec->method, spec->path, spec->body);
}

static int check_probes(const struct permission *permission, bool write_probes, struct error *err)
{
	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		if ((!spec->write || write_probes) && !harmless_probe(spec))
			return error_set(err,
					 "permission catalogue: '%s' asks for '%s %s' with the "
					 "body '%s', which is not one of the requests that Syncro "
					 "documents as refused; nothing is sent",
					 permission->name, spec->method, spec->path, spec->body);
	}
	return 0;
}

int harmless_check(const struct plan *plan, struct error *err)
{
	for (size_t i = 0; i < plan->count; i++)
		if (check_probes(&plan->catalogue->permissions[plan->probes[i].permission],
				 plan->write_probes, err) != 0)
			return -1;
	return 0;
}
