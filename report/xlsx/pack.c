/*
 * How a workbook is packed. The library asks minizip for zlib's usual level, 6, which was half of
 * the time that a workbook of very many rows took; at 3 it is done in a third of that, and the
 * workbook is a seventh larger. As lxw_tmpfile, this function of minizip is found here before its
 * own, which goes on; where the library brings a minizip inside it, it is not called, and all are
 * packed at 6.
 */
#include <dlfcn.h>

#include "report/xlsx/internal.h"

#define FAST 3
#define PARAMETER_ERROR (-102) /* ZIP_PARAMERROR */

#define ARGUMENTS                                                                                  \
	void *archive, const char *name, const void *info, const void *local, unsigned local_size, \
		const void *global, unsigned global_size, const char *comment, int method,         \
		int level, int raw, int window, int memory, int strategy, const char *password,    \
		unsigned long checksum, unsigned long made_by, unsigned long flags, int large

int zipOpenNewFileInZip4_64(ARGUMENTS);

static bool fast;

void xlsx_pack_fast(bool many)
{
	fast = many;
}

/* NOLINTNEXTLINE(readability-function-size): minizip's own parameters */
int zipOpenNewFileInZip4_64(ARGUMENTS)
{
	static int (*next)(ARGUMENTS);

	/* ISO C knows no other way from an object's address to a function's. */
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "zipOpenNewFileInZip4_64");
	return next ? next(archive, name, info, local, local_size, global, global_size, comment,
			   method, fast ? FAST : level, raw, window, memory, strategy, password,
			   checksum, made_by, flags, large)
		    : PARAMETER_ERROR;
}
