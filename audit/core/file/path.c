#include "audit/core/file/path.h"

#include <stdio.h>
#include <string.h>

#include "audit/core/mem.h"

char *path_join(const char *folder, const char *name)
{
	const size_t size = strlen(folder) + strlen(name) + 2;
	char *path = xmalloc(size);

	(void)snprintf(path, size, "%s%s%s", folder, *folder ? "/" : "", name);
	return path;
}
