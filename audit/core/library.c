#include "audit/core/library.h"

#include <dlfcn.h>
#include <string.h>

#include "audit/core/error.h"

static int refuse(const struct library *library, struct error *err)
{
	return error_set(err,
			 "%s, and without it %s: is its package installed, in the version that "
			 "this program was built with?",
			 dlerror(), library->without);
}

int library_load(struct library *library, struct error *err)
{
	if (library->loaded)
		return 0;
	void *handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return refuse(library, err);
	for (size_t i = 0; i < library->count; i++) {
		const void *address = dlsym(handle, library->functions[i].name);
		if (!address)
			return refuse(library, err);
		memcpy(library->functions[i].to, &address, sizeof address);
	}
	library->loaded = true;
	return 0;
}
